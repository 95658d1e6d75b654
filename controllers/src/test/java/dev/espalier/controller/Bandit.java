package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One decision: which arm. */
record Bandit(List<Boolean> legal) implements SearchSpace {
    private DecisionPoint point() {
        return new DecisionPoint("arm", "arm", Collections.nCopies(legal.size(), "arm"), legal);
    }

    @Override
    public Optional<DecisionPoint> next(Decisions prefix) {
        return prefix.size() == 0 ? Optional.of(point()) : Optional.empty();
    }

    @Override
    public Optional<List<DecisionPoint>> fixedDecisions() {
        return Optional.of(List.of(point()));
    }

    @Override
    public Architecture decode(Decisions play) {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(1)));
        return builder.output(builder.add("arm", new Operation.Dense(1 + play.choice(0), false), input))
                .build();
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(legal.stream().filter(each -> each).count());
    }

    Episode episode(int arm, double reward) {
        return new Episode(Decisions.of(arm), List.of(point()), reward);
    }

    /** Asks and tells with these rewards. */
    static void teach(Controller controller, double[] rewards, int trials) {
        for (int number = 1; number <= trials; number++) {
            Proposal proposal = controller.ask(number, List.of(), new Seeds(5).stream("ask", number));
            double reward = rewards[proposal.decisions().choice(0)];
            controller.tell(new Trial(number, proposal, null, new Outcome.Scored(reward, Map.of(), 0, null), null));
        }
    }

    /** Mean of a vector over draws, with its standard error. */
    static final class Estimate {
        private final double[] sum;
        private final double[] squares;
        private int count;

        Estimate(int size) {
            sum = new double[size];
            squares = new double[size];
        }

        void add(double[] draw) {
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += draw[i];
                squares[i] += draw[i] * draw[i];
            }
        }

        /** Within 4 standard errors, which must be small enough to mean something. */
        void matches(int position, double expected) {
            double mean = sum[position] / count;
            double error = Math.sqrt((squares[position] / count - mean * mean) / count);
            assertThat(mean).isBetween(expected - 4 * error, expected + 4 * error);
            assertThat(error).isLessThan(0.02);
        }
    }
}
