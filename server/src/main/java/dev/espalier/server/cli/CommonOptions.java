package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every command understands. */
final class CommonOptions {
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "espalier-data",
            description = "Where searches, models and data sets are kept. Default: ${DEFAULT-VALUE}.")
    private Path dataDir = Path.of("espalier-data");

    @Option(names = "--json", description = "Print one JSON document on standard output and nothing else.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    Path dataDir() {
        return dataDir;
    }

    boolean json() {
        return json;
    }

    Desk desk() {
        return Desk.of(dataDir);
    }

    CommandLine line() {
        return command.commandLine();
    }

    PrintWriter out() {
        return line().getOut();
    }

    PrintWriter err() {
        return line().getErr();
    }

    /** @throws InvalidInputException where so many cannot be listed */
    static void requirePositive(String option, int count) {
        if (count < 1) {
            throw new InvalidInputException(
                    option, "The value %d must be a whole number of 1 or more.".formatted(count));
        }
    }

    /** Prints the document where {@code --json} is given, else what {@code forPeople} prints. */
    void answer(Object document, Runnable forPeople) {
        if (json) {
            out().println(JSON.writeValueAsString(document));
        } else {
            forPeople.run();
        }
        out().flush();
    }
}
