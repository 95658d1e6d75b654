package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
    private static final Map<String, ?> SETTINGS = Map.of("minEpochs", 1, "maxEpochs", 9, "eta", 3);
    private static final SearchSpace SPACE = SearchSpaces.catalog()
            .make("cell", Map.of())
            .fit(dev.espalier.space.Ports.of(new dev.espalier.architecture.Shape.Image(1, 8, 8), 10));

    private static double quality(Evaluator.Candidate candidate) {
        return Integer.parseInt(candidate.architecture().hash().substring(0, 6), 16) / (double) 0xffffff;
    }

    /** Tells the quality the better the longer it trains, nine epochs being the longest. */
    private static Outcome trained(Evaluator.Candidate candidate) {
        double noise = new Seeds(7).stream("noise", candidate.number()).nextGaussian();
        int epochs = candidate.epochs().orElse(9);
        return new Outcome.Scored(
                quality(candidate) + 0.3 * noise / epochs,
                Map.of("epochs", (double) epochs, "quality", quality(candidate)),
                0,
                null);
    }

    private static List<Trial> search(String controller, Map<String, ?> settings, long seed, int trials, int inFlight) {
        return Searches.run(
                SPACE,
                Searches.controller(controller, settings, SPACE, seed, trials),
                SuccessiveHalvingTest::trained,
                seed,
                trials,
                inFlight,
                Runnable::run,
                List.of());
    }

    private static double epochs(Trial trial) {
        return Objects.requireNonNull(trial.outcome().metrics().get("epochs"));
    }

    private static double score(Trial trial) {
        return ((Outcome.Scored) trial.outcome()).score();
    }

    @Test
    void oneInEtaGoesOnForEtaTimesAsLong() {
        for (int inFlight : new int[] {1, 4}) {
            List<Trial> trials = search("successive-halving", SETTINGS, 2, 130, inFlight);
            long[] rungs = IntStream.of(1, 3, 9)
                    .mapToLong(epochs -> trials.stream()
                            .filter(trial -> epochs(trial) == epochs && trial.sameAs() == null)
                            .count())
                    .toArray();
            assertThat(rungs[0] + rungs[1] + rungs[2]).isGreaterThan(100);
            // Early promotions, of which later results are not so sure, come on top: in the order of a square root.
            assertThat(rungs[1]).isBetween(rungs[0] / 3 - 4, rungs[0] / 3 + (long) (1.5 * Math.sqrt(rungs[0])));
            assertThat(rungs[2]).isBetween(rungs[1] / 3 - 2, rungs[1] / 3 + (long) (1.5 * Math.sqrt(rungs[1])));
        }
    }

    @Test
    void promotionTrainsItsParentAnewAndIsAmongTheBestOfTheRung() {
        List<Trial> trials = search("successive-halving", SETTINGS, 4, 90, 1);
        for (Trial trial : trials) {
            Integer number = trial.proposal().parent();
            if (number == null) {
                assertThat(epochs(trial)).isEqualTo(1);
                continue;
            }
            Trial parent = trials.get(number - 1);
            assertThat(trial.architecture()).isEqualTo(parent.architecture());
            assertThat(trial.sameAs()).as("a longer training is no repeat").isNull();
            assertThat(epochs(trial)).isEqualTo(3 * epochs(parent));
            List<Trial> rung = trials.subList(0, trial.number() - 1).stream()
                    .filter(other -> epochs(other) == epochs(parent) && other.sameAs() == null)
                    .toList();
            assertThat(rung.stream().filter(other -> score(other) > score(parent)))
                    .hasSizeLessThan(rung.size() / 3);
        }
    }

    @Test
    void findsMoreThanRandomSearchForTheSameEpochs() {
        double halving = 0;
        double random = 0;
        for (int seed = 1; seed <= 40; seed++) {
            List<Trial> trials = search("successive-halving", SETTINGS, seed, 100, 1);
            int epochs = (int) trials.stream()
                    .filter(trial -> trial.sameAs() == null)
                    .mapToDouble(SuccessiveHalvingTest::epochs)
                    .sum();
            halving += found(trials);
            random += found(search("random", Map.of(), seed, epochs / 9, 1));
        }
        assertThat(halving / 40).isGreaterThan(random / 40 + 0.01);
    }

    /** The true quality of what a search would recommend. */
    private static double found(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> epochs(trial) == 9)
                .max((one, other) -> Double.compare(score(one), score(other)))
                .map(trial -> Objects.requireNonNull(trial.outcome().metrics().get("quality")))
                .orElse(0.0);
    }

    @Test
    void longestTrainingThatIsShorterThanTheFirstIsRefused() {
        assertThatThrownBy(() ->
                        Searches.controller("successive-halving", Map.of("minEpochs", 5, "maxEpochs", 3), SPACE, 1, 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("5")
                .hasMessageContaining("3");
    }

    @Test
    void neighborsThatAnotherControllerDerivesPromoteNothing() {
        Controller controller = Searches.controller("successive-halving", SETTINGS, SPACE, 1, 10);
        Decisions play = SPACE.complete(Decisions.none(), new Seeds(1).stream("play"));
        for (int number = 1; number <= 3; number++) {
            controller.tell(trial(number, Proposal.of(play, null, 1)));
        }
        Proposal neighbor = new Proposal(play, 3, Map.of());
        controller.tell(trial(4, neighbor));
        assertThat(controller
                        .ask(5, List.of(neighbor), new Seeds(1).stream("ask"))
                        .parent())
                .isEqualTo(3);
    }

    private static Trial trial(int number, Proposal proposal) {
        return new Trial(number, proposal, null, new Outcome.Scored(number, Map.of(), 0, null), null);
    }
}
