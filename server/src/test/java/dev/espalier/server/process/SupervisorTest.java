package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.IllegalTransitionException;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.SearchState;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches in real child processes, with an evaluator of no weight. */
class SupervisorTest {
    private static final String SEARCH = """
            {"dataset": "digits", "space": {"name": "cell"}, "controller": {"name": "reinforce"},
             "evaluator": {"inFlight": 3, "threads": 2}, "budget": {"trials": 14},
             "finalTraining": {"top": 2, "epochs": 1}}""";

    @TempDir
    Path folder;

    @Test
    void searchRunsInAChildToItsModels() throws Exception {
        try (Searches searches = Searches.tiny(folder, 1, 0)) {
            String id = searches.submit(SEARCH);
            SearchRecord search = searches.awaitEnd(id);

            assertThat(search.state()).as(search.toString()).isEqualTo(SearchState.COMPLETED);
            assertThat(searches.history.trials().all(id))
                    .extracting(Trial::number)
                    .isEqualTo(IntStream.rangeClosed(1, 14).boxed().toList());
            assertThat(searches.history.models().ofSearch(id)).hasSize(2);
            assertThat(search.best()).extracting(SearchRecord.Best::modelId).isNotNull();
        }
    }

    @Test
    void poisonedTrialFailsAndTheOthersAreUnharmed() throws Exception {
        List<Searches.Promised> healthy = trials(0);
        List<Searches.Promised> poisoned = trials(7);

        assertThat(poisoned).hasSize(14);
        assertThat(poisoned.get(6).failure()).contains("ended the process 2 times");
        assertThat(poisoned).filteredOn(trial -> trial.failure() != null).hasSize(1);
        assertThat(poisoned.subList(0, 6)).isEqualTo(healthy.subList(0, 6));
    }

    private List<Searches.Promised> trials(int poison) throws Exception {
        try (Searches searches = Searches.tiny(folder.resolve("poison" + poison), 5, poison)) {
            String id = searches.submit(SEARCH);
            assertThat(searches.awaitEnd(id).state()).isEqualTo(SearchState.COMPLETED);
            return searches.promised(id);
        }
    }

    @Test
    void pausedAndResumedSearchEqualsUninterruptedOne() throws Exception {
        try (Searches searches = Searches.tiny(folder, 40, 0)) {
            String uninterrupted = searches.submit(SEARCH);
            searches.awaitEnd(uninterrupted);
            String interrupted = searches.submit(SEARCH);
            searches.await(interrupted, search -> search.progress().trials() >= 4);

            assertThat(searches.supervisor.pause(interrupted).wish()).isEqualTo(Action.PAUSE);
            SearchRecord paused = searches.await(interrupted, search -> search.state() == SearchState.PAUSED);
            assertThat(paused.progress().trials()).isBetween(4, 13);
            searches.supervisor.resume(interrupted);
            assertThat(searches.awaitEnd(interrupted).state()).isEqualTo(SearchState.COMPLETED);

            assertThat(searches.promised(interrupted)).isEqualTo(searches.promised(uninterrupted));
        }
    }

    @Test
    void stoppedSearchFinishesWhatIsInFlightAndTrains() throws Exception {
        try (Searches searches = Searches.tiny(folder, 60, 0)) {
            String id = searches.submit(SEARCH);
            searches.await(id, search -> search.progress().trials() >= 2);
            searches.supervisor.stop(id);
            SearchRecord stopped = searches.awaitEnd(id);

            assertThat(stopped.state()).isEqualTo(SearchState.STOPPED);
            assertThat(stopped.progress().trials()).isBetween(2, 13);
            assertThat(searches.history.models().ofSearch(id)).isNotEmpty();
        }
    }

