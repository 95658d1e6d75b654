package dev.espalier.export.dl4j;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Column;
import dev.espalier.data.Examples;
import dev.espalier.data.Preprocessing;
import dev.espalier.data.RawExample;
import dev.espalier.data.TablePreprocessing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Every row of a file in its order, without targets, whatever parts it is split into. */
final class RawRows {
    private RawRows() {}

    static Examples digits(Path file, Preprocessing preprocessing) throws IOException {
        List<RawExample> rows = lines(file).stream()
                .skip(1)
                .map(line -> pixels(line.split(",", -1)))
                .collect(Collectors.toList());
        return examples(rows, preprocessing);
    }

    private static RawExample pixels(String[] cells) {
        float[] samples = new float[64];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Float.parseFloat(cells[i]);
        }
        return new RawExample.Pixels(new Shape.Image(1, 8, 8), samples);
    }

    static Examples table(Path file, Preprocessing preprocessing) throws IOException {
        List<String> lines = lines(file);
        List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        List<Integer> columns = ((TablePreprocessing) preprocessing)
                .columns().stream().map(Column::name).map(header::indexOf).toList();
        List<RawExample> rows = lines.stream()
                .skip(1)
                .map(line -> row(line.split(",", -1), columns))
                .collect(Collectors.toList());
        return examples(rows, preprocessing);
    }

    private static RawExample row(String[] cells, List<Integer> columns) {
        return new RawExample.Row(columns.stream().map(column -> cells[column]).toList());
    }

    private static Examples examples(List<RawExample> rows, Preprocessing preprocessing) {
        int width = Math.toIntExact(preprocessing.shape().size());
        int units = preprocessing.targets().task().units();
        float[] features = new float[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(preprocessing.features(rows.get(row)), 0, features, row * width, width);
        }
        return new Examples(preprocessing.shape(), features, units, new float[rows.size() * units]);
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
