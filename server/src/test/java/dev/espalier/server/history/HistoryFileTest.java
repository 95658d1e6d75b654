package dev.espalier.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryFileTest {
    @TempDir
    private Path root;

    private static History open(Path folder) {
        return HistoryFile.open(new DataFolder(folder), InstantSource.system());
    }

    @Nested
    final class OfTrials extends TrialsContract {
        @Override
        History open() {
            return HistoryFileTest.open(root);
        }
    }

    @Nested
    final class OfSearches extends SearchesContract {
        @Override
        History open() {
            return HistoryFileTest.open(root);
        }
    }

    @Nested
    final class OfPages extends PagesContract {
        @Override
        History open() {
            return HistoryFileTest.open(root);
        }
    }

    @Test
    void secondOwnerIsRefusedWithTheProcess() {
        try (History first = open(root)) {
            assertThatThrownBy(() -> open(root))
                    .isInstanceOf(DataFolderTakenException.class)
                    .hasMessageContaining(root.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("'espalier serve'");
            assertThat(first.searches().list(1, Optional.empty()).items()).isEmpty();
        }
    }

    @Test
    void otherFolderIsAnotherHistory(@TempDir Path other) {
        try (History first = open(root);
                History second = open(other)) {
            second.searches().create(Histories.aSearch("there"));
            assertThat(first.searches().list(1, Optional.empty()).items()).isEmpty();
        }
        assertThat(root.resolve("history.mv.db")).exists();
        assertThat(other.resolve("history.mv.db")).exists();
    }
}
