package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import dev.espalier.server.history.DataFolderTakenException;
import dev.espalier.server.history.IllegalTransitionException;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.service.BuildVersion;
import dev.espalier.server.service.ServeOptions;
import dev.espalier.server.web.ConflictException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: finds the command and turns what went wrong into words and an exit code. */
@Command(
        name = "espalier",
        header = "Neural architecture search for the JVM.",
        description = {
            "",
            "Start the service and open http://127.0.0.1:8080:",
            "  espalier",
            "Search from here:",
            "  espalier search --dataset digits --trials 100",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "Commands:%n",
        optionListHeading = "%nOptions:%n",
        footer = "%nEach command explains itself with --help. Here 'espalier' stands for: java -jar espalier.jar",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            ServeOptions.class,
            SearchCommand.class,
            ListCommand.class,
            ShowCommand.class,
            SteeringCommand.Pause.class,
            SteeringCommand.Resume.class,
            SteeringCommand.Stop.class,
            SteeringCommand.Cancel.class,
            SteeringCommand.Rename.class,
            SteeringCommand.Delete.class,
            TrainCommand.class,
            ExportCommand.class,
            DatasetsCommand.class,
            LeagueCommand.class,
            RankCommand.class
        })
public final class Commands {
    private static final int BROKEN = 1;
    private static final int REFUSED = 2;

    private Commands() {}

    /** Runs one command on this process's own streams. */
    public static int run(String[] arguments) {
        return run(
                arguments,
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** Runs one command. Gives 0, 1 where it failed, or 2 where what was typed cannot be used. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Commands());
        Numbers.register(line);
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, command.getErr()));
        line.setParameterExceptionHandler((wrong, typed) -> refused(wrong, err));
        int code = noCommand(line, List.of(arguments))
                .map(wrong -> refused(wrong, err))
                .orElseGet(() -> line.execute(arguments));
        out.flush();
        err.flush();
        return code;
    }

    /** The word that stands where a command should and is none, which {@code --help} beside it would hide. */
    private static Optional<ParameterException> noCommand(CommandLine line, List<String> words) {
        Map<String, CommandLine> known = line.getSubcommands();
        if (known.isEmpty() || words.isEmpty() || words.get(0).startsWith("-")) {
            return Optional.empty();
        }
        CommandLine command = known.get(words.get(0));
        return command == null
                ? Optional.of(new ParameterException(
                        line,
                        "There is no command '%s'. Known: %s."
                                .formatted(words.get(0), String.join(", ", known.keySet()))))
                : noCommand(command, words.subList(1, words.size()));
    }

    private static int refused(ParameterException wrong, PrintWriter err) {
        // picocli says the word twice where a '--set' holds no '='.
        err.println("espalier: " + String.valueOf(wrong.getMessage()).replace("option option", "option"));
        err.println("Maybe see: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return REFUSED;
    }

    private static int explain(Exception thrown, PrintWriter err) {
        if (thrown instanceof InvalidInputException wrong) {
            String place = wrong.pointer().isEmpty() ? "" : wrong.pointer() + ": ";
            err.println("espalier: " + place + wrong.getMessage());
            return REFUSED;
        }
        boolean refused = thrown instanceof NotFoundException
                || thrown instanceof DataFolderTakenException
                || thrown instanceof IllegalTransitionException
                || thrown instanceof ConflictException;
        boolean words = refused || thrown instanceof UnfinishedException;
        err.println("espalier: " + (words ? thrown.getMessage() : broken(thrown)));
        return refused ? REFUSED : BROKEN;
    }

    private static String broken(Exception thrown) {
        if (thrown instanceof IOException reason) {
            return sentence(Reason.of(reason));
        }
        IOException cause = thrown instanceof UncheckedIOException wrapped ? wrapped.getCause() : null;
        if (cause == null) {
            return thrown.toString();
        }
        String said = String.valueOf(thrown.getMessage());
        return said.equals(cause.toString())
                ? broken(cause)
                : sentence(said.replaceAll("\\.$", "") + ": " + Reason.of(cause));
    }

    private static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT)
                + clause.substring(1)
                + (clause.endsWith(".") ? "" : ".");
    }
}
