package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.NotFoundException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

    private static final String DATA_DIR = "--data-dir";

    @Option(
            names = DATA_DIR,
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

    /**
     * The data folder, for a command that needs what lies there.
     *
     * @throws NotFoundException where there is none: it is not made by looking into it
     */
    Path existingDataDir() {
        if (Files.notExists(dataDir)) {
            throw new NotFoundException(
                    "There is no data folder '%s'. Maybe name another one with --data-dir.".formatted(dataDir));
        }
        return dataDir;
    }

    /**
     * The same for a command that has an answer before anything was kept: the default folder need not be there.
     *
     * @throws NotFoundException where the folder that a person named is not there
     */
    Path namedDataDir() {
        return line().getParseResult().hasMatchedOption(DATA_DIR) ? existingDataDir() : dataDir;
    }

    /** Where commands about what is there already are taken. */
    Desk desk() {
        return Desk.of(existingDataDir());
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
