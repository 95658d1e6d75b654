package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.SearchLoop;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatorsTest {
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final PreparedData TESTED = new DataSets(Path.of("target/no-data")).prepare("digits", 7, true);
    private static final Seeds SEEDS = new Seeds(11);
    private static final SearchSpace SPACE = SearchSpaces.catalog()
            .make("cell", Map.of("stemWidth", 6, "stages", 2))
            .fit(DIGITS.ports());
    private static final Decisions GOOD = Decisions.of(3, 3, 1, 1, 3, 3);
    private static final Decisions CONSTANT = Decisions.of(0, 0, 0, 0, 0, 0);
    private static final Map<String, Object> SHARED =
            Map.of("trialsPerRound", 5, "warmUpSteps", 40, "stepsPerRound", 10, "controls", 3);
    private static final Map<String, Object> ALONE = Map.of("epochs", 4);
    private static final List<String> ONE_SHOT = List.of("shared-weights", "hypernetwork", "smash");

    /** Few and short rounds, for what does not depend on how well was learned. */
    private static Map<String, Object> quick(String name) {
        return switch (name) {
            case "stand-alone" -> ALONE;
            case "shared-weights" -> SHARED;
            case "proxies" -> Map.of("batch", 16);
            case "darts" -> Map.of("warmUpSteps", 4, "stepsPerRound", 2);
            default -> Map.of("trialsPerRound", 5, "warmUpSteps", 12, "stepsPerRound", 6, "controls", 3);
        };
    }

    static List<String> oneShot() {
        return ONE_SHOT;
    }

    /** All but the one that looks a table up. */
    private static final List<String> COMPUTING = Evaluators.catalog().names().stream()
            .filter(name -> !name.equals("table"))
            .toList();

    /** Those that know the metric of the objective. */
    private static final List<String> TRAINING =
            COMPUTING.stream().filter(name -> !name.equals("proxies")).toList();

    @TempDir
    Path folder;

    private Evaluator evaluator(String name, Map<String, Object> settings, Path own, PreparedData data) {
        EvaluatorContext context =
                new EvaluatorContext(SPACE, new TorchEngine(), data, Objective.of(Metric.ACCURACY), SEEDS, own, 20);
        return Evaluators.catalog().make(name, settings).in(context);
    }

    private static Evaluator.Candidate candidate(Decisions play) {
        return new Evaluator.Candidate(1, play, SPACE.decode(play), SEEDS.child("trial", 1));
    }

    private static Decisions uniform(RandomGenerator random) {
        return SPACE.complete(Decisions.none(), random);
    }

    /** Changes one decision of the best play so far: what it samples depends on all that it was told. */
    private static final class Climber implements Controller {
        private final List<Trial> told = new ArrayList<>();

        @Override
        public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
            Decisions best = told.stream()
                    .filter(trial -> trial.outcome() instanceof Outcome.Scored)
                    .max(Comparator.comparingDouble(trial -> ((Outcome.Scored) trial.outcome()).score()))
                    .map(trial -> trial.proposal().decisions())
                    .orElseGet(() -> uniform(random));
            return Proposal.of(best.with(random.nextInt(6), random.nextInt(5)));
        }

        @Override
        public void tell(Trial trial) {
            told.add(trial);
        }
    }

    private List<Trial> search(Evaluator evaluator, int threads, int trials, List<Trial> history) {
        List<Trial> finished = new ArrayList<>(history);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            SearchPlan plan =
                    new SearchPlan(SPACE, new Climber(), evaluator, Objective.of(Metric.ACCURACY), SEEDS, trials, 4);
            new SearchLoop(plan, (trial, architecture) -> finished.add(trial), pool)
                    .run(history, Map.of(), () -> false);
        } finally {
            pool.shutdown();
        }
        return finished;
    }

    /** Everything that is promised to be equal. */
    private static List<String> promised(List<Trial> trials) {
        return trials.stream()
                .map(trial -> trial.number() + " " + trial.proposal() + " "
                        + trial.outcome().metrics() + " " + trial.sameAs())
                .toList();
    }

    private static double accuracy(Outcome outcome) {
        return Objects.requireNonNull(outcome.metrics().get("accuracy"), outcome.toString());
    }

    @ParameterizedTest
    @MethodSource("oneShot")
    void oneShotEvaluatorsLearnTheDigitsAndTellHowRandomOnesFare(String name) {
        Evaluator evaluator = evaluator(name, Map.of("warmUpSteps", 250), folder, DIGITS);
        evaluator.learn(0, EvaluatorsTest::uniform);
        Outcome outcome = evaluator.evaluate(candidate(GOOD));
        assertThat(accuracy(outcome)).as("chance is 0.1").isGreaterThan(0.5);
        assertThat(outcome.metrics())
                .containsKeys("parameters", "macs", "log-loss", "random.low", "random.mean", "random.high");
        assertThat(evaluator.evaluate(candidate(GOOD)).metrics())
                .as("scoring is pure")
                .isEqualTo(outcome.metrics());
    }

    @Test
    void standAloneTrainingLearnsTheDigitsAndKeepsTheWeightsItScored() {
        Outcome outcome = evaluator("stand-alone", ALONE, folder, DIGITS).evaluate(candidate(GOOD));
        assertThat(accuracy(outcome)).as("chance is 0.1").isGreaterThan(0.5);
        String hash = Objects.requireNonNull(((Outcome.Scored) outcome).weights());
        assertThat(alone(hash)).isEqualTo(withoutCost(outcome.metrics()));
    }

    private static Map<String, Double> withoutCost(Map<String, Double> metrics) {
        Map<String, Double> measured = new TreeMap<>(metrics);
        measured.keySet().removeAll(List.of("parameters", "macs"));
        return measured;
    }

    @Test
    void oneThreadAndTwoGiveTheSameTrials() {
        for (String name : COMPUTING) {
            int trials = name.equals("stand-alone") ? 4 : 12;
            List<Trial> one = search(fresh(name, quick(name), "one"), 1, trials, List.of());
            List<Trial> two = search(fresh(name, quick(name), "two"), 2, trials, List.of());
            assertThat(promised(two)).as(name).isEqualTo(promised(one));
        }
    }

    private Evaluator fresh(String name, Map<String, Object> settings, String sub) {
        return evaluator(name, settings, folder.resolve(name + sub), DIGITS);
    }

    @ParameterizedTest
    @MethodSource("oneShot")
    void searchResumedInAnyRoundEqualsTheUninterruptedOne(String name) throws IOException {
        Path whole = folder.resolve("whole");
        List<Trial> uninterrupted = search(evaluator(name, quick(name), whole, DIGITS), 1, 17, List.of());
        for (int kept : new int[] {3, 5, 10, 16}) {
            Path own = folder.resolve("cut" + kept);
            List<Trial> history = search(evaluator(name, quick(name), own, DIGITS), 1, kept, List.of());
            assertThat(promised(search(evaluator(name, quick(name), own, DIGITS), 2, 17, history)))
                    .as("cut after %d with its snapshots", kept)
                    .isEqualTo(promised(uninterrupted));
        }
        List<Trial> history = uninterrupted.subList(0, 12);
        assertThat(promised(search(evaluator(name, quick(name), folder.resolve("bare"), DIGITS), 1, 17, history)))
                .as("without any snapshot")
                .isEqualTo(promised(uninterrupted));
        corrupt(name, whole);
    }

    /** A torn file is learned again from the one before it. */
    private void corrupt(String name, Path own) throws IOException {
        try (Stream<Path> files = Files.list(own.resolve(name))) {
            Path last = files.max(Comparator.naturalOrder()).orElseThrow();
            byte[] before = Files.readAllBytes(last);
            Files.write(last, Arrays.copyOf(before, before.length / 2));
            List<Trial> history =
                    search(evaluator(name, quick(name), folder.resolve("again"), DIGITS), 1, 15, List.of());
            search(evaluator(name, quick(name), own, DIGITS), 1, 16, history);
            assertThat(Files.size(last)).isEqualTo(before.length);
        }
    }

    @ParameterizedTest
    @MethodSource("oneShot")
    void keptWeightsScoreAloneAsTheyDidInTheSearch(String name) {
        Map<String, Object> settings = new TreeMap<>(quick(name));
        settings.put("keepWeights", true);
        Evaluator evaluator = evaluator(name, settings, folder, DIGITS);
        evaluator.learn(0, EvaluatorsTest::uniform);
        Outcome outcome = evaluator.evaluate(candidate(GOOD));
        Map<String, Double> measured = withoutCost(outcome.metrics());
        measured.keySet().removeIf(ControlBand::names);
        assertThat(alone(Objects.requireNonNull(((Outcome.Scored) outcome).weights())))
                .isEqualTo(measured);
    }

    @ParameterizedTest
    @MethodSource("oneShot")
    void inheritedTrainingBeginsWithWhatScoredTheCandidateAndFreshTrainingElsewhere(String name) {
        Evaluator evaluator = evaluator(name, quick(name), folder, DIGITS);
        evaluator.learn(0, EvaluatorsTest::uniform);
        evaluator.learn(1, EvaluatorsTest::uniform);
        Map<String, Double> measured =
                withoutCost(evaluator.evaluate(candidate(GOOD)).metrics());
        measured.keySet().removeIf(ControlBand::names);

        Weights start = start(name, folder);
        List<Epoch> epochs = new ArrayList<>();
        TrainedModel tuned = trained(Optional.of(start), epochs);
        assertThat(epochs).extracting(Epoch::number).containsExactly(0, 1, 2);
        measured.forEach((metric, value) ->
                assertThat(epochs.get(0).metrics().get(metric)).as(metric).isCloseTo(value, within(1e-6)));
        assertThat(start(name, folder))
                .as("the same after its process was killed")
                .isEqualTo(start);
        assertThat(trained(Optional.of(start), new ArrayList<>()).weights()).isEqualTo(tuned.weights());

        List<Epoch> fresh = new ArrayList<>();
        assertThat(trained(Optional.empty(), fresh).weights()).isNotEqualTo(tuned.weights());
        assertThat(fresh).extracting(Epoch::number).containsExactly(1, 2);
    }

    @Test
    void searchThatKeepsNothingHasNoStartToInherit() {
        assertThatThrownBy(() -> start("hypernetwork", folder))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("fresh");
    }

    private static Weights start(String name, Path own) {
        EvaluatorContext context =
                new EvaluatorContext(SPACE, new TorchEngine(), DIGITS, Objective.of(Metric.ACCURACY), SEEDS, own, 20);
        return Evaluators.catalog().make(name, quick(name)).start(context, SPACE.decode(GOOD));
    }

    private static TrainedModel trained(Optional<Weights> start, List<Epoch> epochs) {
        return new FinalTraining(new TorchEngine(), TESTED, Metric.ACCURACY, 2)
                .train(SPACE.decode(GOOD), start, SEEDS, epochs::add);
    }

    /** What these weights score in a bank that holds nothing else. */
    private Map<String, Double> alone(String hash) {
        try (Bank bank = new TorchEngine().bank(new Seeds(0), new Optimizer.Adam(0))) {
            bank.restore(new WeightsStore(folder).weights(hash));
            try (Network network = bank.network(SPACE.decode(GOOD), Scoring.loss(DIGITS.task()))) {
                return Scoring.measure(network, DIGITS, DIGITS.validation());
            }
        }
    }

    @Test
    void hypernetworksAreRefusedWhereTheEngineCannotTrainThem() {
        EvaluatorContext context =
                new EvaluatorContext(SPACE, new Dl4jEngine(), DIGITS, Objective.of(Metric.ACCURACY), SEEDS, folder, 20);
        for (String name : List.of("hypernetwork", "smash")) {
            assertThatThrownBy(() -> Evaluators.catalog().make(name, Map.of()).in(context))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            refused -> assertThat(refused.pointer()).isEqualTo("/engine"));
        }
    }

    @Test
    void smashRefusesASpaceWhoseKeysTellNothingOfMemory() {
        SearchSpace chain = SearchSpaces.catalog().make("chain", Map.of()).fit(DIGITS.ports());
        EvaluatorContext context = new EvaluatorContext(
                chain, new TorchEngine(), DIGITS, Objective.of(Metric.ACCURACY), SEEDS, folder, 20);
        assertThatThrownBy(() -> Evaluators.catalog().make("smash", Map.of()).in(context))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'memory-bank'");
    }

    @Test
    void networksWithoutAPathAreScoredAsTheMajorityClass() {
        for (String name : TRAINING) {
            Evaluator evaluator = evaluator(name, quick(name), folder, DIGITS);
            evaluator.learn(0, EvaluatorsTest::uniform);
            Outcome outcome = evaluator.evaluate(candidate(CONSTANT));
            assertThat(accuracy(outcome)).isBetween(0.09, 0.12);
            assertThat(outcome.metrics().get("auc")).isEqualTo(0.5);
        }
    }

    @Test
    void lossThatIsNotFiniteIsAFailedOutcomeWithItsPlace() {
        float[] features = DIGITS.training().features().clone();
        features[64 * 700] = Float.NaN;
        Examples broken = new Examples(
                DIGITS.training().shape(), features, 10, DIGITS.training().targets());
        PreparedData data = new PreparedData(
                "broken", DIGITS.task(), broken, DIGITS.validation(), DIGITS.test(), DIGITS.preprocessing());
        Outcome outcome = evaluator("stand-alone", ALONE, folder, data).evaluate(candidate(GOOD));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("NaN", "epoch 1"));
        assertThat(outcome.metrics()).containsKey("parameters");
    }

    @Test
    void networkForOtherDataIsAFailedOutcome() {
        Architecture wide = SearchSpaces.catalog()
                .make("cell", Map.of())
                .fit(dev.espalier.space.Ports.of(new dev.espalier.architecture.Shape.Image(3, 8, 8), 10))
                .decode(GOOD);
        Outcome outcome =
                evaluator("stand-alone", ALONE, folder, DIGITS).evaluate(new Evaluator.Candidate(1, GOOD, wide, SEEDS));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void objectiveThatIsNotMeasuredIsRefused() {
        EvaluatorContext context =
                new EvaluatorContext(SPACE, new TorchEngine(), DIGITS, Objective.of(Metric.RMSE), SEEDS, folder, 20);
        for (String name : COMPUTING) {
            assertThatThrownBy(() -> Evaluators.catalog().make(name, Map.of()).in(context))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("rmse")
                    .hasMessageContaining("accuracy");
        }
    }
}
