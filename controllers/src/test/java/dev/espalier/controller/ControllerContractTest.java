package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every controller of the catalogue promises, in every kind of space that it fits;
 * {@code -Despalier.contract=ppo,a2c} looks at these alone.
 */
class ControllerContractTest {
    private static final int TRIALS = 60;
    private static final Evaluator EVALUATOR = candidate -> Searches.scoreByHash(candidate.architecture());

    /** One line of the catalogue with one choice of settings, in one space. */
    record Case(String name, Map<String, ?> settings, String spaceName, SearchSpace space) {
        /** The catalogue's spaces are many and large: there, less of the same. */
        boolean small() {
            return spaceName.equals("fixed") || spaceName.equals("deepening");
        }

        int trials() {
            return small() ? TRIALS : TRIALS / 3;
        }

        Controller controller(long seed) {
            return Searches.controller(name, settings, space, seed, trials());
        }

        List<Trial> run(long seed, int inFlight, Executor executor, List<Trial> history) {
            return Searches.run(space, controller(seed), EVALUATOR, seed, trials(), inFlight, executor, history);
        }

        boolean fits() {
            try {
                controller(1);
                return true;
            } catch (InvalidInputException misfit) {
                return false;
            }
        }

        @Override
        public String toString() {
            return name + settings + " in " + spaceName;
        }
    }

    static Stream<Case> all() {
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        spaces.put("fixed", TestSpaces.fixed());
        spaces.put("deepening", TestSpaces.deepening());
        SearchSpaces.catalog().names().forEach(name -> spaces.put(name, catalogued(name)));
        String only = System.getProperty("espalier.contract", "");
        return Controllers.catalog().entries().stream()
                .filter(entry -> only.isEmpty() || List.of(only.split(",")).contains(entry.name()))
                .flatMap(entry -> variants(entry).stream()
                        .flatMap(settings -> spaces.entrySet().stream()
                                .map(space -> new Case(entry.name(), settings, space.getKey(), space.getValue()))
                                .filter(each -> settings.isEmpty() || each.small())));
    }

    /** With its defaults, for small images or else for a table. */
    private static SearchSpace catalogued(String name) {
        SearchSpaces.Template template = SearchSpaces.catalog().make(name, Map.of());
        try {
            return template.fit(Ports.of(new Shape.Image(1, 8, 8), 10));
        } catch (InvalidInputException noImages) {
            return template.fit(Ports.of(new Shape.Vector(13), 2));
        }
    }

    static Stream<Case> fitting() {
        return all().filter(Case::fits);
    }

    static Stream<Case> misfits() {
        return all().filter(each -> !each.fits());
    }

    /** The defaults, and every option of every choice, which small spaces are enough for. */
    private static List<Map<String, ?>> variants(Entry<Controllers.Template> entry) {
        List<Map<String, ?>> variants = new ArrayList<>();
        variants.add(Map.of());
        for (Setting setting : entry.settings()) {
            if (setting instanceof Setting.Choice choice) {
                choice.options().stream()
                        .filter(option -> !option.equals(choice.defaultValue()))
                        .forEach(option -> variants.add(Map.of(choice.name(), option)));
            }
        }
        return variants;
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void proposalsAreCompleteAndLegal(Case each) {
        List<Trial> trials = each.run(3, 1, Runnable::run, List.of());
        assertThat(trials).hasSize(each.trials());
        for (Trial trial : trials) {
            assertThatCode(() -> each.space().points(trial.proposal().decisions()))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void sameSeedGivesTheSameSearchForAnyNumberOfThreads(Case each) {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Trial> first = each.run(5, 4, threads, List.of());
            assertThat(each.run(5, 4, Runnable::run, List.of())).isEqualTo(first);
            assertThat(each.run(6, 4, Runnable::run, List.of())).isNotEqualTo(first);
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void toldHistoryEqualsTheUninterruptedSearch(Case each) {
        for (int inFlight : each.small() ? new int[] {1, 4} : new int[] {4}) {
            List<Trial> whole = each.run(8, inFlight, Runnable::run, List.of());
            for (int told : each.small() ? new int[] {1, 13, 50} : new int[] {13}) {
                List<Trial> resumed = each.run(8, inFlight, Runnable::run, whole.subList(0, told));
                assertThat(resumed).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void askAndBeliefsChangeNothing(Case each) {
        Seeds seeds = new Seeds(4);
        Controller quiet = each.controller(4);
        Controller asked = each.controller(4);
        for (Trial trial : each.run(4, 1, Runnable::run, List.of())) {
            asked.ask(trial.number(), List.of(), seeds.stream("noise", trial.number()));
            asked.beliefs();
            quiet.tell(trial);
            asked.tell(trial);
        }
        assertThat(asked.ask(each.trials() + 1, List.of(), seeds.stream("ask", 1)))
                .isEqualTo(quiet.ask(each.trials() + 1, List.of(), seeds.stream("ask", 1)));
        assertThat(asked.beliefs()).isEqualTo(quiet.beliefs());
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void beliefsAreDistributionsOverLegalOptions(Case each) {
        Controller controller = each.controller(4);
        each.run(4, 1, Runnable::run, List.of()).forEach(controller::tell);
        for (Controller.Belief belief : controller.beliefs()) {
            assertThat(belief.probabilities()).hasSameSizeAs(belief.options());
            assertThat(belief.probabilities().stream().mapToDouble(p -> p).sum())
                    .isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void livesWhereEveryTrialFails(Case each) {
        Evaluator failing = candidate -> new Outcome.Failed("always", Map.of(), 0);
        assertThat(Searches.run(
                        each.space(), each.controller(2), failing, 2, each.trials(), 4, Runnable::run, List.of()))
                .hasSize(each.trials());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("misfits")
    void misfitsAreRefusedWithTheReason(Case each) {
        assertThatThrownBy(() -> each.controller(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("needs")
                .extracting(thrown -> ((InvalidInputException) thrown).pointer())
                .asString()
                .startsWith("/");
    }
}
