package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.Histories;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.history.SearchState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Without a server: what changes the history alone is done, what needs a process is refused. */
class SteeringCommandTest {
    @TempDir
    Path root;

    private String id = "";

    @BeforeEach
    void searchIsQueued() {
        id = inHistory(
                history -> history.searches().create(Histories.aSearch("first")).id());
    }

    @ParameterizedTest
    @CsvSource({
        "pause, false, PAUSED",
        "pause, true, PAUSED",
        "stop, false, STOPPED",
        "stop, true, STOPPED",
        "cancel, false, CANCELLED",
        "cancel, true, CANCELLED"
    })
    void stateChangesAtOnceWhereNothingRuns(String command, boolean interrupted, SearchState state) {
        if (interrupted) {
            change(Action.START);
        }
        assertThat(run(0, command, id, "--json")).contains("\"state\" : \"%s\"".formatted(state));
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void answerIsASentence() {
        assertThat(run(0, "pause", id)).isEqualToIgnoringNewLines(id + " is paused.");
        assertThat(run(0, "rename", id, "the second")).isEqualToIgnoringNewLines(id + " is called 'the second'.");
        assertThat(run(0, "delete", id)).isEqualToIgnoringNewLines(id + " is deleted.");
        assertThat(run(2, "delete", id)).contains("There is no search '%s'.".formatted(id));
    }

    @Test
    void renamedAndDeletedSearchesAreDocumentsToo() {
        change(Action.CANCEL);
        assertThat(run(0, "rename", id, "zweite", "--json")).contains("\"name\" : \"zweite\"");
        assertThat(JsonMapper.shared()
                        .readTree(run(0, "delete", id, "--json"))
                        .path("deleted")
                        .asString())
                .isEqualTo(id);
        assertThat(root.resolve("searches").resolve(id)).doesNotExist();
    }

    @Test
    void searchWithSomethingToTrainIsNotStoppedWithoutAServer() {
        change(Action.START);
        inHistory(history -> history.trials().append(id, List.of(Histories.aTrial(1, 0.5, 3))));
        assertThat(run(2, "stop", id)).contains("train its best to the end", "espalier serve", "'cancel'");
        assertThat(state()).isEqualTo(SearchState.RUNNING);
    }

    @Test
    void pausedSearchIsNotResumedWithoutAServer() {
        change(Action.PAUSE);
        assertThat(run(2, "resume", id)).contains("No server runs", "espalier search --resume " + id);
        assertThat(state()).isEqualTo(SearchState.PAUSED);
    }

    @Test
    void searchThatIsBeingStoppedIsNotPaused() {
        change(Action.START);
        inHistory(history -> history.searches().wish(id, Optional.of(Action.STOP)));
        assertThat(run(2, "pause", id)).contains("being stopped");
    }

    @Test
    void whatIsNotLegalIsRefusedInTheWordsOfTheService() {
        assertThat(run(2, "delete", id)).contains("is QUEUED cannot take 'delete'. Legal now: [pause, stop, cancel].");
        assertThat(run(2, "resume", id)).contains("is QUEUED cannot take 'resume'.");
        assertThat(run(2, "rename", id, " ")).contains("/name: ");
        for (String command : List.of("pause", "resume", "stop", "cancel", "delete")) {
            assertThat(run(2, command, "nobody")).contains("There is no search 'nobody'.");
        }
        assertThat(run(2, "rename", "nobody", "x")).contains("There is no search 'nobody'.");
    }

    private String run(int code, String... arguments) {
        Terminal.Answer answer = new Terminal(root).run(arguments);
        String said = answer.out() + answer.err();
        assertThat(answer.code()).as(said).isEqualTo(code);
        return said;
    }

    private void change(Action action) {
        inHistory(history -> history.searches().change(id, action, Optional.empty()));
    }

    private SearchState state() {
        return inHistory(history -> history.searches().find(id).orElseThrow().state());
    }

    private <T> T inHistory(Function<History, T> work) {
        try (History history = HistoryFile.open(new DataFolder(root), InstantSource.system())) {
            return work.apply(history);
        }
    }
}
