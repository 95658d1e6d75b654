package dev.espalier.server.cli;

import dev.espalier.data.ReadOptions;
import dev.espalier.data.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the rows of a table are divided, and the size to which images are brought. */
final class SplitOptions {
    @Option(names = "--nominal", paramLabel = "COLUMN", description = "A column of categories that look like numbers.")
    private List<String> nominal = List.of();

    @Option(names = "--group", paramLabel = "COLUMN", description = "Rows of equal value stay in one part.")
    private @Nullable String group;

    @Option(names = "--time", paramLabel = "COLUMN", description = "Validation and test are the latest rows.")
    private @Nullable String time;

    @Option(names = "--split", paramLabel = "COLUMN", description = "Holds train, validation or test for each row.")
    private @Nullable String split;

    @Option(names = "--side", paramLabel = "PIXELS", description = "Side to which images are resized, 4 to 256.")
    private @Nullable Integer side;

    ReadOptions with(Optional<String> target, Optional<Task.Type> task) {
        return new ReadOptions(
                target,
                task,
                nominal,
                Optional.ofNullable(group),
                Optional.ofNullable(time),
                Optional.ofNullable(split),
                Optional.ofNullable(side));
    }
}
