package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoostedActorCriticTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();
    private static final List<DecisionPoint> POINTS = SPACE.points(Decisions.of(0, 0, 0, 0));

    private static BoostedTrees trees(int bound) {
        BoostedTrees trees = new BoostedTrees(new BoostedTrees.Form(4, bound, 2, 0.5));
        trees.register(POINTS);
        return trees;
    }

    @Test
    void leavesAreMeanGradientsTimesSeparateRates() {
        BoostedTrees trees = trees(10);
        int[] row = trees.row(POINTS, Decisions.of(3));
        double[] one = trees.gradient(POINTS.get(1), new double[] {1, 0, 0, -1, 0}, 4);
        double[] other = trees.gradient(POINTS.get(1), new double[] {0, 1, 0, -1, 0}, 2);
        trees.add(new int[][] {row, row}, new double[][] {one, other}, new Seeds(1).stream("tree"));
        assertThat(trees.logits(row, POINTS.get(1))).containsExactly(new double[] {1, 1, 0, -2, 0}, within(1e-12));
        assertThat(trees.value(row)).isCloseTo(1.5, within(1e-12));
        assertThat(trees.logits(row, POINTS.get(0))).containsOnly(0);
    }

    @Test
    void distilledEnsemblesAreSmallerAndSayTheSame() {
        BoostedTrees trees = trees(40);
        int[][] rows = new int[125][];
        double[][] gradients = new double[rows.length][];
        for (int tree = 0; tree < 41; tree++) {
            for (int i = 0; i < rows.length; i++) {
                Decisions prefix = Decisions.of(i % 5, i / 5 % 5 == 2 ? 1 : i / 5 % 5, i / 25);
                rows[i] = trees.row(POINTS, prefix);
                double[] logits = {prefix.choice(0), tree % 3, 0, -prefix.choice(1), 0};
                gradients[i] = trees.gradient(POINTS.get(3), logits, prefix.choice(2) * 0.1);
            }
            trees.add(rows, gradients, new Seeds(1).stream("tree", tree));
        }
        trees.remember(rows);
        double[] logits = trees.logits(rows[77], POINTS.get(3));
        double value = trees.value(rows[77]);
        trees.bound(new Seeds(2).stream("distil"));
        assertThat(trees.size()).isEqualTo(10);
        assertThat(trees.logits(rows[77], POINTS.get(3))).containsExactly(logits, within(0.5));
        assertThat(trees.value(rows[77])).isCloseTo(value, within(0.5));
        trees.bound(new Seeds(2).stream("distil"));
        assertThat(trees.size()).isEqualTo(10);
    }

    /** The best third choice is the first one again. */
    @Test
    void learnsWhatDependsOnEarlierChoices() {
        Controller controller = Searches.controller("gbrl", Map.of(), SPACE, 1, 1500);
        double late = 0;
        for (int number = 1; number <= 1500; number++) {
            Proposal proposal = controller.ask(number, List.of(), new Seeds(3).stream("ask", number));
            Decisions play = proposal.decisions();
            double score = play.choice(2) == play.choice(0) ? 1 : 0;
            controller.tell(new Trial(number, proposal, null, new Outcome.Scored(score, Map.of(), 0, null), null));
            late += number > 1400 ? score / 100 : 0;
        }
        assertThat(late).isGreaterThan(0.8); // uniform: 0.2
    }
}
