package dev.espalier.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RepeatedEvaluationTest {
    private static final double[] SCORES = {0.9, 0.1, 0.6, 0.4, 0.5};

    private static final Architecture NETWORK = network();

    private static Architecture network() {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(1)));
        return builder.output(builder.add("dense", new Operation.Dense(1, false), input))
                .build();
    }

    private static final Evaluator.Candidate CANDIDATE =
            new Evaluator.Candidate(3, Decisions.none(), NETWORK, new Seeds(8));

    /** By hand: of 5 scores the worst 40 % are 0.1 and 0.4, the worst 50 % these and half of 0.5. */
    @Test
    void tailsAreThoseComputedByHand() {
        assertThat(Risk.mean().of(SCORES)).isCloseTo(0.5, within(1e-12));
        assertThat(Risk.quantile(0.2).of(SCORES)).isEqualTo(0.1);
        assertThat(Risk.quantile(0.5).of(SCORES)).isEqualTo(0.5);
        assertThat(Risk.quantile(0.6).of(SCORES)).isEqualTo(0.5);
        assertThat(Risk.quantile(1).of(SCORES)).isEqualTo(0.9);
        assertThat(Risk.cvar(0.4).of(SCORES)).isCloseTo(0.25, within(1e-12));
        assertThat(Risk.cvar(0.5).of(SCORES)).isCloseTo((0.1 + 0.4 + 0.5 * 0.5) / 2.5, within(1e-12));
        assertThat(Risk.cvar(0.1).of(SCORES)).isCloseTo(0.1, within(1e-12));
        assertThat(Risk.cvar(1).of(SCORES)).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> Risk.cvar(0)).hasMessageContaining("(0.0) of a cvar must be in (0, 1]");
    }

    @Test
    void scoresByTheTailAndKeepsMeanAndDeviation() {
        int[] call = {0};
        Evaluator noisy = candidate -> {
            double score = SCORES[call[0]++];
            return new Outcome.Scored(score, Map.of("accuracy", score), 2, "weights " + score);
        };
        Outcome outcome = new RepeatedEvaluation(noisy, 5, Risk.cvar(0.4)).evaluate(CANDIDATE);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Scored.class, scored -> {
            assertThat(scored.score()).isCloseTo(0.25, within(1e-12));
            assertThat(scored.seconds()).isEqualTo(10);
            assertThat(scored.weights()).isEqualTo("weights 0.9");
        });
        assertThat(outcome.metrics().get("accuracy")).isCloseTo(0.5, within(1e-12));
        assertThat(outcome.metrics().get("accuracy-deviation")).isCloseTo(Math.sqrt(0.34 / 4), within(1e-12));
    }

    @Test
    void everyRepeatHasItsOwnSeedsAndTheSameOnesAgain() {
        Map<Long, Integer> seen = new TreeMap<>();
        Evaluator evaluator = candidate -> {
            seen.merge(candidate.seeds().seed(), 1, Integer::sum);
            return new Outcome.Scored(0, Map.of(), 0, null);
        };
        RepeatedEvaluation repeated = new RepeatedEvaluation(evaluator, 4, Risk.mean());
        repeated.evaluate(CANDIDATE);
        repeated.evaluate(CANDIDATE);
        assertThat(seen)
                .hasSize(4)
                .allSatisfy((seed, times) -> assertThat(times).isEqualTo(2));
    }

    @Test
    void everyRepeatTrainsForAsLongAsTheControllerAsks() {
        Evaluator evaluator = candidate -> new Outcome.Scored(candidate.epochs().orElseThrow(), Map.of(), 0, null);
        Evaluator.Candidate asked =
                new Evaluator.Candidate(3, Decisions.none(), NETWORK, new Seeds(8), OptionalInt.of(9));
        assertThat(new RepeatedEvaluation(evaluator, 2, Risk.mean()).evaluate(asked))
                .isEqualTo(new Outcome.Scored(9, Map.of(), 0, null));
    }

    @Test
    void oneFailedRepeatFailsTheCandidate() {
        int[] call = {0};
        Evaluator fragile = candidate ->
                ++call[0] == 2 ? new Outcome.Failed("diverged", Map.of(), 1) : new Outcome.Scored(1, Map.of(), 1, null);
        assertThat(new RepeatedEvaluation(fragile, 3, Risk.mean()).evaluate(CANDIDATE))
                .isEqualTo(new Outcome.Failed("Repeat 2 of 3: diverged", Map.of(), 2));
    }
}
