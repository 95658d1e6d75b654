package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import java.util.List;

/**
 * The macro skeleton of NAS-Bench-201 (Dong 2020, figure 1): a convolution as stem, stages of equal cells joined by
 * residual blocks that halve the extent and double the width, then normalisation, global pooling and a linear map.
 */
record CellSkeleton(int stemWidth, int cellsPerStage, int stages, Ports ports) {
    /** Writes one cell that keeps the shape; gives the key of its result. */
    @FunctionalInterface
    interface Cell {
        String write(Layers layers, String key, String input, int width);
    }

    CellSkeleton {
        Fit.oneImage("cell", ports);
        Fit.halvings(ports.input(), stages - 1);
    }

    /** The first stages of this one, with a head behind them. */
    CellSkeleton cut(int fewer) {
        return new CellSkeleton(stemWidth, cellsPerStage, fewer, ports);
    }

    Architecture around(Cell cell) {
        Layers layers = new Layers(ports);
        Shape.Image image = (Shape.Image) ports.input();
        int width = stemWidth;
        String last = layers.convBn("stem/conv3x3", Layers.INPUT, width, 3, 1);
        for (int stage = 1; stage <= stages; stage++) {
            if (stage > 1) {
                width = Math.multiplyExact(width, 2);
                boolean even = image.height() % 2 == 0 && image.width() % 2 == 0;
                last = reduction(layers, "stage" + stage + "/reduction", last, width, even);
                image = new Shape.Image(width, (image.height() + 1) / 2, (image.width() + 1) / 2);
            }
            for (int number = 1; number <= cellsPerStage; number++) {
                last = cell.write(layers, "stage" + stage + "/cell" + number, last, width);
            }
        }
        return layers.imageHead(layers.relu("head/relu", layers.batchNorm("head/norm", last)));
    }

    /** A pooled shortcut where the extents are even; else a strided one, which rounds up as the convolutions do. */
    private static String reduction(Layers layers, String key, String input, int width, boolean even) {
        String half = layers.reluConvBn(key + "/conv3x3a", input, width, 3, 2);
        String residual = layers.reluConvBn(key + "/conv3x3b", half, width, 3, 1);
        String shortcut = even
                ? layers.conv(key + "/shortcut", layers.averagePool(key + "/pool2x2", input, 2, 2), width, 1, 1)
                : layers.conv(key + "/shortcut", input, width, 1, 2);
        return layers.sum(key + "/sum", List.of(shortcut, residual));
    }
}
