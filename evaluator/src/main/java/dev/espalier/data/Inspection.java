package dev.espalier.data;

import dev.espalier.trial.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Looks at a data set for its {@link Preview}. */
final class Inspection {
    private static final int EXAMPLES = 20;
    private static final int RARE = 10;

    private final Preparation preparation;
    private final Source source;
    private final RawData data;

    Inspection(Source source) {
        this.source = source;
        this.preparation = new Preparation(source);
        this.data = preparation.data();
    }

    Preview preview() {
        int[] counts = counts();
        return new Preview(
                statement(), classCounts(counts), columns(), examples(counts.length), List.copyOf(warnings(counts)));
    }

    private String statement() {
        return data instanceof RawTable table
                ? table.goal().statement()
                : "Images of %d classes: classification (found from the data)."
                        .formatted(data.task().units());
    }

    private int[] counts() {
        if (data.task().type() == Task.Type.REGRESSION) {
            return new int[0];
        }
        int[] counts = new int[data.task().units()];
        Targets targets = Targets.unscaled(data.task());
        for (int row = 0; row < data.size(); row++) {
            float[] coded = targets.encode(data.target(row));
            for (int unit = 0; unit < counts.length; unit++) {
                counts[unit] += (int) coded[unit];
            }
        }
        return counts;
    }

    private List<Preview.ClassCount> classCounts(int[] counts) {
        return IntStream.range(0, counts.length)
                .mapToObj(unit -> new Preview.ClassCount(data.task().labels().get(unit), counts[unit]))
                .toList();
    }

    private List<Preview.ColumnSummary> columns() {
        return data instanceof RawTable table ? new ColumnInspection(table).summaries() : List.of();
    }

    private List<Preview.Sample> examples(int classes) {
        int each = classes == 0 ? EXAMPLES : Math.max(1, EXAMPLES / classes);
        int[] shown = new int[Math.max(1, classes)];
        List<Preview.Sample> examples = new ArrayList<>();
        for (int row = 0; row < data.size() && examples.size() < 2 * EXAMPLES; row++) {
            List<String> target = data.target(row);
            int label = data.task().type() == Task.Type.CLASSIFICATION
                    ? data.task().labels().indexOf(target.get(0))
                    : 0;
            if (shown[label]++ < each) {
                examples.add(sample(row, String.join(", ", target)));
            }
        }
        return examples;
    }

    private Preview.Sample sample(int row, String label) {
        RawExample example = data.example(row);
        if (example instanceof RawExample.Row cells) {
            return new Preview.Row(
                    label, cells.cells().stream().map(Cells::shown).toList());
        }
        int maximum = data instanceof RawImages images ? images.maximum() : 255;
        return new Preview.Picture(label, png((RawExample.Pixels) example, maximum));
    }

    private static String png(RawExample.Pixels pixels, int maximum) {
        int height = pixels.shape().height();
        int width = pixels.shape().width();
        int extent = pixels.shape().channels() == 3 ? height * width : 0;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < height * width; at++) {
            int color = 0;
            for (int channel = 0; channel < 3; channel++) {
                color = color << 8 | Math.round(pixels.values()[channel * extent + at] * 255 / maximum);
            }
            image.setRGB(at % width, at / width, color);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private List<String> warnings(int[] counts) {
        List<String> warnings = new ArrayList<>();
        for (int unit = 0; unit < counts.length; unit++) {
            if (counts[unit] < RARE) {
                warnings.add("Class '%s' has %d examples; below %d its score says little."
                        .formatted(data.task().labels().get(unit), counts[unit], RARE));
            }
        }
        duplicates(warnings);
        if (data instanceof RawTable table) {
            warnings.addAll(new ColumnInspection(table).warnings());
        }
        return warnings;
    }

    private void duplicates(List<String> warnings) {
        Preparation.Rows rows = preparation.rows(Selection.of(source.id()), new Seeds(0));
        Set<Fingerprint> known = new HashSet<>();
        for (int row : rows.training()) {
            known.add(Fingerprint.of(data.example(row)));
        }
        long validation = repeated(known, data, rows.validation());
        RawData test = source.bringsTest() ? source.readTest(data) : data;
        int[] testRows = source.bringsTest() ? Splits.all(test.size()) : rows.test();
        long tested = repeated(known, test, testRows);
        if (validation + tested > 0) {
            warnings.add("%,d of %,d validation examples and %,d of %,d test examples are also training examples."
                    .formatted(validation, rows.validation().length, tested, testRows.length));
        }
    }

    private static long repeated(Set<Fingerprint> known, RawData data, int[] rows) {
        return IntStream.of(rows)
                .filter(row -> known.contains(Fingerprint.of(data.example(row))))
                .count();
    }
}
