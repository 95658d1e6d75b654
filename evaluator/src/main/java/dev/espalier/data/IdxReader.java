package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Reads images and labels in the IDX format of MNIST (LeCun): unsigned bytes, packed with gzip or not. */
final class IdxReader {
    private static final int LABELS = 0x0801;
    private static final int GRAY_IMAGES = 0x0803;
    private static final int BYTE = 255;

    /** A header's dimensions with the bytes that followed it. */
    private record Block(int[] dimensions, byte[] bytes) {}

    private IdxReader() {}

    /** Gray images with one class each; classes are named by {@code labels}, in the order of their numbers. */
    static RawImages read(Path images, Path classes, List<String> labels) {
        Block pixels = block(images, GRAY_IMAGES);
        Block numbers = block(classes, LABELS);
        Limits.check(
                pixels.dimensions()[0] == numbers.dimensions()[0],
                "'%s' has %d images, but '%s' has %d labels.",
                images.getFileName(),
                pixels.dimensions()[0],
                classes.getFileName(),
                numbers.dimensions()[0]);
        Shape.Image shape = new Shape.Image(1, pixels.dimensions()[1], pixels.dimensions()[2]);
        return new RawImages(shape, BYTE, pixels.bytes(), indices(numbers.bytes(), labels, classes), labels);
    }

    /** Names for classes that have none: their numbers. */
    static List<String> numbered(Path classes) {
        int greatest = 0;
        for (byte label : block(classes, LABELS).bytes()) {
            greatest = Math.max(greatest, label & 0xff);
        }
        return java.util.stream.IntStream.rangeClosed(0, greatest)
                .mapToObj(String::valueOf)
                .toList();
    }

    private static int[] indices(byte[] numbers, List<String> labels, Path file) {
        int[] indices = new int[numbers.length];
        for (int row = 0; row < indices.length; row++) {
            indices[row] = numbers[row] & 0xff;
            Limits.check(
                    indices[row] < labels.size(),
                    "Label %d of '%s' is %d; there are only %d classes.",
                    row,
                    file.getFileName(),
                    indices[row],
                    labels.size());
        }
        return indices;
    }

    private static Block block(Path file, int magic) {
        try (Unpacked in = Unpacked.open(file)) {
            int[] dimensions = dimensions(in, file, magic);
            long size = 1;
            for (int dimension : dimensions) {
                size = Math.multiplyExact(size, dimension);
            }
            Limits.check(
                    size <= Limits.UNPACKED,
                    "The header of '%s' promises %d bytes; at most %d are read.",
                    file.getFileName(),
                    size,
                    Limits.UNPACKED);
            // readNBytes grows with what is really there, so a lying header allocates nothing.
            byte[] bytes = in.readNBytes((int) size);
            Limits.check(
                    bytes.length == size,
                    "'%s' is cut off: its header promises %d bytes, %d follow.",
                    file.getFileName(),
                    size,
                    bytes.length);
            Limits.check(in.read() < 0, "'%s' goes on behind the %d bytes of its header.", file.getFileName(), size);
            return new Block(dimensions, bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException("'%s' cannot be read.".formatted(file.getFileName()), broken);
        }
    }

    private static int[] dimensions(Unpacked in, Path file, int magic) throws IOException {
        int found = integer(in, file);
        Limits.check(
                found == magic,
                "'%s' begins with 0x%08x, not with 0x%08x as an IDX file of %s does.",
                file.getFileName(),
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
                    file.getFileName(),
                    Integer.toUnsignedLong(dimensions[i]),
                    most);
        }
        return dimensions;
    }

    private static int integer(Unpacked in, Path file) throws IOException {
        byte[] bytes = in.readNBytes(Integer.BYTES);
        Limits.check(
                bytes.length == Integer.BYTES,
                "'%s' ends inside its header, behind byte %d.",
                file.getFileName(),
                in.position());
        return ByteBuffer.wrap(bytes).getInt();
    }
}
