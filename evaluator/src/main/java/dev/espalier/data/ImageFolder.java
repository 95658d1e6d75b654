package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Images by class: the folder that a file lies in names its class, and a folder {@code test} above that sets it aside
 * as the test part. All are brought to one size; they are gray if none has a colour.
 */
final class ImageFolder {
    /** Side of the images where nobody asks for another: larger ones take a search on a few cores too long. */
    static final int USUAL_SIDE = 64;

    /** One image file. */
    private record Entry(Content content, String label, boolean test) {}

    private final List<Entry> entries;
    private final List<String> labels;
    private final Shape.Image extent;

    private ImageFolder(List<Entry> entries, List<String> labels, Shape.Image extent) {
        this.entries = entries;
        this.labels = labels;
        this.extent = extent;
    }

    /** Looks at the names and at the header of every image. */
    static ImageFolder of(List<Content> files, String name, Optional<Integer> side) throws IOException {
        Limits.check(!files.isEmpty(), "'%s' holds no files.", name);
        List<Entry> entries = new ArrayList<>();
        for (Content file : files) {
            entries.add(entry(file));
        }
        List<String> labels = entries.stream()
                .filter(entry -> !entry.test())
                .map(Entry::label)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
        Limits.check(
                labels.size() >= 2 && labels.size() <= Limits.CLASSES,
                "'%s' has %d class folders %s; 2 to %d are needed.",
                name,
                labels.size(),
                Table.shown(labels),
                Limits.CLASSES);
        for (Entry entry : entries) {
            Limits.check(
                    labels.contains(entry.label()),
                    "The test image '%s' is of class '%s', which no training image is of.",
                    entry.content().name(),
                    entry.label());
        }
        return new ImageFolder(entries, labels, extent(entries, side));
    }

    private static Entry entry(Content file) {
        String[] segments = file.name().split("/");
        Limits.check(
                segments.length >= 2, "'%s' lies in no folder; the folder of an image names its class.", file.name());
        String label = segments[segments.length - 2];
        Limits.check(
                label.length() <= Limits.NAME,
                "The name of the folder of '%s' has %d characters; at most %d are read.",
                Cells.shown(file.name()),
                label.length(),
                Limits.NAME);
        boolean test = Arrays.asList(segments).subList(0, segments.length - 2).contains("test");
        return new Entry(file, label, test);
    }

    private static Shape.Image extent(List<Entry> entries, Optional<Integer> side) throws IOException {
        List<Picture.Size> sizes = new ArrayList<>();
        long pixels = 0;
        for (Entry entry : entries) {
            Picture.Size size = Picture.size(entry.content());
            pixels += (long) size.width() * size.height();
            Limits.check(
                    pixels <= Limits.ALL_PIXELS,
                    "The images up to '%s' have more than %d pixels together, the most that are read.",
                    entry.content().name(),
                    Limits.ALL_PIXELS);
            sizes.add(size);
        }
        if (side.isPresent()) {
            Limits.checkAt(
                    "/side",
                    side.get() >= 4 && side.get() <= Limits.INPUT_SIDE,
                    "The side (%d) must be 4 to %d pixels.",
                    side.get(),
                    Limits.INPUT_SIDE);
            return new Shape.Image(3, side.get(), side.get());
        }
        return usual(sizes);
    }

    /** Equal sizes keep their form; others become squares of their median longer side. */
    private static Shape.Image usual(List<Picture.Size> sizes) {
        Picture.Size first = sizes.get(0);
        boolean equal = sizes.stream().allMatch(first::equals);
        int[] longer = sizes.stream()
                .mapToInt(size -> Math.max(size.width(), size.height()))
                .sorted()
                .toArray();
        int side = longer[longer.length / 2];
        double scale = Math.min(1.0, (double) USUAL_SIDE / side);
        int height = (int) Math.max(1, Math.round(scale * (equal ? first.height() : side)));
        int width = (int) Math.max(1, Math.round(scale * (equal ? first.width() : side)));
        return new Shape.Image(3, height, width);
    }

    boolean bringsTest() {
        return entries.stream().anyMatch(Entry::test);
    }

    /** Decodes one part. */
    RawImages read(boolean test) throws IOException {
        List<Entry> part =
                entries.stream().filter(entry -> entry.test() == test).toList();
        int width = (int) extent.size();
        Limits.numbers((long) part.size() * width, "pixels");
        byte[] samples = new byte[part.size() * width];
        int[] classes = new int[part.size()];
        for (int row = 0; row < part.size(); row++) {
            Samples image = Picture.samples(part.get(row).content()).resized(extent.height(), extent.width());
            System.arraycopy(image.values(), 0, samples, row * width, width);
            classes[row] = labels.indexOf(part.get(row).label());
        }
        return new RawImages(extent, 255, samples, classes, labels);
    }

    /** Images of three equal channels as images of one. */
    static RawImages gray(RawImages images) {
        int extent = images.shape().height() * images.shape().width();
        byte[] samples = new byte[images.size() * extent];
        for (int row = 0; row < images.size(); row++) {
            System.arraycopy(images.samples(), row * 3 * extent, samples, row * extent, extent);
        }
        return new RawImages(
                images.shape().withChannels(1), images.maximum(), samples, images.classes(), images.labels());
    }

    /** Whether no image has a colour. */
    static boolean colorless(RawImages images) {
        int extent = images.shape().height() * images.shape().width();
        byte[] samples = images.samples();
        for (int start = 0; start < samples.length; start += 3 * extent) {
            for (int i = start; i < start + extent; i++) {
                if (samples[i] != samples[i + extent] || samples[i] != samples[i + 2 * extent]) {
                    return false;
                }
            }
        }
        return true;
    }
}
