package dev.espalier.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A bar on standard error where that is a terminal; silent elsewhere. */
final class SearchProgress implements AutoCloseable {
    private static final int REFRESH_MILLISECONDS = 500;

    private final @Nullable ProgressBar bar;

    private SearchProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static SearchProgress of(JsonNode search) {
        if (!terminal()) {
            return new SearchProgress(null);
        }
        long trials = search.path("specification").path("budget").path("trials").asLong(0);
        return new SearchProgress(new ProgressBarBuilder()
                .setTaskName("Search " + search.path("id").asString())
                .setInitialMax(trials)
                .setUnit(" trials", 1)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                .build());
    }

    /** Whether standard error is a terminal; {@code System.console()} would ask for standard output too. */
    private static boolean terminal() {
        try {
            Path stream = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
            return stream.startsWith("/dev/pts") || stream.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException unknown) {
            return System.console() != null;
        }
    }

    void show(JsonNode search) {
        if (bar != null) {
            JsonNode progress = search.path("progress");
            bar.stepTo(progress.path("trials").asLong(0));
            bar.setExtraMessage("%s, best %s"
                    .formatted(
                            progress.path("phase").asString(""),
                            Words.score(search.path("best").path("score"))));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
