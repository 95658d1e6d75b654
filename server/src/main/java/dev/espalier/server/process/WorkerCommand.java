package dev.espalier.server.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        return NativeFolder.ownJar()
                .<WorkerCommand>map(jar -> socket -> line(
                        limits,
                        List.of(
                                "-D" + NativeFolder.PROPERTY + "=" + NativeFolder.of(dataDir, jar),
                                "-jar",
                                jar.toString(),
                                command,
                                socket.toString())))
                .orElseGet(() -> ofClassPath("dev.espalier.server.Espalier", List.of(command), limits));
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
}
