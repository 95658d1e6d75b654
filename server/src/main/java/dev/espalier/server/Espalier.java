package dev.espalier.server;

import dev.espalier.server.process.Limits;
import dev.espalier.server.process.Supervisor;
import dev.espalier.server.process.Worker;
import dev.espalier.server.service.Service;
import java.nio.file.Path;
import java.util.Arrays;

/** The one main class: the service where nothing, an option of it or {@code serve} is said. */
final class Espalier {
    private Espalier() {}

    public static void main(String[] arguments) {
        int code = run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(String[] arguments) {
        String command = arguments.length == 0 || arguments[0].startsWith("--") ? "" : arguments[0];
        return switch (command) {
            case "" -> serve(arguments);
            case "serve" -> serve(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "worker" -> {
                Worker.run(Path.of(arguments[1]));
                yield 0;
            }
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static int serve(String[] options) {
        return Service.serve(
                options, (history, events, folder) -> new Supervisor(history, events, folder, Limits.ofThisMachine()));
    }
}
