package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a play back out of the keys of an architecture. */
final class Reading {
    private final Map<String, Vertex> vertices = new LinkedHashMap<>();

    private Reading(Architecture architecture) {
        for (Vertex vertex : architecture.vertices()) {
            vertices.put(vertex.key(), vertex);
        }
    }

    static Reading of(Architecture architecture) {
        return new Reading(architecture);
    }

    boolean has(String key) {
        return vertices.containsKey(key);
    }

    /** Whether there is a vertex of that key or below it. */
    boolean hasGroup(String key) {
        return has(key) || vertices.keySet().stream().anyMatch(other -> other.startsWith(key + "/"));
    }

    /** The operation of the vertex of that key, where it is of that type. */
    <T extends Operation> Optional<T> operation(String key, Class<T> type) {
        return Optional.ofNullable(vertices.get(key))
                .map(Vertex::operation)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The key of what the vertex of that key reads first, empty where it reads nothing. */
    String source(String key) {
        return Optional.ofNullable(vertices.get(key))
                .flatMap(vertex -> vertex.inputs().stream().findFirst())
                .orElse("");
    }

    /** The play, where it is one and really decodes to the architecture. */
    static Optional<Decisions> checked(SearchSpace space, Decisions play, Architecture architecture) {
        return Optional.of(play)
                .filter(space::isPlay)
                .filter(candidate -> space.decode(candidate).equals(architecture));
    }
}
