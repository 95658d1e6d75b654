package dev.espalier.controller;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Two small spaces of dense networks: one with a fixed list of decisions, one where they depend on the play. */
final class TestSpaces {
    private static final int DEPTH = 4;

    private TestSpaces() {}

    /** Four layers with 5 widths each; the third width of the second layer is illegal. 500 plays. */
    static SearchSpace fixed() {
        return fixed(DEPTH);
    }

    /** The same with so many layers: 4 times 5^(depth - 1) plays. */
    static SearchSpace fixed(int depth) {
        List<DecisionPoint> points = IntStream.range(0, depth)
                .mapToObj(layer -> new DecisionPoint(
                        "layer" + layer,
                        "width",
                        List.of("1", "2", "3", "4", "5"),
                        List.of(true, true, layer != 1, true, true)))
                .toList();
        return new Fixed(points);
    }

    /** A depth of 1 to 4, then widths that never grow, then a yes or no where there are two layers. */
    static SearchSpace deepening() {
        return new Deepening();
    }

    private static Architecture dense(List<Integer> widths) {
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("input", new Operation.Input(new Shape.Vector(3)));
        for (int layer = 0; layer < widths.size(); layer++) {
            last = builder.add("layer" + layer, new Operation.Dense(widths.get(layer), true), last);
        }
        return builder.output(builder.add("output", new Operation.Dense(2, true), last))
                .build();
    }

    private record Fixed(List<DecisionPoint> points) implements SearchSpace {
        @Override
        public Optional<DecisionPoint> next(Decisions prefix) {
            return prefix.size() < points.size() ? Optional.of(points.get(prefix.size())) : Optional.empty();
        }

        @Override
        public Architecture decode(Decisions play) {
            return dense(play.stream().map(choice -> choice + 1).boxed().toList());
        }

        @Override
        public Optional<List<DecisionPoint>> fixedDecisions() {
            return Optional.of(points);
        }

        @Override
        public BigInteger size() {
            return BigInteger.valueOf(5).pow(points.size() - 1).multiply(BigInteger.valueOf(4));
        }
    }

    private record Deepening() implements SearchSpace {
        @Override
        public Optional<DecisionPoint> next(Decisions prefix) {
            if (prefix.size() == 0) {
                return Optional.of(DecisionPoint.of("depth", "depth", List.of("1", "2", "3", "4")));
            }
            int depth = prefix.choice(0) + 1;
            if (prefix.size() <= depth) {
                int widest = prefix.size() == 1 ? 5 : prefix.choice(prefix.size() - 1);
                List<Boolean> legal = IntStream.rangeClosed(0, 5)
                        .mapToObj(width -> width <= widest)
                        .toList();
                List<String> options = List.of("1", "2", "3", "4", "5", "6");
                return Optional.of(new DecisionPoint("width" + prefix.size(), "width", options, legal));
            }
            return depth > 1 && prefix.size() == depth + 1
                    ? Optional.of(DecisionPoint.of("narrow", "narrow", List.of("no", "yes")))
                    : Optional.empty();
        }

        @Override
        public Architecture decode(Decisions play) {
            List<Integer> widths = new ArrayList<>();
            int depth = play.choice(0) + 1;
            boolean narrow = depth > 1 && play.choice(depth + 1) == 1;
            for (int layer = 1; layer <= depth; layer++) {
                widths.add((play.choice(layer) + 1) * (narrow ? 1 : 7));
            }
            return dense(widths);
        }

        @Override
        public BigInteger size() {
            return BigInteger.valueOf(6 + 2 * (21 + 56 + 126));
        }
    }
}
