package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredLatencyTest {
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final Seeds SEEDS = new Seeds(3);

    /** Scores 0.5 and notes what it was asked for. */
    private static final class Half implements Evaluators.Template {
        private final List<Objective> asked = new ArrayList<>();
        private int evaluated;

        @Override
        public Evaluator in(EvaluatorContext context) {
            asked.add(context.objective());
            return candidate -> {
                evaluated++;
                return new Outcome.Scored(0.5, Map.of("accuracy", 0.5, "random.mean", 0.4), 0, null);
            };
        }

        @Override
        public Estimate estimate(Workload workload) {
            return new Estimate(0, 0, 0, 0);
        }
    }

    private static SearchSpace space(int width) {
        return SearchSpaces.catalog()
                .make("cell", Map.of("stemWidth", width, "stages", 2))
                .fit(DIGITS.ports());
    }

    private static Outcome evaluated(Half half, Metric metric, Objective.Constraint... constraints) {
        SearchSpace space = space(4);
        Objective objective = new Objective(metric, List.of(constraints));
        EvaluatorContext context =
                new EvaluatorContext(space, new TorchEngine(), DIGITS, objective, SEEDS, Path.of("target"), 5);
        Decisions play = Decisions.of(3, 3, 3, 3, 3, 3);
        return MeasuredLatency.in(half, context).evaluate(new Evaluator.Candidate(1, play, space.decode(play), SEEDS));
    }

    @Test
    void latencyIsMeasuredOnlyWhereItIsNamed() {
        Half half = new Half();
        assertThat(evaluated(half, Metric.ACCURACY).metrics()).doesNotContainKey("latency");
        Outcome bounded = evaluated(half, Metric.ACCURACY, new Objective.Constraint(Metric.LATENCY, 1e6));
        assertThat(bounded.metrics().get("latency")).isBetween(0.001, 1000.0);
        assertThat(((Outcome.Scored) bounded).score()).isEqualTo(0.5);
        assertThat(bounded.metrics()).containsKey("random.mean");
        assertThat(half.asked).as("its own objective").containsOnly(Objective.of(Metric.ACCURACY));
    }

    @Test
    void whatIsTooSlowIsNotTrained() {
        Half half = new Half();
        Outcome slow = evaluated(half, Metric.ACCURACY, new Objective.Constraint(Metric.LATENCY, 1e-6));
        assertThat(half.evaluated).isZero();
        assertThat(((Outcome.Failed) slow).reason()).contains("bound of 1.0E-6 on 'latency' is exceeded");
        assertThat(slow.metrics()).containsKeys("latency", "parameters", "macs");
    }

    @Test
    void theFastestCanBeSought() {
        Half half = new Half();
        Outcome.Scored fast = (Outcome.Scored) evaluated(half, Metric.LATENCY);
        assertThat(fast.score()).isNegative().isEqualTo(-fast.metrics().getOrDefault("latency", 0.0));
        assertThat(fast.metrics()).containsKey("accuracy").doesNotContainKey("random.mean");
        assertThat(half.asked).containsExactly(Objective.of(Metric.ACCURACY));
    }

    @Test
    void aLargerNetworkTakesLongerWithBothEngines() {
        for (Engine engine : List.of(new TorchEngine(), new Dl4jEngine())) {
            try (Bank bank = engine.bank(SEEDS, new Optimizer.Adam(0))) {
                assertThat(milliseconds(bank, 96, Decisions.of(3, 3, 3, 3, 3, 3)))
                        .isGreaterThan(2 * milliseconds(bank, 4, Decisions.of(0, 0, 0, 1, 0, 0)));
            }
        }
    }

    private static double milliseconds(Bank bank, int width, Decisions play) {
        try (Network network = bank.network(space(width).decode(play), Scoring.loss(DIGITS.task()))) {
            return Latency.milliseconds(network, DIGITS.validation().rows(0));
        }
    }
}
