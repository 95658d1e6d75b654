package dev.espalier.export.dl4j;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.data.Preprocessing;
import dev.espalier.data.RawExample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The digits' file, every row of it. */
final class RawDigits {
    private static final Shape.Image SHAPE = new Shape.Image(1, 8, 8);

    private RawDigits() {}

    static Examples examples(Path file, Preprocessing preprocessing) throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines = reader.lines().skip(1).toList();
        }
        float[] features = new float[lines.size() * 64];
        for (int row = 0; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            float[] samples = new float[64];
            for (int i = 0; i < 64; i++) {
                samples[i] = Float.parseFloat(cells[i]);
            }
            float[] some = preprocessing.features(new RawExample.Pixels(SHAPE, samples));
            System.arraycopy(some, 0, features, row * 64, 64);
        }
        return new Examples(SHAPE, features, 10, new float[lines.size() * 10]);
    }
}
