package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes one PNG, JPEG, GIF or BMP file. The dimensions are read from its header and checked first: a picture of
 * 30,000 x 30,000 pixels fits in a few kilobytes.
 */
final class Picture {
    private static final List<String> FORMATS = List.of("png", "jpeg", "gif", "bmp");

    /** Pixels along each side. */
    record Size(int width, int height) {}

    /** What to do with a reader that has looked at the header. */
    private interface Use<T> {
        T apply(ImageReader reader, Size size) throws IOException;
    }

    private Picture() {}

    /** From the header alone. */
    static Size size(Content file) throws IOException {
        return read(file, (reader, size) -> size);
    }

    /** Red, green and blue, channel after channel, row after row; transparency is dropped. */
    static Samples samples(Content file) throws IOException {
        return read(file, (reader, size) -> rgb(reader.read(0)));
    }

    private static <T> T read(Content file, Use<T> use) throws IOException {
        byte[] bytes = bytes(file);
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            Limits.check(readers.hasNext(), "'%s' is no image of a known format %s.", file.name(), FORMATS);
            ImageReader reader = readers.next();
            Limits.check(
                    FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT)),
                    "'%s' is an image of the format %s; known are %s.",
                    file.name(),
                    reader.getFormatName(),
                    FORMATS);
            try {
                reader.setInput(stream, true, true);
                Size size = new Size(reader.getWidth(0), reader.getHeight(0));
                check(file, size);
                return use.apply(reader, size);
            } finally {
                reader.dispose();
            }
        } catch (IOException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NegativeArraySizeException broken) {
            if (broken instanceof InvalidInputException refused) {
                throw refused;
            }
            throw Limits.refused("The image '%s' is cut off or damaged (%s).", file.name(), broken.getMessage());
        }
    }

    private static byte[] bytes(Content file) throws IOException {
        try (InputStream in = file.opening().open()) {
            byte[] bytes = in.readNBytes(Limits.IMAGE_BYTES + 1);
            Limits.check(
                    bytes.length <= Limits.IMAGE_BYTES,
                    "'%s' has more than %d bytes, the most for an image.",
                    file.name(),
                    Limits.IMAGE_BYTES);
            return bytes;
        }
    }

    private static void check(Content file, Size size) {
        Limits.check(
                size.width() >= 1
                        && size.height() >= 1
                        && size.width() <= Limits.SIDE
                        && size.height() <= Limits.SIDE
                        && (long) size.width() * size.height() <= Limits.PIXELS,
                "The image '%s' says it has %d x %d pixels; at most %d a side and %d in all are read.",
                file.name(),
                size.width(),
                size.height(),
                Limits.SIDE,
                Limits.PIXELS);
    }

    private static Samples rgb(BufferedImage image) {
        int extent = image.getWidth() * image.getHeight();
        byte[] values = new byte[3 * extent];
        boolean gray = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        // getRGB would brighten gray images: Java takes their colour space for a linear one.
        int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int at = y * image.getWidth() + x;
                int level = gray ? image.getRaster().getSample(x, y, 0) >> shift : 0;
                int color = gray ? level << 16 | level << 8 | level : image.getRGB(x, y);
                values[at] = (byte) (color >> 16);
                values[extent + at] = (byte) (color >> 8);
                values[2 * extent + at] = (byte) color;
            }
        }
        return new Samples(3, image.getHeight(), image.getWidth(), values);
    }
}