    @Test
    void anyTrialOfAFinishedSearchIsTrainedWhenItIsOrdered() throws Exception {
        try (Searches searches = Searches.tiny(folder, 1, 0)) {
            String id = searches.submit(SEARCH);
            double searched = searches.awaitEnd(id).progress().pulse().secondsRunning();
            List<Integer> best = numbers(searches, id);
            int other = best.contains(5) ? 6 : 5;
            searches.supervisor.train(
                    id, List.of(new TrainingOrder(other, 7, true), new TrainingOrder(best.get(0), 9, false)));
            SearchRecord search = searches.awaitEnd(id);

            assertThat(search.state()).isEqualTo(SearchState.COMPLETED);
            assertThat(search.progress().pulse().secondsRunning())
                    .as("nor is it time of the search")
                    .isEqualTo(searched);
            assertThat(search.progress().trials())
                    .as("nothing more is searched")
                    .isEqualTo(14);
            assertThat(numbers(searches, id)).hasSize(3).contains(other).containsAll(best);
            ModelRecord model =
                    searches.history.models().find(ModelRecord.idOf(id, other)).orElseThrow();
            assertThat(model.inherited()).isTrue();
            assertThat(model.epochs()).isEqualTo(7);
            assertThat(searches.history.models().find(ModelRecord.idOf(id, best.get(0))))
                    .as("trained again")
                    .hasValueSatisfying(again -> assertThat(again.epochs()).isEqualTo(9));
        }
    }

    @Test
    void stoppedSearchThatTrainsOnOrderStaysStopped() throws Exception {
        try (Searches searches = Searches.tiny(folder, 60, 0)) {
            String id = searches.submit(SEARCH);
            searches.await(id, search -> search.progress().trials() >= 2);
            searches.supervisor.stop(id);
            int trials = searches.awaitEnd(id).progress().trials();
            searches.supervisor.train(id, List.of(new TrainingOrder(1, 7, false)));
            SearchRecord search = searches.awaitEnd(id);

            assertThat(search.state()).isEqualTo(SearchState.STOPPED);
            assertThat(search.progress().trials()).isEqualTo(trials);
            assertThat(numbers(searches, id)).contains(1);
        }
    }

    private static List<Integer> numbers(Searches searches, String id) {
        return searches.history.models().ofSearch(id).stream()
                .map(ModelRecord::number)
                .toList();
    }

    @Test
    void pausedSearchThatIsStoppedTrainsWhatItHas() throws Exception {
        try (Searches searches = Searches.tiny(folder, 60, 0)) {
            String id = searches.submit(SEARCH);
            searches.await(id, search -> search.progress().trials() >= 2);
            searches.supervisor.pause(id);
            int trials = searches.await(id, search -> search.state() == SearchState.PAUSED)
                    .progress()
                    .trials();
            searches.supervisor.stop(id);
            SearchRecord stopped = searches.awaitEnd(id);

            assertThat(stopped.state()).isEqualTo(SearchState.STOPPED);
            assertThat(stopped.progress().trials()).isEqualTo(trials);
            assertThat(searches.history.models().ofSearch(id)).hasSize(2);
        }
    }

    @Test
    void cancelledSearchEndsAtOnceAndTheNextOneStarts() throws Exception {
        try (Searches searches = Searches.tiny(folder, 1000, 0)) {
            String cancelled = searches.submit(SEARCH);
            String next = searches.submit(SEARCH);
            searches.await(cancelled, search -> search.progress().trials() >= 1);
            assertThat(searches.history.searches().find(next).orElseThrow().state())
                    .isEqualTo(SearchState.QUEUED);

            assertThat(searches.supervisor.cancel(cancelled).state()).isEqualTo(SearchState.CANCELLED);
            searches.await(next, search -> search.progress().trials() >= 1);
            assertThat(searches.history.trials().all(cancelled)).hasSizeLessThan(14);
            searches.supervisor.cancel(next);
        }
    }

