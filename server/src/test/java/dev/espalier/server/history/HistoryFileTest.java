package dev.espalier.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryFileTest extends HistoryContract {
    @TempDir
    private Path root;

    @Override
    History open() {
        return HistoryFile.open(new DataFolder(root), InstantSource.system());
    }

    @Test
    void secondOwnerIsRefusedWithTheProcess() {
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFolderTakenException.class)
                .hasMessageContaining(root.toString())
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void otherFolderIsAnotherHistory(@TempDir Path other) {
        try (History second = HistoryFile.open(new DataFolder(other), InstantSource.system())) {
            second.searches().create(Histories.aSearch("there"));
        }
        assertThat(root.resolve("history.mv.db")).exists();
        assertThat(other.resolve("history.mv.db")).exists();
    }
}
