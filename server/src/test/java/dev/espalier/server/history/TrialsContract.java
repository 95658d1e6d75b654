package dev.espalier.server.history;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.aModel;
import static dev.espalier.server.history.Histories.aTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is promised of trials, their architectures and their models. */
abstract class TrialsContract extends HistoryContract {
    @Test
    void everythingIsThereAfterReopening() {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());
        history.trials().append(id, List.of(aTrial(1, 0.5, 3), aFailedTrial(2, 4)));
        history.searches().beat(id, new Pulse(Pulse.Phase.SEARCHING, 3.5, 7.25, "round 2"));
        SearchRecord before = history.searches().find(id).orElseThrow();
        List<Trial> trials = history.trials().all(id);

        reopen();

        assertThat(history.searches().find(id)).contains(before);
        assertThat(history.trials().all(id)).isEqualTo(trials).hasSize(2);
        assertThat(trials.get(0)).isEqualTo(aTrial(1, 0.5, 3).trial());
        assertThat(trials.get(1)).isEqualTo(aFailedTrial(2, 4).trial());
        assertThat(before.progress().failed()).isEqualTo(1);
        assertThat(before.best())
                .isEqualTo(new SearchRecord.Best(1, anArchitecture(3).hash(), 0.5, null));
    }

    @Test
    void trialsFollowWithoutGapsOrNothingIsAppended() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3)));

        assertThatThrownBy(() -> history.trials().append(id, List.of(aTrial(2, 0.5, 5), aTrial(4, 0.5, 6))))
                .hasMessage("Trial 4 cannot follow trial 2.");
        assertThatThrownBy(() -> history.trials().append(id, List.of(aTrial(1, 0.5, 7))))
                .hasMessage("Trial 1 cannot follow trial 1.");

        assertThat(history.trials().all(id)).hasSize(1);
        assertThat(history.architectures().find(anArchitecture(5).hash())).isEmpty();
        assertThat(history.searches().find(id).orElseThrow().progress().trials())
                .isEqualTo(1);
    }

    @Test
    void trialAndArchitectureExistTogetherOrNotAtAll() {
        String id = newSearch();
        NewTrial orphan = new NewTrial(aTrial(1, 0.5, 3).trial(), null);

        assertThatThrownBy(() -> history.trials().append(id, List.of(orphan))).isInstanceOf(RuntimeException.class);

        assertThat(history.trials().all(id)).isEmpty();
    }

    @Test
    void architectureIsReadAsItWasWritten() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3), aTrial(2, 0.6, 3)));

        StoredArchitecture stored =
                history.architectures().find(anArchitecture(3).hash()).orElseThrow();

        assertThat(stored.architecture()).isEqualTo(anArchitecture(3));
        assertThat(stored.handMade()).isFalse();
        assertThat(history.trials().of(stored.id(), 10))
                .containsExactly(anAppearance(id, 1, 0.5), anAppearance(id, 2, 0.6));
    }

    private static Trials.Appearance anAppearance(String id, int number, double score) {
        return new Trials.Appearance(id, number, score, Map.of("accuracy", score, "loss", Double.NaN));
    }

    @Test
    void playWithoutArchitectureIsATrialToo() {
        String id = newSearch();
        Trial impossible = new Trial(
                1,
                Proposal.of(Decisions.of(9)),
                null,
                new Outcome.Failed("The choice 9 is not legal.", Map.of(), 0),
                null);

        history.trials().append(id, List.of(new NewTrial(impossible, null)));

        assertThat(history.trials().all(id)).containsExactly(impossible);
    }

    @Test
    void firstOfEqualScoresIsTheBest() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, -2, 3), aTrial(2, -1, 4)));
        history.trials().append(id, List.of(aTrial(3, -1, 5)));

        assertThat(history.searches().find(id).orElseThrow().best())
                .isEqualTo(new SearchRecord.Best(2, anArchitecture(4).hash(), -1, null));
    }

    @Test
    void modelOfTheBestTrialIsNamed() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3)));
        ModelRecord model = aModel(id, 1, 3, 0.8, 0.1);

        history.models().save(model);
        history.models().save(model);

        assertThat(history.models().find(model.id())).contains(model);
        assertThat(history.models().ofSearch(id)).containsExactly(model);
        assertThat(history.models().ofArchitecture(anArchitecture(3).hash())).containsExactly(model);
        assertThat(history.searches().find(id).orElseThrow().best())
                .isEqualTo(new SearchRecord.Best(1, anArchitecture(3).hash(), 0.5, model.id()));
    }

    @Test
    void ofTheTrainedNetworksTheOneIsBestThatTheValidationPartLikesBest() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.7, 3), aTrial(2, 0.6, 4), aTrial(3, 0.5, 5)));

        history.models().save(aModel(id, 1, 3, 0.8, 0.1));
        history.models().save(aModel(id, 2, 4, 0.9, 0.3));
        assertThat(history.searches().find(id).orElseThrow().best())
                .isEqualTo(new SearchRecord.Best(2, anArchitecture(4).hash(), 0.6, ModelRecord.idOf(id, 2)));

        history.models().save(aModel(id, 3, 5, 0.9, 0.2));
        assertThat(history.searches().find(id).orElseThrow().best())
                .as("equal scores, smaller log loss")
                .isEqualTo(new SearchRecord.Best(3, anArchitecture(5).hash(), 0.5, ModelRecord.idOf(id, 3)));
    }

    @Test
    void amongEqualScoresTheSmallerLogLossIsBest() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 0.4, 3), aTrial(2, 0.5, 0.3, 4), aTrial(3, 0.5, 0.3, 5)));

        assertThat(history.searches().find(id).orElseThrow().best())
                .extracting(SearchRecord.Best::number)
                .isEqualTo(2);
    }

    @Test
    void writersOfDifferentSearchesDoNotDisturbEachOther() {
        List<String> ids = IntStream.range(0, 4).mapToObj(i -> newSearch()).toList();

        ids.parallelStream()
                .forEach(id -> IntStream.rangeClosed(1, 20)
                        .forEach(n -> history.trials().append(id, List.of(aTrial(n, n, 3 + n)))));

        assertThat(ids).allSatisfy(id -> assertThat(history.trials().all(id)).hasSize(20));
    }
}