    @Test
    void searchThatIsBeingStoppedIsNotPaused() throws Exception {
        try (Searches searches = Searches.tiny(folder, 300, 0)) {
            String id = searches.submit(SEARCH);
            searches.await(id, search -> search.progress().trials() >= 1);
            searches.supervisor.stop(id);
            assertThatThrownBy(() -> searches.supervisor.pause(id))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessageContaining("being stopped");
            SearchRecord stopped = searches.awaitEnd(id);
            assertThat(stopped.state()).isEqualTo(SearchState.STOPPED);
            assertThat(stopped.progress().trials()).isLessThan(14);
        }
    }

    @Test
    void cancelledSearchTrainsOnOrderThoughItsProcessIsStillEnding() throws Exception {
        try (Searches searches = Searches.tiny(folder, 60, 0)) {
            String id = searches.submit(SEARCH);
            searches.await(id, search -> search.progress().trials() >= 2);
            searches.supervisor.cancel(id);
            searches.supervisor.train(id, List.of(new TrainingOrder(1, 7, false)));
            SearchRecord search = searches.awaitEnd(id);

            assertThat(search.state()).isEqualTo(SearchState.STOPPED);
            assertThat(numbers(searches, id)).containsExactly(1);
        }
    }

    @Test
    void failedSearchTrainsOnOrderAndIsDeletedWithItsFiles() throws Exception {
        try (Searches searches = Searches.tiny(folder, 60, 0)) {
            String id = searches.submit(SEARCH);
            searches.await(id, search -> search.progress().trials() >= 2);
            searches.history.searches().change(id, Action.FAIL, Optional.of("told so by a test"));
            searches.supervisor.awaitEnd(id);
            searches.supervisor.train(id, List.of(new TrainingOrder(1, 7, false)));
            assertThat(searches.awaitEnd(id).state()).isEqualTo(SearchState.STOPPED);
            assertThat(searches.history.models().find(ModelRecord.idOf(id, 1)))
                    .hasValueSatisfying(model -> assertThat(model.epochs()).isEqualTo(7));

            DataFolder files = new DataFolder(folder);
            files.condemn(id);
            searches.supervisor.recover();
            assertThat(files.search(id)).as("the history has it").isNotEmptyDirectory();
            searches.history.searches().delete(id);
            searches.supervisor.recover();
            assertThat(folder.resolve("searches").resolve(id)).doesNotExist();
            assertThat(folder.resolve("models")).isEmptyDirectory();
        }
    }

    @Test
    void searchThatCannotBeginFailsWithTheReason() throws Exception {
        WorkerCommand command = WorkerCommand.ofClassPath("no.such.Main", List.of(), Searches.LIMITS);
        try (Searches searches = new Searches(folder, command, Searches.LIMITS, SearchEvents.NONE)) {
            SearchRecord failed = searches.awaitEnd(searches.submit(SEARCH));

            assertThat(failed.state()).isEqualTo(SearchState.FAILED);
            assertThat(failed.failure()).contains("died 3 times in a row").contains("code 1");
        }
    }

    @Test
    void evaluationThatHangsFailsAtItsLimit() throws Exception {
        Limits impatient = new Limits(
                1, Searches.LIMITS.start(), Searches.LIMITS.silence(), Duration.ofSeconds(3), Searches.LIMITS.memory());
        try (Searches searches = new Searches(folder, Searches.tinyCommand(1, -4), impatient, SearchEvents.NONE)) {
            String id = searches.submit(SEARCH);
            assertThat(searches.awaitEnd(id).state()).isEqualTo(SearchState.COMPLETED);
            List<Searches.Promised> trials = searches.promised(id);

            assertThat(trials).hasSize(14);
            assertThat(trials.get(3).failure()).contains("took longer than 3 s");
            assertThat(trials).filteredOn(trial -> trial.failure() != null).hasSize(1);
        }
    }

    @Test
    void failedOutcomesAreKept() throws Exception {
        try (Searches searches = Searches.tiny(folder, 1, 2)) {
            String id = searches.submit(SEARCH);
            searches.awaitEnd(id);
            assertThat(searches.history.trials().all(id).get(1).outcome()).isInstanceOf(Outcome.Failed.class);
        }
    }
}
