package dev.espalier.server.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** How a worker is launched. */
@FunctionalInterface
interface WorkerCommand {
    /** What native code reads before it starts; worth a quarter of the speed (FACTS of the design). */
    Map<String, String> ENVIRONMENT = Map.of(
            "OMP_NUM_THREADS", "1",
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_TRIM_THRESHOLD_", "4000000000",
            "MALLOC_MMAP_THRESHOLD_", "33554432");

    /** The command line of a worker that connects to this socket. */
    List<String> line(Path socket);

    /**
     * This very program: its jar where it runs from one, else its class path.
     *
     * @param dataDir whose folder {@code native} keeps what is unpacked from the jar
     */
    static WorkerCommand self(Path dataDir, Limits limits) {
        return self("worker", dataDir, limits);
    }

    /** As {@link #self(Path, Limits)}, with another word than {@code worker} for what it shall do. */
    static WorkerCommand self(String command, Path dataDir, Limits limits) {
        String classPath = System.getProperty("java.class.path", "");
        return ofJar(classPath)
                ? socket -> line(
                        limits,
                        List.of(
                                "-Dorg.bytedeco.javacpp.cachedir=" + nativeFolder(dataDir, Path.of(classPath)),
                                "-jar",
                                classPath,
                                command,
                                socket.toString()))
                : ofClassPath("dev.espalier.server.Espalier", List.of(command), limits);
    }

    /** A main class on this program's own class path. */
    static WorkerCommand ofClassPath(String mainClass, List<String> arguments, Limits limits) {
        List<String> tail = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path", ""), mainClass));
        tail.addAll(arguments);
        return socket -> {
            List<String> line = new ArrayList<>(tail);
            line.add(socket.toString());
            return line(limits, line);
        };
    }

    private static List<String> line(Limits limits, List<String> tail) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (limits.heap() >> 20) + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxbytes=" + limits.memory(),
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + limits.memory()));
        line.addAll(tail);
        return List.copyOf(line);
    }

    private static boolean ofJar(String classPath) {
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
    }

    /** Named by the jar's content, so that another build never loads this one's libraries. */
    static Path nativeFolder(Path dataDir, Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .forEach(entry -> digest.update(
                            (entry.getName() + ' ' + entry.getCrc() + '\n').getBytes(StandardCharsets.UTF_8)));
            String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
            return dataDir.toAbsolutePath().resolve("native").resolve(hash);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
