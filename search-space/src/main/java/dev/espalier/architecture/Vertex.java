package dev.espalier.architecture;

import java.util.List;

/**
 * One step of a network.
 *
 * @param key its place in the space, such as {@code stage2/cell1/edge0-2/conv3x3}: unique in the architecture, and
 *     the name under which its parameters are shared between architectures
 * @param operation what it computes
 * @param inputs keys of the vertices it reads, in order
 */
public record Vertex(String key, Operation operation, List<String> inputs) {
    public Vertex {
        inputs = List.copyOf(inputs);
    }
}
