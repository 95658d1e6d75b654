package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Optimizer;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.SearchLoop;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DartsTest {
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final Seeds SEEDS = new Seeds(11);
    private static final int TRIALS = 3;

    @TempDir
    Path folder;

    private static SearchSpace space(String name) {
        return SearchSpaces.catalog()
                .make(name, Map.of("stemWidth", 4, "stages", 1))
                .fit(DIGITS.ports());
    }

    static Map<String, Object> settings(String method, Object... others) {
        Map<String, Object> settings = new TreeMap<>(
                Map.of("method", method, "warmUpSteps", 2, "stepsPerRound", 2, "batch", 16, "statisticsBatches", 1));
        for (int i = 0; i < others.length; i += 2) {
            settings.put((String) others[i], others[i + 1]);
        }
        return settings;
    }

    record Scene(SearchSpace space, Engine engine, PreparedData data, Objective objective) {
        static Scene of(String space) {
            return new Scene(DartsTest.space(space), new TorchEngine(), DIGITS, Objective.of(Metric.ACCURACY));
        }

        Evaluator evaluator(Map<String, Object> settings, Path own) {
            return Evaluators.catalog().make("darts", settings).in(context(own));
        }

        EvaluatorContext context(Path own) {
            return new EvaluatorContext(space, engine, data, objective, SEEDS, own, TRIALS);
        }

        List<Trial> search(Evaluator darts, int trials, List<Trial> history) {
            List<Trial> finished = new ArrayList<>(history);
            SearchPlan plan = new SearchPlan(space, (Controller) darts, darts, objective, SEEDS, trials, 1);
            new SearchLoop(plan, (trial, architecture) -> finished.add(trial), Runnable::run)
                    .run(history, Map.of(), () -> false);
            return finished;
        }
    }

    /** Everything that is promised to be equal. */
    static List<String> promised(List<Trial> trials) {
        return trials.stream()
                .map(trial -> trial.number() + " " + trial.proposal() + " "
                        + trial.outcome().metrics() + " " + trial.sameAs())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "first-order, 0",
        "second-order, 0",
        "amended, 0",
        "gdas, 0",
        "pc-darts, 0",
        "second-order, 1",
        "gdas, 2"
    })
    void resumedSearchEqualsTheUninterruptedOne(String method, double distillation) {
        Scene scene = Scene.of("cell");
        Map<String, Object> settings =
                settings(method, "alphaRate", 0.3, "mostSkips", 2, "distillation", distillation, "teachers", 2);
        List<Trial> whole = scene.search(scene.evaluator(settings, folder.resolve("whole")), TRIALS, List.of());
        for (int kept : new int[] {2}) {
            Path own = folder.resolve("cut" + kept);
            List<Trial> history = scene.search(scene.evaluator(settings, own), kept, List.of());
            assertThat(promised(scene.search(scene.evaluator(settings, own), TRIALS, history)))
                    .as("cut after %d", kept)
                    .isEqualTo(promised(whole));
        }
        List<Trial> history = whole.subList(0, 1);
        assertThat(promised(scene.search(scene.evaluator(settings, folder.resolve("bare")), TRIALS, history)))
                .as("without its snapshots")
                .isEqualTo(promised(whole));
        assertThat(whole)
                .allSatisfy(trial -> assertThat(trial.outcome().metrics())
                        .containsKeys("accuracy", "skips", "entropy", "parameters"));
    }

    @Test
    void distillationWithoutWeightIsPlainDarts() {
        Scene scene = Scene.of("cell");
        List<List<String>> found = new ArrayList<>();
        for (Map<String, Object> settings : List.of(
                settings("first-order", "alphaRate", 0.3),
                settings("first-order", "alphaRate", 0.3, "distillation", 0, "teachers", 2),
                settings("first-order", "alphaRate", 0.3, "distillation", 5, "teachers", 2))) {
            Path own = folder.resolve("settings" + found.size());
            found.add(promised(scene.search(scene.evaluator(settings, own), TRIALS, List.of())));
        }
        assertThat(found.get(1)).isEqualTo(found.get(0));
        assertThat(found.get(2)).isNotEqualTo(found.get(0));
    }

    @Test
    void sampledPathsLearnTheDigitsAndMakeUpTheirMind() {
        Scene scene = Scene.of("cell");
        Map<String, Object> settings =
                settings("gdas", "warmUpSteps", 150, "stepsPerRound", 20, "batch", 32, "alphaRate", 0.05);
        Evaluator darts = scene.evaluator(settings, folder);
        List<Trial> trials = scene.search(darts, TRIALS, List.of());
        Outcome last = trials.get(TRIALS - 1).outcome();
        assertThat(Objects.requireNonNull(last.metrics().get("accuracy")))
                .as("chance is 0.1")
                .isGreaterThan(0.18);
        assertThat(last.metrics().get("entropy")).isLessThan(0.99);
        assertThat(((Controller) darts).beliefs())
                .hasSize(6)
                .allSatisfy(belief -> assertThat(belief.probabilities().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-9)));
    }

    @Test
    void whatIsProposedDoesNotDependOnTheValidationPart() {
        Examples part = DIGITS.validation();
        float[] targets = part.targets().clone();
        for (int i = 0; i < targets.length; i++) {
            targets[i] = part.targets()[targets.length - 1 - i];
        }
        PreparedData other = new PreparedData(
                DIGITS.name(),
                DIGITS.task(),
                DIGITS.training(),
                new Examples(part.shape(), part.features(), part.units(), targets),
                DIGITS.test(),
                DIGITS.preprocessing());
        Scene scene = Scene.of("cell");
        Scene changed = new Scene(scene.space(), scene.engine(), other, scene.objective());
        Map<String, Object> settings = settings("first-order", "alphaRate", 0.3);
        List<Trial> one = scene.search(scene.evaluator(settings, folder.resolve("one")), TRIALS, List.of());
        List<Trial> two = changed.search(changed.evaluator(settings, folder.resolve("two")), TRIALS, List.of());
        assertThat(two.stream().map(Trial::proposal))
                .isEqualTo(one.stream().map(Trial::proposal).toList());
        assertThat(two.stream().map(DartsTest::entropy))
                .as("the alphas to their last bit")
                .isEqualTo(one.stream().map(DartsTest::entropy).toList());
        assertThat(promised(two)).isNotEqualTo(promised(one));
    }

    private static double entropy(Trial trial) {
        return Objects.requireNonNull(trial.outcome().metrics().get("entropy"));
    }

    @Test
    void alphasThatDeriveTooManySkipsAreTakenBackAndLeftAlone() {
        Scene scene = Scene.of("cell");
        RelaxedSpace space = (RelaxedSpace) scene.space();
        Supernet supernet = space.supernet(1);
        for (int most : new int[] {5, 6}) {
            DartsSettings settings = new DartsSettings(
                    Settings.of(DartsSettings.described(), settings("first-order", "mostSkips", most)));
            Alphas alphas = new Alphas(supernet, SEEDS.stream("alphas"));
            double[] skipping = alphas.values();
            for (int edge = 0; edge < 6; edge++) {
                skipping[edge * 5 + 1] = 5;
            }
            alphas.values(skipping);
            skipping = alphas.values();
            try (Bank bank = scene.engine().bank(SEEDS, new Optimizer.Adam(0))) {
                EvaluatorContext context = scene.context(folder);
                new DartsTraining(context, settings, space, supernet)
                        .round(0, bank, alphas, new EarlierSupernets(context, settings, supernet));
            }
            assertThat(alphas.settled()).isEqualTo(most == 5);
            assertThat(Arrays.equals(alphas.values(), skipping)).isEqualTo(most == 5);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void earlierSupernetsHaveNoWeightAtFirst(int stepsPerRound, boolean same) {
        Alphas alone = afterOneRound(settings("first-order", "stepsPerRound", stepsPerRound));
        Alphas taught = afterOneRound(settings("first-order", "stepsPerRound", stepsPerRound, "distillation", 50));
        assertThat(Arrays.equals(taught.values(), alone.values())).isEqualTo(same);
    }

    private Alphas afterOneRound(Map<String, Object> given) {
        Scene scene = Scene.of("cell");
        RelaxedSpace space = (RelaxedSpace) scene.space();
        Supernet supernet = space.supernet(1);
        DartsSettings settings = new DartsSettings(Settings.of(DartsSettings.described(), given));
        Alphas alphas = new Alphas(supernet, SEEDS.stream("alphas"));
        try (Bank bank = scene.engine().bank(SEEDS, new Optimizer.Adam(0))) {
            EvaluatorContext context = scene.context(folder);
            new DartsTraining(context, settings, space, supernet)
                    .round(0, bank, alphas, new EarlierSupernets(context, settings, supernet));
        }
        return alphas;
    }

    @Test
    void proposalsOfRcDartsAreWithinTheBoundsAndInfeasibleOnesAreRefused() {
        Scene scene = Scene.of("cell");
        double least = SupernetBound.of((RelaxedSpace) scene.space(), Metric.PARAMETERS, 0)
                .base();
        Objective tight =
                new Objective(Metric.ACCURACY, List.of(new Objective.Constraint(Metric.PARAMETERS, least + 400)));
        Scene bounded = new Scene(scene.space(), scene.engine(), scene.data(), tight);
        List<Trial> trials = bounded.search(bounded.evaluator(settings("rc-darts"), folder), 2, List.of());
        assertThat(trials).allSatisfy(trial -> {
            assertThat(trial.outcome()).isInstanceOf(Outcome.Scored.class);
            assertThat(trial.outcome().metrics().get("parameters")).isLessThanOrEqualTo(least + 400);
        });
        Objective impossible =
                new Objective(Metric.ACCURACY, List.of(new Objective.Constraint(Metric.PARAMETERS, 100)));
        assertThatThrownBy(() ->
                        Evaluators.catalog().make("darts", settings("rc-darts")).fits(scene.space(), impossible))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The least");
    }

    @Test
    void otherSpacesAndEnginesAreRefusedWithTheReason() {
        SearchSpace chain = SearchSpaces.catalog().make("chain", Map.of()).fit(DIGITS.ports());
        Evaluators.Template darts = Evaluators.catalog().make("darts", Map.of());
        assertThat(darts.proposes()).isTrue();
        assertThatThrownBy(() -> darts.fits(chain, Objective.of(Metric.ACCURACY)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("darts-cell");
        Scene other = new Scene(space("cell"), new Dl4jEngine(), DIGITS, Objective.of(Metric.ACCURACY));
        assertThatThrownBy(() -> other.evaluator(Map.of(), folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("torch");
    }
}
