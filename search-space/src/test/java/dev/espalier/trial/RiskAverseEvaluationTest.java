package dev.espalier.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskAverseEvaluationTest {
    private static final Map<String, Double> REPEATED =
            Map.of("rmse", 2.0, "rmse.1", 1.0, "rmse.2", 4.0, "rmse.3", 1.0, "mae", 0.5);

    private static Objective objective(Risk risk) {
        return new Objective(Metric.RMSE, List.of(), List.of(), Scalarization.CHEBYSHEV, risk);
    }

    private static Outcome evaluated(Outcome outcome, Risk risk) {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(1)));
        Architecture network = builder.output(builder.add("dense", new Operation.Dense(1, false), input))
                .build();
        return RiskAverseEvaluation.of(candidate -> outcome, objective(risk))
                .evaluate(new Evaluator.Candidate(1, Decisions.none(), network, new Seeds(1)));
    }

    private static double score(Map<String, Double> metrics, Risk risk) {
        return ((Outcome.Scored) evaluated(new Outcome.Scored(-2, metrics, 3, "w"), risk)).score();
    }

    /** By hand: the errors 1, 4, 1 are the scores -4, -1, -1; the worst half of them is -4 and half of -1. */
    @Test
    void scoreIsTheTailOfTheRepeatsTurnedSoThatGreaterIsBetter() {
        assertThat(score(REPEATED, Risk.quantile(0.25))).isEqualTo(-4);
        assertThat(score(REPEATED, Risk.quantile(0.5))).isEqualTo(-1);
        assertThat(score(REPEATED, Risk.cvar(0.5))).isCloseTo((-4 - 0.5) / 1.5, within(1e-12));
        assertThat(score(REPEATED, Risk.mean())).isEqualTo(-2);
    }

    @Test
    void repeatsAreFoundWhateverTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa-IR"));
            assertThat(score(REPEATED, Risk.quantile(0.25))).isEqualTo(-4);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void metricsAndWeightsStayAndWhatWasNotRepeatedOrFailedIsLeftAlone() {
        Outcome repeated = evaluated(new Outcome.Scored(-2, REPEATED, 3, "w"), Risk.cvar(0.1));
        assertThat(repeated).isEqualTo(new Outcome.Scored(-4, REPEATED, 3, "w"));
        assertThat(score(Map.of("rmse", 2.0), Risk.cvar(0.1))).isEqualTo(-2);
        Outcome failed = new Outcome.Failed("diverged", REPEATED, 3);
        assertThat(evaluated(failed, Risk.cvar(0.1))).isEqualTo(failed);
    }
}
