package dev.espalier.data;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files made for tests, in memory. */
final class Made {
    private Made() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Twenty-four rows that can be learnt from: a number, a word, a class. */
    static String table() {
        StringBuilder rows = new StringBuilder("size,color,label\n");
        for (int row = 0; row < 24; row++) {
            rows.append("%d.5,%s,%s%n".formatted(row % 7, row % 3 == 0 ? "red" : "blue", row % 2 == 0 ? "yes" : "no"));
        }
        return rows.toString();
    }

    /** The same table with one row, counted from 1, replaced. */
    static byte[] tableWith(int row, String cells) {
        String[] lines = table().split("\n");
        lines[row] = cells;
        return text(String.join("\n", lines) + "\n");
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] png(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, color.getRGB());
        }
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A PNG whose header promises other dimensions than its pixels have, with a right check sum. */
    static byte[] bomb(int width, int height) {
        byte[] png = png(1, 1, Color.BLACK);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, width);
        header.putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        header.putInt(29, (int) sum.getValue());
        return png;
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Six images of each of two classes. */
    static Map<String, byte[]> pictures() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            entries.put("pets/cat/%d.png".formatted(i), png(8, 8, new Color(200, i, 0)));
            entries.put("pets/dog/%d.png".formatted(i), png(8, 8, new Color(0, i, 200)));
        }
        return entries;
    }

    static byte[] picturesWith(String name, byte[] content) {
        Map<String, byte[]> entries = pictures();
        entries.put(name, content);
        return zip(entries);
    }

    /** An IDX file of that magic number, dimensions and content. */
    static byte[] idx(int magic, int[] dimensions, byte... content) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + content.length);
        bytes.putInt(magic);
        for (int dimension : dimensions) {
            bytes.putInt(dimension);
        }
        return bytes.put(content).array();
    }

    /** An archive of an IDX pair. */
    static byte[] idxPair(byte[] images, byte[] labels) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("train-images-idx3-ubyte", images);
        entries.put("train-labels-idx1-ubyte", labels);
        return zip(entries);
    }
}
