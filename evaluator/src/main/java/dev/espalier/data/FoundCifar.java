package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * CIFAR-10 (Krizhevsky 2009) in its binary form: records of one byte for the class and 3,072 for the image, red, green,
 * blue. The last file is the test part.
 */
record FoundCifar(List<Path> files) implements Found {
    private static final List<String> LABELS =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final Shape.Image SHAPE = new Shape.Image(3, 32, 32);
    private static final int IMAGE = 3 * 32 * 32;
    private static final int BYTE = 255;

    /** As it is published, or the first images of it in two files. */
    static Optional<Source> in(Folders folders) {
        return folders.all(
                        List.of("cifar-10/", "cifar-10-batches-bin/", "cifar-10/cifar-10-batches-bin/"),
                        List.of(
                                "data_batch_1.bin",
                                "data_batch_2.bin",
                                "data_batch_3.bin",
                                "data_batch_4.bin",
                                "data_batch_5.bin",
                                "test_batch.bin"))
                .or(() -> folders.all(
                        List.of("", "images/"),
                        List.of("cifar10-lossless-train4000.bin", "cifar10-lossless-test1000.bin")))
                .map(FoundCifar::new);
    }

    @Override
    public String id() {
        return "cifar-10";
    }

    @Override
    public String name() {
        return "CIFAR-10";
    }

    @Override
    public RawData read() {
        return read(files.subList(0, files.size() - 1));
    }

    @Override
    public RawData readTest(RawData training) {
        return read(files.subList(files.size() - 1, files.size()));
    }

    private static RawImages read(List<Path> parts) {
        byte[] samples = new byte[0];
        int[] classes = new int[0];
        for (Path part : parts) {
            byte[] records = records(Content.of(part));
            int before = classes.length;
            int count = records.length / (IMAGE + 1);
            classes = Arrays.copyOf(classes, before + count);
            samples = Arrays.copyOf(samples, samples.length + count * IMAGE);
            for (int i = 0; i < count; i++) {
                int start = i * (IMAGE + 1);
                classes[before + i] = label(records[start], i, part);
                System.arraycopy(records, start + 1, samples, (before + i) * IMAGE, IMAGE);
            }
        }
        return new RawImages(SHAPE, BYTE, samples, classes, LABELS);
    }

    private static int label(byte given, int row, Path part) {
        int label = given & 0xff;
        Limits.check(
                label < LABELS.size(),
                "Label %d of '%s' is %d; there are only %d classes.",
                row,
                part.getFileName(),
                label,
                LABELS.size());
        return label;
    }

    private static byte[] records(Content file) {
        try (Unpacked in = file.unpacked()) {
            byte[] bytes = in.readNBytes((int) Limits.UNPACKED);
            Limits.check(
                    bytes.length > 0 && bytes.length % (IMAGE + 1) == 0,
                    "'%s' has %d bytes, which is no whole number of CIFAR-10's records of %d.",
                    file.name(),
                    bytes.length,
                    IMAGE + 1);
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException("'%s' cannot be read.".formatted(file.name()), broken);
        }
    }
}
