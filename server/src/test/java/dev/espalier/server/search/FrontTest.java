package dev.espalier.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontTest {
    private static final Objective OBJECTIVE = Objective.of(Metric.RMSE).against(Metric.PARAMETERS);

    private static Trial trial(int number, double error, double parameters) {
        return trial(number, new Outcome.Scored(-error, Map.of("rmse", error, "parameters", parameters), 0, null));
    }

    private static Trial trial(int number, Outcome outcome) {
        return new Trial(number, Proposal.of(Decisions.of(number)), "a" + number, outcome, null);
    }

    /**
     * By hand: errors reach from 1 to 5 and sizes from 100 to 500, so the front (1, 500), (2, 300), (5, 100) lies at
     * the shares (1, 0), (0.75, 0.5), (0, 1): the middle one alone covers 0.375 of the box.
     */
    private static final List<Trial> TRIALS = List.of(
            trial(1, 5, 100),
            trial(2, 4, 400),
            trial(3, new Outcome.Failed("diverged", Map.of("rmse", 0.1, "parameters", 1.0), 0)),
            trial(4, 2, 300),
            trial(5, new Outcome.Scored(-0.5, Map.of("rmse", 0.5), 0, null)),
            trial(6, 1, 500));

    @Test
    void frontKnowsItsExtentsAndItsShareOfTheBoxBetweenThem() {
        FrontView view = Front.of(OBJECTIVE).with(TRIALS).view();
        assertThat(view.numbers()).containsExactly(1, 4, 6);
        assertThat(view.metrics())
                .containsExactly(new FrontView.Axis("rmse", 5, 1), new FrontView.Axis("parameters", 500, 100));
        assertThat(view.hypervolume()).isCloseTo(0.375, within(1e-12));
    }

    @Test
    void trialByTrialItIsTheSame() {
        Front front = Front.of(OBJECTIVE);
        for (Trial trial : TRIALS) {
            front = front.with(List.of(trial));
        }
        assertThat(front).isEqualTo(Front.of(OBJECTIVE).with(TRIALS));
    }

    @Test
    void beforeTwoTrialsDifferThereIsNoBoxToCover() {
        assertThat(Front.of(OBJECTIVE).view()).isEqualTo(new FrontView(List.of(), List.of(), null));
        FrontView flat = Front.of(OBJECTIVE)
                .with(List.of(trial(1, 5, 100), trial(2, 4, 100)))
                .view();
        assertThat(flat.numbers()).containsExactly(2);
        assertThat(flat.hypervolume()).isNull();
    }
}
