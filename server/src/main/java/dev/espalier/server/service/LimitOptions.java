package dev.espalier.server.service;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.process.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How long whoever runs searches waits for their processes. */
public final class LimitOptions {
    private static final String EVALUATION = "--evaluation-limit";
    private static final String SILENCE = "--silence-limit";
    private static final String EVALUATION_VARIABLE = "ESPALIER_EVALUATION_LIMIT";
    private static final String SILENCE_VARIABLE = "ESPALIER_SILENCE_LIMIT";

    @Option(
            names = EVALUATION,
            paramLabel = "TIME",
            converter = OfEvaluation.class,
            description = "How long one trial may be evaluated before it counts as hanging: 90s, 10m, 2h."
                    + " Default: " + EVALUATION_VARIABLE + " of the environment, else 1h.")
    private @Nullable Duration evaluation;

    @Option(
            names = SILENCE,
            paramLabel = "TIME",
            converter = OfSilence.class,
            description = "How long a search's process may give no sign of life." + " Default: " + SILENCE_VARIABLE
                    + " of the environment, else 2m.")
    private @Nullable Duration silence;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * For this machine, with what was said.
     *
     * @throws InvalidInputException where the environment says it and is wrong, with the variable's name
     */
    public Limits limits() {
        return limits(System.getenv());
    }

    Limits limits(Map<String, String> environment) {
        Limits usual = Limits.ofThisMachine();
        return usual.waiting(
                Optional.ofNullable(silence)
                        .or(() -> read(environment, SILENCE_VARIABLE, new OfSilence()::convert))
                        .orElse(usual.silence()),
                Optional.ofNullable(evaluation)
                        .or(() -> read(environment, EVALUATION_VARIABLE, new OfEvaluation()::convert))
                        .orElse(usual.evaluation()));
    }

    private static Optional<Duration> read(
            Map<String, String> environment, String variable, Function<String, Duration> reading) {
        try {
            return Optional.ofNullable(environment.get(variable)).map(reading);
        } catch (TypeConversionException wrong) {
            throw new InvalidInputException(variable, wrong.getMessage() + ".", wrong);
        }
    }

    /** Whether a person said one of them, and not only the environment. */
    public boolean given() {
        return command.commandLine().getParseResult().hasMatchedOption(EVALUATION)
                || command.commandLine().getParseResult().hasMatchedOption(SILENCE);
    }

    /** Between a second and thirty days. */
    private static final class OfEvaluation implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return time(text, Duration.ofSeconds(1), Duration.ofDays(30));
        }
    }

    /** A worker gives a sign of life every two seconds: below ten a busy machine would kill sound ones. */
    private static final class OfSilence implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return time(text, Duration.ofSeconds(10), Duration.ofDays(1));
        }
    }

    private static Duration time(String text, Duration least, Duration most) {
        Matcher parts = Pattern.compile("(\\d{1,9})([smh])").matcher(text.strip());
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "'%s' must be a whole number of seconds, minutes or hours, such as 90s, 10m or 2h".formatted(text));
        }
        Duration unit = Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1))
                .getOrDefault(parts.group(2), Duration.ZERO);
        Duration time = unit.multipliedBy(Long.parseLong(parts.group(1)));
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new TypeConversionException(
                    "'%s' must lie between %d and %d seconds".formatted(text, least.toSeconds(), most.toSeconds()));
        }
        return time;
    }
}
