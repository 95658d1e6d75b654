package dev.espalier.server.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running worker as its supervisor sees it: a process, a wire, and the reason why it was ended. */
final class Child implements AutoCloseable {
    private static final int LONGEST_SOCKET_PATH = 100;

    private final Process process;
    private final Wire wire;
    private volatile @Nullable String reason;

    private Child(Process process, Wire wire) {
        this.process = process;
        this.wire = wire;
    }

    /**
     * Launches a worker and waits until it has connected.
     *
     * @param log what it prints is added there
     * @throws IOException where it does not come up, with the exit code
     */
    static Child start(WorkerCommand command, Path log, Duration limit) throws IOException {
        Path folder = privateFolder();
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            ProcessBuilder builder = new ProcessBuilder(command.line(socket))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(WorkerCommand.ENVIRONMENT);
            Process process = builder.start();
            process.getOutputStream().close();
            return new Child(process, accepted(server, process, limit));
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        }
    }

    private static Wire accepted(ServerSocketChannel server, Process process, Duration limit) throws IOException {
        CompletableFuture<Process> patience =
                process.onExit().completeOnTimeout(process, limit.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> watch = patience.thenAccept(late -> closed(server));
        try {
            Wire wire = new Wire(server.accept());
            watch.cancel(false);
            return wire;
        } catch (IOException nobody) {
            process.destroyForcibly();
            throw new IOException("The process did not come up within %d s (%s)."
                    .formatted(limit.toSeconds(), process.isAlive() ? "still starting" : exit(process)));
        }
    }

    private static void closed(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException alreadyClosed) {
            // Closing is all that was wanted.
        }
    }

    /** Readable by this user alone, and short, because a socket's path may have about 100 bytes. */
    private static Path privateFolder() throws IOException {
        var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path usual = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        boolean fits = usual.toString().length() < LONGEST_SOCKET_PATH - 40;
        return Files.createTempDirectory(fits ? usual : Path.of("/tmp"), "espalier", onlyMe);
    }

    Wire wire() {
        return wire;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once; {@link #reason()} will tell why. */
    void kill(String why) {
        if (reason == null) {
            reason = why;
        }
        process.destroyForcibly();
    }

    /** Why it is gone: what {@link #kill} was told, or how it went by itself. */
    String reason() {
        String told = reason;
        return told != null ? told : exit(process);
    }

    /** Bytes that it has in memory now, where the system tells. */
    OptionalLong memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    private static String exit(Process process) {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                return "its connection broke";
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return "its connection broke";
        }
        int code = process.exitValue();
        return code > 128 ? "it was ended by signal %d".formatted(code - 128) : "it ended with code %d".formatted(code);
    }

    /** The process is gone when this returns. */
    @Override
    public void close() {
        wire.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
