package dev.espalier.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchLoopTest {
    private static final int TRIALS = 40;
    private static final SearchSpace SPACE = SearchSpaces.catalog()
            .make("cell", Map.of("stages", 1, "stemWidth", 2))
            .fit(Ports.of(new Shape.Image(1, 8, 8), 3));
    private static final Objective ACCURACY = Objective.of(Metric.ACCURACY);
    private static final Executor HERE = Runnable::run;

    /** Scores by architecture and trial; with rounds it learns a number from its samples that moves every score. */
    private static class Scorer implements Evaluator {
        final int perRound;
        final List<Integer> evaluated = Collections.synchronizedList(new ArrayList<>());
        final List<String> learned = new ArrayList<>();
        long weights;

        Scorer(int perRound) {
            this.perRound = perRound;
        }

        @Override
        public Outcome evaluate(Candidate candidate) {
            evaluated.add(candidate.number());
            double noise = candidate.seeds().stream("noise").nextDouble();
            double parameters = candidate.architecture().cost().parameters();
            double score = parameters / 1000 + noise / 10 + (weights % 100) / 1000.0;
            return new Outcome.Scored(score, Map.of("parameters", parameters, "latency", noise), 0, null);
        }

        @Override
        public int trialsPerRound() {
            return perRound;
        }

        @Override
        public void learn(int round, Sampler sampler) {
            for (int step = 0; step < 3; step++) {
                Decisions play = sampler.sample(new Seeds(7).stream("share", round, step));
                weights = weights * 31 + play.hashCode();
            }
            learned.add(round + " after " + evaluated.size());
        }
    }

    private static final class Recorder implements SearchListener {
        final List<Trial> finished = new ArrayList<>();
        final List<Integer> started = new ArrayList<>();

        @Override
        public void started(int number, Proposal proposal) {
            started.add(number);
        }

        @Override
        public void finished(Trial trial, @Nullable Architecture architecture) {
            assertThat(architecture == null ? null : architecture.hash()).isEqualTo(trial.architecture());
            finished.add(trial);
        }
    }

    private static SearchPlan plan(Evaluator evaluator, Objective objective, int trials, int inFlight) {
        return new SearchPlan(
                SPACE, new LearningController(SPACE), evaluator, objective, new Seeds(3), trials, inFlight);
    }

    private static List<Trial> run(SearchPlan plan, List<Trial> history, Executor executor) {
        Recorder recorder = new Recorder();
        new SearchLoop(plan, recorder, executor).run(history, Map.of(), () -> false);
        List<Trial> all = new ArrayList<>(history);
        all.addAll(recorder.finished);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 4", "10, 1", "10, 4", "3, 4", "7, 16"})
    void resumedSearchEqualsUninterruptedOneAtEveryNumber(int perRound, int inFlight) {
        List<Trial> whole = run(plan(new Scorer(perRound), ACCURACY, TRIALS, inFlight), List.of(), HERE);
        assertThat(whole).hasSize(TRIALS);
        for (int told = 0; told <= TRIALS; told++) {
            Scorer scorer = new Scorer(perRound);
            SearchPlan plan = plan(scorer, ACCURACY, TRIALS, inFlight);
            assertThat(run(plan, whole.subList(0, told), HERE)).isEqualTo(whole);
            assertThat(scorer.evaluated)
                    .allMatch(
                            number -> !whole.get(number - 1).proposal().notes().isEmpty());
            int first = told;
            assertThat(scorer.evaluated).allMatch(number -> number > first);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "10, 4", "0, 1"})
    void fourThreadsGiveWhatOneGives(int perRound, int inFlight) throws InterruptedException {
        List<Trial> one = run(plan(new Scorer(perRound), ACCURACY, TRIALS, inFlight), List.of(), HERE);
        ExecutorService four = Executors.newFixedThreadPool(4);
        Evaluator uneven = new Scorer(perRound) {
            @Override
            public Outcome evaluate(Candidate candidate) {
                pause(candidate.number() % 4 == 0 ? 8 : 1);
                return super.evaluate(candidate);
            }
        };
        assertThat(run(plan(uneven, ACCURACY, TRIALS, inFlight), List.of(), four))
                .isEqualTo(one);
        four.shutdown();
        assertThat(four.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aProposalKnowsTheOutcomesOfExactlyThoseBeforeItsWindow() {
        List<Trial> trials = run(plan(new Scorer(0), ACCURACY, TRIALS, 4), List.of(), HERE);
        for (Trial trial : trials) {
            int told = Math.max(0, trial.number() - 4);
            assertThat(trial.proposal().notes().get("knew"))
                    .startsWith((double) told, (double) (trial.number() - 1 - told));
        }
    }

    @Test
    void moreInFlightIsAnotherSearch() {
        assertThat(run(plan(new Scorer(0), ACCURACY, TRIALS, 4), List.of(), HERE))
                .isNotEqualTo(run(plan(new Scorer(0), ACCURACY, TRIALS, 1), List.of(), HERE));
    }

    @Test
    void aRepeatReusesTheOutcomeOfItsFirst() {
        Scorer scorer = new Scorer(0);
        List<Trial> trials = run(plan(scorer, ACCURACY, 200, 4), List.of(), HERE);
        List<Trial> repeats =
                trials.stream().filter(trial -> trial.sameAs() != null).toList();
        assertThat(repeats).isNotEmpty().allSatisfy(repeat -> {
            Trial first = trials.get(sameAs(repeat) - 1);
            assertThat(first.sameAs()).isNull();
            assertThat(first.number()).isLessThan(repeat.number());
            assertThat(first.architecture()).isEqualTo(repeat.architecture());
            assertThat(first.outcome()).isEqualTo(repeat.outcome());
        });
        assertThat(scorer.evaluated).hasSize(200 - repeats.size());
        assertThat(trials.stream().filter(trial -> trial.sameAs() == null).map(Trial::architecture))
                .doesNotHaveDuplicates();
    }

    @Test
    void anArchitectureIsNoRepeatInAnotherRound() {
        List<Trial> trials = run(plan(new Scorer(10), ACCURACY, 200, 4), List.of(), HERE);
        assertThat(trials).anyMatch(trial -> trial.sameAs() != null).allSatisfy(trial -> {
            if (trial.sameAs() != null) {
                assertThat((sameAs(trial) - 1) / 10).isEqualTo((trial.number() - 1) / 10);
            }
        });
    }

    private static int sameAs(Trial trial) {
        return trial.sameAs() == null ? 0 : trial.sameAs();
    }

    @Test
    void constraintsRefuseBeforeTheEvaluation() {
        Objective small = new Objective(Metric.ACCURACY, List.of(new Objective.Constraint(Metric.PARAMETERS, 100)));
        Scorer scorer = new Scorer(0);
        List<Trial> trials = run(plan(scorer, small, TRIALS, 1), List.of(), HERE);
        List<Trial> failed = trials.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Failed)
                .toList();
        assertThat(failed).isNotEmpty().hasSizeLessThan(TRIALS).allSatisfy(trial -> {
            assertThat(scorer.evaluated).doesNotContain(trial.number());
            assertThat(trial.outcome().metrics().get("parameters")).isGreaterThan(100);
            assertThat(((Outcome.Failed) trial.outcome()).reason()).contains("'parameters'", "100");
        });
    }

    @Test
    void aMeasuredBoundFailsTheTrialAfterIt() {
        Objective fast = new Objective(Metric.ACCURACY, List.of(new Objective.Constraint(Metric.LATENCY, 0.5)));
        List<Trial> trials = run(plan(new Scorer(0), fast, TRIALS, 1), List.of(), HERE);
        assertThat(trials).anyMatch(trial -> trial.outcome() instanceof Outcome.Failed);
        assertThat(trials)
                .allSatisfy(trial -> assertThat(trial.outcome() instanceof Outcome.Failed)
                        .isEqualTo(trial.outcome().metrics().getOrDefault("latency", 0.0) > 0.5));
    }

    @Test
    void stoppingGivesABeginningOfTheWhole() {
        List<Trial> whole = run(plan(new Scorer(10), ACCURACY, TRIALS, 4), List.of(), HERE);
        for (int calls = 0; calls < TRIALS; calls++) {
            Recorder recorder = new Recorder();
            int[] left = {calls};
            BooleanSupplier stop = () -> left[0]-- == 0;
            new SearchLoop(plan(new Scorer(10), ACCURACY, TRIALS, 4), recorder, HERE).run(List.of(), Map.of(), stop);
            assertThat(recorder.finished).isEqualTo(whole.subList(0, calls));
            assertThat(recorder.started).hasSizeLessThanOrEqualTo(calls);
        }
    }

    @Test
    void everyRoundIsLearnedOnceWhenAllBeforeItAreTold() {
        Scorer scorer = new Scorer(10);
        List<Trial> whole = run(plan(scorer, ACCURACY, 30, 4), List.of(), HERE);
        List<Integer> evaluations = IntStream.of(0, 10, 20)
                .map(before -> (int) whole.subList(0, before).stream()
                        .filter(trial -> trial.sameAs() == null)
                        .count())
                .boxed()
                .toList();
        assertThat(scorer.learned)
                .containsExactly(
                        "0 after " + evaluations.get(0),
                        "1 after " + evaluations.get(1),
                        "2 after " + evaluations.get(2));
        assertThat(whole.get(20).proposal().notes().get("knew")).startsWith(20.0, 0.0);
    }

    @Test
    void aResumedSearchLearnsTheRoundsOfItsHistoryAgain() {
        List<Trial> whole = run(plan(new Scorer(10), ACCURACY, 30, 4), List.of(), HERE);
        Scorer scorer = new Scorer(10);
        run(plan(scorer, ACCURACY, 30, 4), whole.subList(0, 15), HERE);
        assertThat(scorer.learned).hasSize(3).startsWith("0 after 0", "1 after 0");
    }

    @Test
    void aCondemnedTrialFailsWithoutBeingTriedAgain() {
        Scorer scorer = new Scorer(0);
        Recorder recorder = new Recorder();
        new SearchLoop(plan(scorer, ACCURACY, TRIALS, 4), recorder, HERE)
                .run(List.of(), Map.of(3, "The process died twice."), () -> false);
        assertThat(scorer.evaluated).doesNotContain(3);
        assertThat(recorder.finished).hasSize(TRIALS);
        assertThat(recorder.finished.get(2).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("The process died twice."));
        assertThat(run(plan(new Scorer(0), ACCURACY, TRIALS, 4), recorder.finished.subList(0, 3), HERE))
                .isEqualTo(recorder.finished);
    }

    @Test
    void aPlayThatIsNoneIsAFailedTrialWithoutAnArchitecture() {
        Controller wrong = new LearningController(SPACE) {
            @Override
            public Proposal ask(int number, List<Proposal> pending, java.util.random.RandomGenerator random) {
                return Proposal.of(Decisions.of(0, 0, 9));
            }
        };
        SearchPlan plan = new SearchPlan(SPACE, wrong, new Scorer(0), ACCURACY, new Seeds(1), 2, 1);
        assertThat(run(plan, List.of(), HERE)).hasSize(2).allSatisfy(trial -> {
            assertThat(trial.architecture()).isNull();
            assertThat(((Outcome.Failed) trial.outcome()).reason()).contains("choice 9");
        });
    }

    @Test
    void aBugInAnEvaluatorEndsTheSearch() {
        Evaluator broken = candidate -> {
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(() -> run(plan(broken, ACCURACY, 5, 2), List.of(), HERE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void aHistoryWithAGapIsRefused() {
        List<Trial> whole = run(plan(new Scorer(0), ACCURACY, 5, 1), List.of(), HERE);
        assertThatThrownBy(() -> run(plan(new Scorer(0), ACCURACY, 5, 1), whole.subList(1, 3), HERE))
                .hasMessageContaining("has the number 2");
    }
}
