package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The built-in example: 1,797 handwritten digits of 8 x 8 pixels (optdigits of UCI), from our own jar. */
final class Digits implements Source {
    private static final int PIXELS = 64;

    @Override
    public String id() {
        return "digits";
    }

    @Override
    public String name() {
        return "Handwritten digits, 8 x 8";
    }

    @Override
    public DataSet.Origin origin() {
        return DataSet.Origin.BUILT_IN;
    }

    @Override
    public RawData read() {
        List<String> lines = lines();
        byte[] samples = new byte[lines.size() * PIXELS];
        int[] classes = new int[lines.size()];
        for (int row = 0; row < lines.size(); row++) {
            List<String> cells = List.of(lines.get(row).split(",", -1));
            for (int i = 0; i < PIXELS; i++) {
                samples[row * PIXELS + i] = Byte.parseByte(cells.get(i));
            }
            classes[row] = Integer.parseInt(cells.get(PIXELS));
        }
        List<String> labels = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        return new RawImages(new Shape.Image(1, 8, 8), 16, samples, classes, labels);
    }

    private static List<String> lines() {
        try (var file = Objects.requireNonNull(Digits.class.getResourceAsStream("digits8x8.csv.gz"));
                var reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("The built-in digits cannot be read.", broken);
        }
    }
}
