package dev.espalier.network;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How much there is to make for a hypernetwork that makes all weights of an architecture.
 *
 * @param count of the tiles
 * @param numbers in all of them, with what juts out
 * @param kinds numbers in one tile of each kind, summed
 */
public record Tiles(long count, long numbers, long kinds) {
    /** Those of this architecture. */
    public static Tiles of(Architecture architecture) {
        Set<String> seen = new LinkedHashSet<>();
        long count = 0;
        long numbers = 0;
        long kinds = 0;
        for (Vertex vertex : architecture.vertices()) {
            for (Parameter parameter : architecture.parameters(vertex)) {
                if (!parameter.trainable()) {
                    continue; // as statistics are before anything was seen
                }
                Tiling tiling = Tiling.of(vertex, parameter);
                long own = (long) tiling.down() * tiling.across();
                count += own;
                numbers += own * tiling.numbers();
                kinds += seen.add(kind(vertex, parameter)) ? tiling.numbers() : 0;
            }
        }
        return new Tiles(count, numbers, kinds);
    }

    /** What one perceptron makes in all architectures: parameters of equal operation, name and kernel. */
    public static String kind(Vertex vertex, Parameter parameter) {
        StringBuilder kind = new StringBuilder(vertex.operation().getClass().getSimpleName())
                .append('/')
                .append(parameter.name());
        parameter.shape().stream().skip(2).forEach(extent -> kind.append('/').append(extent.intValue()));
        return kind.toString();
    }
}
