package dev.espalier.network;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import java.util.Arrays;
import java.util.List;

/**
 * An array laid with equal tiles, row by row: as many along its outputs (first dimension) and its inputs (second) as
 * cover it, each with the whole kernel (the rest). What juts out is cut off.
 *
 * @param shape of the array
 * @param perChannel whether a tile has one input, as depthwise weights do, rather than {@link #SIDE}
 */
public record Tiling(List<Integer> shape, boolean perChannel) {
    /** Outputs of a tile, and inputs of one where the array has several. */
    public static final int SIDE = 8;

    /** That of what a vertex owns. */
    public static Tiling of(Vertex vertex, Parameter parameter) {
        return new Tiling(parameter.shape(), vertex.operation() instanceof Operation.DepthwiseConvolution);
    }

    /** Tiles that cover so many outputs or inputs. */
    public static int tiles(int extent) {
        return (extent + SIDE - 1) / SIDE;
    }

    /** Tiles along the outputs. */
    public int down() {
        return tiles(shape.get(0));
    }

    /** Tiles along the inputs. */
    public int across() {
        return shape.size() > 1 && !perChannel ? tiles(shape.get(1)) : 1;
    }

    /** Outputs, then inputs and kernel where the array has these. */
    public long[] tile() {
        long[] tile = shape.stream().mapToLong(Integer::longValue).toArray();
        tile[0] = SIDE;
        if (tile.length > 1) {
            tile[1] = perChannel ? 1 : SIDE;
        }
        return tile;
    }

    /** Numbers in a tile. */
    public int numbers() {
        return Math.toIntExact(Arrays.stream(tile()).reduce(1, Math::multiplyExact));
    }
}
