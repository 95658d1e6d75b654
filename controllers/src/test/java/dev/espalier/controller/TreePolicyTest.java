package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreePolicyTest {
    private static final int MANY = 100_000;
    private static final ChoiceTree.Legal ALL = new ChoiceTree.Legal(Collections.nCopies(MANY, true));

    /** Far from uniform. */
    private static ChoiceTree trained(int options, ChoiceTree.Legal legal) {
        ChoiceTree tree = new ChoiceTree(options, 0.3);
        RandomGenerator random = new Seeds(1).stream("train");
        for (int i = 0; i < 500; i++) {
            tree.reinforce(tree.draw(legal, random), random.nextGaussian());
        }
        return tree;
    }

    @Test
    void oneOfHundredThousandCostsSeventeenSoftmaxesOfTwo() {
        ChoiceTree tree = trained(MANY, ALL);
        RandomGenerator random = new Seeds(2).stream("draw");
        for (int i = 0; i < 1000; i++) {
            List<ChoiceTree.Turn> drawn = tree.draw(ALL, random);
            assertThat(drawn).hasSizeLessThanOrEqualTo(17);
            assertThat(drawn).allMatch(turn -> turn.probabilities().length == 2);
        }
    }

    @Test
    void probabilitiesOfAllLeavesSumToOneAndAreProductsAlongTheirPaths() {
        ChoiceTree tree = trained(MANY, ALL);
        double[] probabilities = tree.probabilities(ALL);
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-6));
        assertThat(Arrays.stream(probabilities).max().orElseThrow()).isGreaterThan(10.0 / MANY);
        for (int option = 0; option < MANY; option += 997) {
            List<ChoiceTree.Turn> path = tree.path(option, ALL);
            assertThat(ChoiceTree.option(path)).isEqualTo(option);
            assertThat(ChoiceTree.logProbability(path)).isCloseTo(Math.log(probabilities[option]), within(1e-9));
        }
    }

    @Test
    void untrainedTreesAreUniformOverTheLegalOptions() {
        for (int options : new int[] {1, 2, 5, 64, 65, 1000}) {
            List<Boolean> legal =
                    IntStream.range(0, options).mapToObj(i -> i % 3 == 0).toList();
            double expected = 1.0 / legal.stream().filter(each -> each).count();
            double[] probabilities = new ChoiceTree(options, 0.1).probabilities(new ChoiceTree.Legal(legal));
            for (int option = 0; option < options; option++) {
                assertThat(probabilities[option]).isCloseTo(legal.get(option) ? expected : 0, within(1e-12));
            }
        }
    }

    @Test
    void illegalOptionsHaveProbabilityZeroWhateverWasLearned() {
        List<Boolean> legal =
                IntStream.range(0, 200).mapToObj(i -> i > 150 && i != 170).toList();
        ChoiceTree tree = trained(200, new ChoiceTree.Legal(Collections.nCopies(200, true)));
        ChoiceTree.Legal mask = new ChoiceTree.Legal(legal);
        double[] probabilities = tree.probabilities(mask);
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
        RandomGenerator random = new Seeds(2).stream("draw");
        for (int option = 0; option < 200; option++) {
            assertThat(probabilities[option] > 0).isEqualTo(legal.get(option));
            assertThat(legal.get(ChoiceTree.option(tree.draw(mask, random)))).isTrue();
        }
    }

    /** Rewards fall with the distance from option 700 of 1,000. */
    @Test
    void findsAHillAmongThousandOptions() {
        Bandit space = new Bandit(Collections.nCopies(1000, true));
        Controller controller = Searches.controller("tree-policy", Map.of(), space, 1, 400);
        double late = 0;
        for (int number = 1; number <= 400; number++) {
            Proposal proposal = controller.ask(number, List.of(), new Seeds(7).stream("ask", number));
            double distance = Math.abs(proposal.decisions().choice(0) - 700);
            controller.tell(new Trial(number, proposal, null, new Outcome.Scored(-distance, Map.of(), 0, null), null));
            late += number > 300 ? distance / 100 : 0;
        }
        assertThat(late).isLessThan(100); // uniform: 290
    }
}
