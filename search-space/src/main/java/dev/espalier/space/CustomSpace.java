package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A space that a person wrote as a JSON document; {@code docs/spaces.md} describes the form. */
final class CustomSpace implements SearchSpace {
    private static final int TRIED_PLAYS = 50;

    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "custom",
            "Your own space, as a JSON document with decisions and the graph that they complete.",
            List.of(Setting.document(
                    "definition", CustomExamples.ALL, "A JSON document; docs/spaces.md describes it.")),
            settings -> {
                String document = settings.text("definition");
                SpaceReader.Definition definition = within(() -> SpaceReader.read(document));
                return ports -> of(definition, ports);
            });

    private final SpaceReader.Definition definition;
    private final Ports ports;
    private final List<DecisionPoint> points;

    private CustomSpace(SpaceReader.Definition definition, Ports ports) {
        this.definition = definition;
        this.ports = ports;
        this.points = definition.decisions().stream().map(CustomDecision::point).toList();
    }

    private static <T> T within(Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidInputException refused) {
            throw refused.within("/definition");
        }
    }

    /** The space between these ports, after some plays have shown that its shapes fit. */
    private static SearchSpace of(SpaceReader.Definition definition, Ports ports) {
        String given = ports.input().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        if (ports.inputs().size() != 1 || !given.equals(definition.input())) {
            throw new InvalidInputException(
                    "/settings/definition/input",
                    "This space takes one %s, not %s.".formatted(definition.input(), ports.inputs()));
        }
        CustomSpace space = new CustomSpace(definition, ports);
        try {
            new CustomSize(definition.decisions()).plays();
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(0);
            for (int i = 0; i < TRIED_PLAYS; i++) {
                space.decode(space.complete(Decisions.none(), random));
            }
        } catch (InvalidInputException refused) {
            throw refused.within("/settings/definition");
        }
        return space;
    }

    @Override
    public Optional<DecisionPoint> next(Decisions prefix) {
        int[] answers = new int[points.size()];
        int used = 0;
        for (int i = 0; i < points.size(); i++) {
            if (definition.decisions().get(i).asked(answers)) {
                if (used == prefix.size()) {
                    return Optional.of(points.get(i));
                }
                answers[i] = prefix.choice(used++);
            }
        }
        return Optional.empty();
    }

    /**
     * The architecture of a complete play.
     *
     * @throws InvalidInputException with a pointer into the document where shapes do not fit
     */
    @Override
    public Architecture decode(Decisions play) {
        points(play);
        int[] answers = new int[points.size()];
        int used = 0;
        for (int i = 0; i < points.size(); i++) {
            answers[i] = definition.decisions().get(i).asked(answers) ? play.choice(used++) : 0;
        }
        return CustomNetwork.of(definition, ports, answers);
    }

    @Override
    public Optional<List<DecisionPoint>> fixedDecisions() {
        boolean fixed = definition.decisions().stream().allMatch(decision -> decision.when() == null);
        return fixed ? Optional.of(points) : Optional.empty();
    }

    @Override
    public BigInteger size() {
        return new CustomSize(definition.decisions()).plays();
    }
}
