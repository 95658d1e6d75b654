package dev.espalier.server.service;

import dev.espalier.server.process.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person can say when the service is started. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Starts the service and its page. This is also what happens without any command.",
        sortOptions = false)
public final class ServeOptions {
    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "espalier-data",
            description = "Where searches, models and data sets are kept. Default: ${DEFAULT-VALUE}.")
    private Path dataDir = Path.of("espalier-data");

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen at; another one than the default needs --token.")
    private String address = "127.0.0.1";

    @Option(
            names = "--token",
            paramLabel = "WORD",
            defaultValue = "${env:ESPALIER_TOKEN}",
            description = "What every call must bring as 'Authorization: Bearer WORD'; the page asks for it."
                    + " Default: ESPALIER_TOKEN of the environment, which other users of the machine cannot read.")
    private @Nullable String token;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    ServeOptions() {}

    static ServeOptions of(int port, Path dataDir) {
        ServeOptions options = new ServeOptions();
        options.port = port;
        options.dataDir = dataDir;
        return options;
    }

    ServeOptions withToken(String word) {
        token = word;
        return this;
    }

    int port() {
        return port;
    }

    Path dataDir() {
        return dataDir;
    }

    Limits limits() {
        return limits.limits();
    }

    String address() {
        return address;
    }

    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    boolean loopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Why the service must not be started like this, if so. */
    Optional<String> refusal() {
        if (port < 0 || port > 65_535) {
            return Optional.of("The port (%d) must lie between 0 and 65535.".formatted(port));
        }
        if (!loopback() && token == null) {
            return Optional.of("The address %s can be reached by others, so it needs --token.".formatted(address));
        }
        if (token != null && !token.matches("[ -~]*")) {
            return Optional.of("The token must be of ASCII characters alone: others do not travel in a header.");
        }
        return token != null && token.length() < 16
                ? Optional.of("The token must have at least 16 characters, so that nobody guesses it.")
                : Optional.empty();
    }
}
