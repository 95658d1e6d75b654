package dev.espalier.network.torch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * An array laid with equal tiles, row by row: as many along its outputs (first dimension) and its inputs (second) as
 * cover it, each with the whole kernel (the rest). What juts out is cut off.
 *
 * @param shape of the array
 * @param perChannel whether a tile has one input, as depthwise weights do, rather than {@link #SIDE}
 */
record Tiling(List<Integer> shape, boolean perChannel) {
    /** Outputs of a tile, and inputs of one where the array has several. */
    static final int SIDE = 8;

    /** Tiles that cover so many outputs or inputs. */
    static int tiles(int extent) {
        return (extent + SIDE - 1) / SIDE;
    }

    /** Tiles along the outputs. */
    int down() {
        return tiles(shape.get(0));
    }

    /** Tiles along the inputs. */
    int across() {
        return shape.size() > 1 && !perChannel ? tiles(shape.get(1)) : 1;
    }

    /** Outputs, then inputs and kernel where the array has these. */
    long[] tile() {
        long[] tile = Tensors.longs(shape);
        tile[0] = SIDE;
        if (tile.length > 1) {
            tile[1] = perChannel ? 1 : SIDE;
        }
        return tile;
    }

    /** Numbers in a tile. */
    int numbers() {
        return Math.toIntExact(Arrays.stream(tile()).reduce(1, Math::multiplyExact));
    }

    /** The array of these tiles, each a row of its numbers. */
    Tensor laid(Tensor tiles) {
        long[] extents = Tensors.longs(shape);
        if (extents.length == 1) {
            return tiles.reshape((long) down() * SIDE).narrow(0, 0, extents[0]);
        }
        long[] tile = tile();
        long[] apart = new long[extents.length + 2];
        apart[0] = down();
        apart[1] = across();
        System.arraycopy(tile, 0, apart, 2, tile.length);
        long[] order = new long[apart.length];
        Arrays.setAll(order, i -> i);
        order[1] = 2; // the outputs of a tile behind the tiles along the outputs
        order[2] = 1;
        long[] covered = extents.clone();
        covered[0] = down() * tile[0];
        covered[1] = across() * tile[1];
        return Tensors.laidOut(tiles.reshape(apart)
                .permute(order)
                .reshape(covered)
                .narrow(0, 0, extents[0])
                .narrow(1, 0, extents[1]));
    }
}
