package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Reads images and labels in the IDX format of MNIST (LeCun): unsigned bytes, packed with gzip or not. */
final class IdxReader {
    private static final int LABELS = 0x0801;
    private static final int GRAY_IMAGES = 0x0803;
    private static final int BYTE = 255;

    /** A header's dimensions with the bytes that followed it. */
    private record Block(int[] dimensions, byte[] bytes) {}

    private IdxReader() {}

    /** Gray images with one class each; classes are named by {@code labels}, in the order of their numbers. */
    static RawImages read(Content images, Content classes, List<String> labels) {
        Block pixels = block(images, GRAY_IMAGES);
        Block numbers = block(classes, LABELS);
        Limits.check(
                pixels.dimensions()[0] == numbers.dimensions()[0],
                "'%s' has %d images, but '%s' has %d labels.",
                images.name(),
                pixels.dimensions()[0],
                classes.name(),
                numbers.dimensions()[0]);
        int[] indices = indices(numbers.bytes(), labels, classes);
        Limits.check(
                IntStream.of(indices).distinct().count() > 1,
                "All labels of '%s' are %d; at least two classes are needed.",
                classes.name(),
                indices[0]);
        Shape.Image shape = new Shape.Image(1, pixels.dimensions()[1], pixels.dimensions()[2]);
        return new RawImages(shape, BYTE, pixels.bytes(), indices, labels);
    }

    /** Names for classes that have none: their numbers. */
    static List<String> numbered(Content classes) {
        int greatest = 0;
        for (byte label : block(classes, LABELS).bytes()) {
            greatest = Math.max(greatest, label & 0xff);
        }
        return IntStream.rangeClosed(0, greatest).mapToObj(String::valueOf).toList();
    }

    private static int[] indices(byte[] numbers, List<String> labels, Content file) {
        int[] indices = new int[numbers.length];
        for (int row = 0; row < indices.length; row++) {
            indices[row] = numbers[row] & 0xff;
            Limits.check(
                    indices[row] < labels.size(),
                    "Label %d of '%s' is %d; there are only %d classes.",
                    row,
                    file.name(),
                    indices[row],
                    labels.size());
        }
        return indices;
    }

    private static Block block(Content file, int magic) {
        try (Unpacked in = file.unpacked()) {
            int[] dimensions = dimensions(in, file, magic);
            long size = 1;
            for (int dimension : dimensions) {
                size = Math.multiplyExact(size, dimension);
            }
            Limits.check(
                    size <= Limits.UNPACKED,
                    "The header of '%s' promises %d bytes; at most %d are read.",
                    file.name(),
                    size,
                    Limits.UNPACKED);
            // readNBytes grows with what is really there, so a lying header allocates nothing.
            byte[] bytes = in.readNBytes((int) size);
            Limits.check(
                    bytes.length == size,
                    "'%s' is cut off: its header promises %d bytes, %d follow.",
                    file.name(),
                    size,
                    bytes.length);
            Limits.check(in.read() < 0, "'%s' goes on behind the %d bytes of its header.", file.name(), size);
            return new Block(dimensions, bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException("'%s' cannot be read.".formatted(file.name()), broken);
        }
    }

    private static int[] dimensions(Unpacked in, Content file, int magic) throws IOException {
        int found = integer(in, file);
        Limits.check(
                found == magic,
                "'%s' begins with 0x%08x, not with 0x%08x as an IDX file of %s does.",
                file.name(),
                found,
                magic,
                magic == LABELS ? "labels" : "gray images");
        int[] dimensions = new int[magic & 0xff];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = integer(in, file);
            int most = i == 0 ? Limits.ROWS : Limits.INPUT_SIDE;
            Limits.check(
                    dimensions[i] >= 1 && dimensions[i] <= most,
                    "Dimension %d of '%s' is %d; it must be 1 to %d.",
                    i,
                    file.name(),
                    Integer.toUnsignedLong(dimensions[i]),
                    most);
        }
        return dimensions;
    }

    private static int integer(Unpacked in, Content file) throws IOException {
        byte[] bytes = in.readNBytes(Integer.BYTES);
        Limits.check(
                bytes.length == Integer.BYTES,
                "'%s' ends inside its header, behind byte %d.",
                file.name(),
                in.position());
        return ByteBuffer.wrap(bytes).getInt();
    }
}
