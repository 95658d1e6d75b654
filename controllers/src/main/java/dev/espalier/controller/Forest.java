package dev.espalier.controller;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** An ensemble of regression trees over rows of categories, each fitted to a bootstrap sample (Breiman 1996). */
record Forest(List<RegressionTree> trees) implements ToDoubleFunction<int[]> {
    private static final int TREES = 30;
    private static final RegressionTree.Form FORM = new RegressionTree.Form(12, 1, 1);

    static Forest fit(int[][] rows, double[] targets, RandomGenerator random) {
        double[][] columns = new double[targets.length][];
        for (int i = 0; i < targets.length; i++) {
            columns[i] = new double[] {targets[i]};
        }
        int size = targets.length;
        return new Forest(IntStream.range(0, TREES)
                .mapToObj(tree -> random.ints(size, 0, size).toArray())
                .map(sample -> RegressionTree.fit(rows, columns, sample, FORM, random))
                .toList());
    }

    @Override
    public double applyAsDouble(int[] row) {
        double sum = 0;
        for (RegressionTree tree : trees) {
            sum += tree.predict(row)[0];
        }
        return sum / trees.size();
    }
}
