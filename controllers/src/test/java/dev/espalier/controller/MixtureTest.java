package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureTest {
    /** Always proposes the same arm and remembers what it is told. */
    private record Frozen(int arm, List<Trial> told) implements Controller {
        Frozen(int arm) {
            this(arm, new ArrayList<>());
        }

        @Override
        public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
            return new Proposal(Decisions.of(arm), null, Map.of("own", List.of((double) arm)));
        }

        @Override
        public void tell(Trial trial) {
            told.add(trial);
        }
    }

    private static Mixture mixture(List<? extends Controller> bases) {
        return new Mixture(
                List.of("good", "bad", "worse"), List.copyOf(bases), Settings.of(Mixture.ENTRY.settings(), Map.of()));
    }

    private static Trial trial(int number, Proposal proposal, double score) {
        return new Trial(number, proposal, null, new Outcome.Scored(score, Map.of(), 0, null), null);
    }

    @Test
    void goodBaseGainsNineTenthsOfTheWeightWithin500Proposals() {
        int learned = 0;
        for (long seed = 1; seed <= 30; seed++) {
            Mixture mixture = mixture(List.of(new Frozen(0), new Frozen(1), new Frozen(2)));
            RandomGenerator noise = new Seeds(seed).stream("noise");
            for (int number = 1; number <= 500; number++) {
                Proposal proposal = mixture.ask(number, List.of(), new Seeds(seed).stream("ask", number));
                double mean = proposal.decisions().choice(0) == 0 ? 1 : 0;
                mixture.tell(trial(number, proposal, mean + 0.5 * noise.nextGaussian()));
            }
            learned += mixture.weights()[0] > 0.9 ? 1 : 0;
        }
        assertThat(learned).isGreaterThanOrEqualTo(29);
    }

    @Test
    void everyBaseHearsEveryTrialButOnlyItsOwnNotes() {
        List<Frozen> bases = List.of(new Frozen(0), new Frozen(1), new Frozen(2));
        Mixture mixture = mixture(bases);
        for (int number = 1; number <= 30; number++) {
            mixture.tell(trial(number, mixture.ask(number, List.of(), new Seeds(1).stream("ask", number)), 0));
        }
        for (Frozen base : bases) {
            assertThat(base.told()).hasSize(30);
            for (Trial trial : base.told()) {
                assertThat(trial.proposal().notes().containsKey("own"))
                        .isEqualTo(trial.proposal().decisions().choice(0) == base.arm());
            }
        }
    }

    @Test
    void trialsOfAnotherOriginMoveNoWeight() {
        Mixture mixture = mixture(List.of(new Frozen(0), new Frozen(1), new Frozen(2)));
        for (int number = 1; number <= 10; number++) {
            mixture.tell(trial(number, Proposal.of(Decisions.of(0)), number));
        }
        assertThat(mixture.weights())
                .containsExactly(
                        new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, org.assertj.core.api.Assertions.within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "random,mixture", "random,nobody", "ppo,,random", "random,random"})
    void basesMustBeKnownControllersEachOnce(String names) {
        assertThatThrownBy(() -> Controllers.catalog().make("mixture", Map.of("controllers", names)))
                .isInstanceOf(InvalidInputException.class)
                .extracting(thrown -> ((InvalidInputException) thrown).pointer())
                .isEqualTo("/settings/controllers");
    }

    @Test
    void baseThatDoesNotFitTheSpaceRefusesForTheMixture() {
        assertThatThrownBy(() -> Searches.controller(
                        "mixture", Map.of("controllers", "random,tabular-reinforce"), TestSpaces.deepening(), 1, 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'tabular-reinforce' needs")
                .extracting(thrown -> ((InvalidInputException) thrown).pointer())
                .isEqualTo("/settings/controllers");
    }
}
