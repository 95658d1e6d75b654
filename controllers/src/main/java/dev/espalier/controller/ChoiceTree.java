package dev.espalier.controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The policy of one decision as a balanced tree over its options in their order, with a softmax at each inner node
 * (TPGR, Chen 2018, section 4.1): a choice costs as many softmaxes as the tree is high. Up to {@link #FLAT} options are
 * children of one node, which is a plain softmax; more are halved again and again.
 *
 * <p>A child's logit is added to the logarithm of the number of legal options below it. So an untrained tree is exactly
 * uniform over the legal options, and a child without any has probability 0.
 */
final class ChoiceTree {
    /** The most options that have one softmax. */
    static final int FLAT = 64;

    private final int options;
    private final int branching;
    private final double learningRate;
    private final Map<Range, Node> nodes = new HashMap<>(); // trained ones; looked up, never iterated

    /** Options from {@code from} to before {@code to}: what is below a node. */
    private record Range(int from, int to) {
        int size() {
            return to - from;
        }

        Range child(int index, int children) {
            return new Range(
                    from + (int) ((long) size() * index / children),
                    from + (int) ((long) size() * (index + 1) / children));
        }
    }

    private record Node(double[] logits, Adam optimizer) {}

    /** One softmax on the way to an option. */
    record Turn(int from, int to, double[] probabilities, int child) {
        private Range range() {
            return new Range(from, to);
        }
    }

    /** Which options are legal, ready to be counted in any range. */
    static final class Legal {
        private final int[] before;

        Legal(List<Boolean> legal) {
            before = new int[legal.size() + 1];
            for (int i = 0; i < legal.size(); i++) {
                before[i + 1] = before[i] + (legal.get(i) ? 1 : 0);
            }
        }

        private int in(Range range) {
            return before[range.to()] - before[range.from()];
        }
    }

    ChoiceTree(int options, double learningRate) {
        this.options = options;
        this.branching = options <= FLAT ? options : 2;
        this.learningRate = learningRate;
    }

    /** The turns to an option drawn from this policy. */
    List<Turn> draw(Legal legal, RandomGenerator random) {
        List<Turn> turns = new ArrayList<>();
        Range range = new Range(0, options);
        while (range.size() > 1) {
            double[] probabilities = probabilities(range, legal);
            int child = Categorical.draw(probabilities, random);
            turns.add(new Turn(range.from(), range.to(), probabilities, child));
            range = range.child(child, probabilities.length);
        }
        return turns;
    }

    /** The turns to this option. */
    List<Turn> path(int option, Legal legal) {
        List<Turn> turns = new ArrayList<>();
        Range range = new Range(0, options);
        while (range.size() > 1) {
            double[] probabilities = probabilities(range, legal);
            int child = 0;
            while (range.child(child, probabilities.length).to() <= option) {
                child++;
            }
            turns.add(new Turn(range.from(), range.to(), probabilities, child));
            range = range.child(child, probabilities.length);
        }
        return turns;
    }

    /** Where these turns lead; without any it is the only option. */
    static int option(List<Turn> turns) {
        if (turns.isEmpty()) {
            return 0;
        }
        Turn last = turns.get(turns.size() - 1);
        return last.range().child(last.child(), last.probabilities().length).from();
    }

    /** Of the option that these turns lead to. */
    static double logProbability(List<Turn> turns) {
        return turns.stream()
                .mapToDouble(turn -> Math.log(turn.probabilities()[turn.child()]))
                .sum();
    }

    /** Of all options. */
    double[] probabilities(Legal legal) {
        double[] probabilities = new double[options];
        spread(new Range(0, options), 1, legal, probabilities);
        return probabilities;
    }

    private void spread(Range range, double probability, Legal legal, double[] probabilities) {
        if (range.size() == 1) {
            probabilities[range.from()] = probability;
        } else if (probability > 0) {
            double[] children = probabilities(range, legal);
            for (int child = 0; child < children.length; child++) {
                spread(range.child(child, children.length), probability * children[child], legal, probabilities);
            }
        }
    }

    private double[] probabilities(Range range, Legal legal) {
        int children = Math.min(branching, range.size());
        Node node = nodes.get(range);
        double[] logits = new double[children];
        List<Boolean> possible = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            int below = legal.in(range.child(child, children));
            possible.add(below > 0);
            logits[child] = (node == null ? 0 : node.logits()[child]) + Math.log(Math.max(1, below));
        }
        return Categorical.softmax(logits, possible);
    }

    /** One step along {@code advantage grad log pi} at every node that was passed. */
    void reinforce(List<Turn> turns, double advantage) {
        for (Turn turn : turns) {
            int children = turn.probabilities().length;
            double[] gradient = new double[children];
            for (int child = 0; child < children; child++) {
                gradient[child] = advantage * ((child == turn.child() ? 1 : 0) - turn.probabilities()[child]);
            }
            Node node = nodes.computeIfAbsent(
                    turn.range(), range -> new Node(new double[children], new Adam(children, learningRate)));
            node.optimizer().ascend(node.logits(), gradient);
        }
    }
}
