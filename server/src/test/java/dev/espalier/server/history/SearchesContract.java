package dev.espalier.server.history;

import static dev.espalier.server.history.Histories.aModel;
import static dev.espalier.server.history.Histories.aTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.trial.Controller;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is promised of a search and its states. */
abstract class SearchesContract extends HistoryContract {
    private static final Executor THREADS = work -> new Thread(work).start();

    @Test
    void sameKeyIsTheSameSearchAndAnotherSpecificationIsRefused() {
        NewSearch search = new NewSearch("a", "{}", Optional.of("key"));
        String id = history.searches().create(search).id();

        assertThat(history.searches().create(search).id()).isEqualTo(id);
        assertThatThrownBy(() -> history.searches().create(new NewSearch("a", "{\"seed\":1}", Optional.of("key"))))
                .isInstanceOf(IdempotencyConflictException.class);
        assertThat(history.searches().list(10, Optional.empty()).items()).hasSize(1);
    }

    @Test
    void submissionsUnderOneKeyAtOnceAreOneSearch() {
        for (int round = 0; round < 10; round++) {
            NewSearch search = new NewSearch("a", "{}", Optional.of("key" + round));
            List<CompletableFuture<String>> ids = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> history.searches().create(search).id(), THREADS))
                    .toList();
            assertThat(ids.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void onlyLegalChangesHappen(Action action) {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());
        history.searches().change(id, Action.COMPLETE, Optional.empty());

        if (action == Action.TRAIN) {
            assertThat(history.searches().change(id, action, Optional.empty()).state())
                    .isEqualTo(SearchState.QUEUED);
        } else if (action == Action.DELETE) {
            history.searches().delete(id);
            assertThat(history.searches().find(id)).isEmpty();
        } else {
            assertThatThrownBy(() -> history.searches().change(id, action, Optional.empty()))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessageContaining("COMPLETED")
                    .hasMessageContaining("[train, delete]");
        }
    }

    @Test
    void timesAreSetWhenItStartsAndWhenItEnds() {
        String id = newSearch();
        SearchRecord started = history.searches().change(id, Action.START, Optional.empty());
        SearchRecord again = history.searches().change(id, Action.START, Optional.empty());
        SearchRecord failed = history.searches().change(id, Action.FAIL, Optional.of("The process died twice."));

        assertThat(started.startedAt()).isNotNull();
        assertThat(started.finishedAt()).isNull();
        assertThat(again.startedAt()).isEqualTo(started.startedAt());
        assertThat(failed.finishedAt()).isNotNull();
        assertThat(failed.failure()).isEqualTo("The process died twice.");
        assertThat(failed.progress().pulse().phase()).isEqualTo(Pulse.Phase.DONE);
    }

    @Test
    void wishSurvivesUntilItComesTrue() {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());
        history.searches().wish(id, Optional.of(Action.STOP));
        reopen();

        assertThat(history.searches().find(id).orElseThrow().wish()).isEqualTo(Action.STOP);
        assertThat(history.searches().in(SearchState.RUNNING)).hasSize(1);
        assertThat(history.searches().change(id, Action.STOP, Optional.empty()).wish())
                .isNull();
        assertThatThrownBy(() -> history.searches().wish(id, Optional.of(Action.PAUSE)))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void trainingOrdersSurviveUntilTheirModelIsThereOrTheSearchEnds() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.7, 3), aTrial(2, 0.6, 4)));
        TrainingOrder first = new TrainingOrder(1, 5, true);
        TrainingOrder second = new TrainingOrder(2, 5, false);
        assertThatThrownBy(() -> history.searches().train(id, List.of(first)))
                .isInstanceOf(IllegalTransitionException.class);
        assertThat(history.searches().orders(id))
                .as("of what may not be trained")
                .isEmpty();

        history.searches().change(id, Action.START, Optional.empty());
        history.searches().change(id, Action.COMPLETE, Optional.empty());
        assertThat(history.searches().train(id, List.of(second, first)).state()).isEqualTo(SearchState.QUEUED);
        reopen();
        assertThat(history.searches().orders(id)).containsExactly(first, second);
        history.models().save(aModel(id, 1, 3, 0.8, 0.1));
        assertThat(history.searches().orders(id)).containsExactly(second);
        history.searches().change(id, Action.START, Optional.empty());
        history.searches().change(id, Action.COMPLETE, Optional.empty());
        assertThat(history.searches().orders(id)).isEmpty();
    }

    @Test
    void stoppedSearchThatTrainsWishesToStopAgain() {
        String id = newSearch();
        history.searches().change(id, Action.STOP, Optional.empty());
        assertThat(history.searches()
                        .train(id, List.of(new TrainingOrder(1, 5, false)))
                        .wish())
                .isEqualTo(Action.STOP);
    }

    @Test
    void beliefsAreTheLastOnes() {
        String id = newSearch();
        Controller.Belief belief = new Controller.Belief("edge0-1", List.of("none", "skip"), List.of(0.25, 0.75));

        assertThat(history.searches().beliefs(id)).isEmpty();
        history.searches().believe(id, List.of());
        history.searches().believe(id, List.of(belief));

        assertThat(history.searches().beliefs(id)).containsExactly(belief);
    }

    @Test
    void deletedSearchLeavesOnlyWhatOthersName() {
        String one = newSearch();
        String two = newSearch();
        history.trials().append(one, List.of(aTrial(1, 0.5, 3), aTrial(2, 0.5, 4)));
        history.trials().append(two, List.of(aTrial(1, 0.5, 3)));
        history.architectures().add(anArchitecture(9));
        history.searches().change(one, Action.CANCEL, Optional.empty());

        history.searches().delete(one);

        assertThat(history.trials().all(one)).isEmpty();
        assertThat(history.architectures().find(anArchitecture(3).hash())).isPresent();
        assertThat(history.architectures().find(anArchitecture(4).hash())).isEmpty();
        assertThat(history.architectures().find(anArchitecture(9).hash()))
                .hasValueSatisfying(kept -> assertThat(kept.handMade()).isTrue());
    }

    @Test
    void runningSearchIsNotDeleted() {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());

        assertThatThrownBy(() -> history.searches().delete(id)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void unknownSearchIsSaidToBe() {
        assertThatThrownBy(() -> history.searches().rename("nobody", "x"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("There is no search 'nobody'.");
        assertThatThrownBy(() -> history.trials().append("nobody", List.of(aTrial(1, 0, 3))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> history.searches().change("nobody", Action.START, Optional.empty()))
                .isInstanceOf(NotFoundException.class);
        assertThat(history.searches().find("nobody")).isEmpty();
    }
}
