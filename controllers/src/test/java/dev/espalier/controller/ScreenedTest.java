package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenedTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();

    private static Controller screened(Map<String, ?> settings) {
        return Searches.controller("screened", settings, SPACE, 1, 60);
    }

    private static RandomGenerator stream(int number) {
        return new Seeds(2).stream("ask", number);
    }

    private static double look(Proposal proposal) {
        return Searches.SUM_OF_CHOICES.of("naswot", proposal.decisions()).orElse(Double.NEGATIVE_INFINITY);
    }

    /** The same draws, one after another, made here. */
    @Test
    void theBestOfTheDrawsIsProposed() {
        Controller screened = screened(Map.of("draws", 7));
        for (int number = 1; number <= 50; number++) {
            RandomGenerator random = stream(number);
            double best = IntStream.range(0, 7)
                    .mapToObj(draw -> SPACE.complete(Decisions.none(), random))
                    .mapToDouble(play -> look(Proposal.of(play)))
                    .max()
                    .orElseThrow();
            assertThat(look(screened.ask(number, List.of(), stream(number)))).isEqualTo(best);
        }
    }

    @Test
    void nothingIsProposedTwiceWhileThereIsSomethingElse() {
        Controller screened = screened(Map.of("draws", 1000));
        Set<Decisions> proposed = new HashSet<>();
        for (int number = 1; number <= 30; number++) {
            Proposal pending = screened.ask(number, List.of(), stream(number));
            Proposal other = screened.ask(number, List.of(pending), stream(number));
            assertThat(other.decisions()).isNotEqualTo(pending.decisions());
            assertThat(proposed.add(pending.decisions())).isTrue();
            screened.tell(new Trial(number, pending, null, new Outcome.Scored(number, Map.of(), 0, null), null));
        }
    }

    /** Its policy hears of what passed, with the notes that it needs. */
    @ParameterizedTest
    @ValueSource(strings = {"ppo", "regularized-evolution"})
    void learnsThroughTheScreen(String base) {
        Map<String, ?> settings = Map.of("controller", base, "draws", 2);
        assertThat(Searches.lateReward("screened", settings, 300, 1))
                .isGreaterThan(1.2 * Searches.lateReward("screened", Map.of("draws", 2), 300, 1));
    }

    @Test
    void whatCannotBeScreenedIsRefused() {
        assertThatThrownBy(() -> screened(Map.of("controller", "screened")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another controller");
        assertThatThrownBy(() -> screened(Map.of("controller", "nobody")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nobody");
        ControllerContext blind = new ControllerContext(SPACE, new Seeds(1), 60);
        assertThatThrownBy(
                        () -> Controllers.catalog().make("screened", Map.of()).in(blind))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'naswot' is not known here. Known: []");
    }
}
