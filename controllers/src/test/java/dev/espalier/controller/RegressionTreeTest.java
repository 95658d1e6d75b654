package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.trial.Seeds;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegressionTreeTest {
    private final RandomGenerator random = new Seeds(1).stream("tree");

    private RegressionTree fit(int[][] rows, double[][] targets, int depth, int leaf) {
        int[] all = IntStream.range(0, rows.length).toArray();
        return RegressionTree.fit(rows, targets, all, new RegressionTree.Form(depth, leaf, 1), random);
    }

    @Test
    void twoQuestionsLearnAnInteraction() {
        int[][] rows = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {2, 2}};
        double[][] targets = {{0, 5}, {0, 5}, {0, 5}, {3, -1}, {5, -1}};
        RegressionTree tree = fit(rows, targets, 2, 1);
        assertThat(tree.predict(new int[] {1, 2})).containsExactly(new double[] {0, 5}, within(1e-12));
        assertThat(tree.predict(new int[] {2, 2})).containsExactly(new double[] {4, -1}, within(1e-12));
    }

    @Test
    void rowsThatAreTooShortHaveCategoryZero() {
        int[][] rows = {{1}, {1}, {1, 3}, {1, 3}};
        double[][] targets = {{1}, {1}, {2}, {2}};
        RegressionTree tree = fit(rows, targets, 3, 1);
        assertThat(tree.predict(new int[] {1})[0]).isEqualTo(1);
        assertThat(tree.predict(new int[] {1, 0})[0]).isEqualTo(1);
        assertThat(tree.predict(new int[] {1, 3, 9})[0]).isEqualTo(2);
    }

    @Test
    void neitherDepthNorLeafIsExceeded() {
        int[][] rows = IntStream.range(0, 16).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        double[][] targets =
                IntStream.range(0, 16).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
        assertThat(IntStream.range(0, 16)
                        .mapToDouble(i -> fit(rows, targets, 3, 1).predict(rows[i])[0])
                        .distinct())
                .hasSize(4);
        assertThat(fit(rows, targets, 9, 2).predict(rows[3])[0]).isEqualTo(7.5); // one category alone is too few
    }
}
