package dev.espalier.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error where that is a terminal; silent elsewhere. */
final class Bar implements AutoCloseable {
    private static final int REFRESH_MILLISECONDS = 500;

    private final @Nullable ProgressBar bar;

    private Bar(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Bar of(String task, String unit, long all) {
        return new Bar(
                terminal()
                        ? new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(all)
                                .setUnit(" " + unit, 1)
                                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                                .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                                .build()
                        : null);
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

    void show(long done, String message) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(message);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
