package dev.espalier.server;

import dev.espalier.server.cli.Commands;
import dev.espalier.server.process.Dl4jConversion;
import dev.espalier.server.process.Supervisor;
import dev.espalier.server.process.Worker;
import dev.espalier.server.service.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The one main class: the service where nothing, an option of it or {@code serve} is said. */
final class Espalier {
    private static final List<String> OF_PROGRAM = List.of("--help", "--version");

    private Espalier() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // what is said is English, and what is written is read anywhere
        int code = run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] arguments) {
        boolean ofService =
                arguments.length == 0 || arguments[0].startsWith("--") && !OF_PROGRAM.contains(arguments[0]);
        String command = ofService ? "" : arguments[0];
        return switch (command) {
            case "" -> serve(arguments);
            case "serve" -> serve(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "worker" -> {
                Worker.run(Path.of(arguments[1]));
                // Native threads may outlive their use: the worker has said its last word.
                Runtime.getRuntime().halt(0);
                yield 0;
            }
            case Dl4jConversion.COMMAND -> {
                Dl4jConversion.run(Path.of(arguments[1]));
                Runtime.getRuntime().halt(0);
                yield 0;
            }
            default -> Commands.run(arguments);
        };
    }

    private static int serve(String[] options) {
        return Service.serve(options, Supervisor::new);
    }
}
