package dev.espalier.export.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A drawing as a PNG image; needs a font on the machine, but no display. */
public final class Png {
    /** Two pixels for each of the drawing's, for screens that have them. */
    private static final double SCALE = 2;
    /** A larger image is scaled down to these. */
    private static final double MOST_PIXELS = 40e6;

    private static final Color LINE = new Color(0x6b7280);
    private static final Color BORDER = new Color(0x9ca3af);
    private static final Color TEXT = new Color(0x111827);
    private static final Color SHAPE = new Color(0x4b5563);

    private Png() {}

    /**
     * The image's bytes.
     *
     * @throws IllegalStateException where the machine has no font to write with
     */
    public static byte[] of(Drawing drawing) {
        double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / Math.max(1, drawing.width() * drawing.height())));
        BufferedImage image = new BufferedImage(
                pixels(drawing.width() * scale), pixels(drawing.height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.scale(scale, scale);
            drawing.edges().forEach(edge -> line(canvas, edge));
            drawing.nodes().forEach(node -> box(canvas, node));
        } catch (InternalError | NoClassDefFoundError | NullPointerException noFonts) {
            // What the JDK throws on a machine without fontconfig or fonts differs by version.
            throw new IllegalStateException(
                    "A PNG needs a font on this machine. Maybe install fontconfig and a font, or take the SVG.",
                    noFonts);
        } finally {
            canvas.dispose();
        }
        return written(image);
    }

    private static int pixels(double length) {
        return (int) Math.max(1, Math.ceil(length));
    }

    private static void line(Graphics2D canvas, Drawing.Edge edge) {
        List<List<Double>> points = edge.points();
        if (points.isEmpty()) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).get(0), points.get(0).get(1));
        points.forEach(point -> path.lineTo(point.get(0), point.get(1)));
        List<Double> end = points.get(points.size() - 1);
        List<Double> before = points.get(Math.max(0, points.size() - 2));
        double angle = Math.atan2(end.get(1) - before.get(1), end.get(0) - before.get(0));
        for (double side : new double[] {-0.4, 0.4}) {
            path.moveTo(end.get(0), end.get(1));
            path.lineTo(end.get(0) - 6 * Math.cos(angle + side), end.get(1) - 6 * Math.sin(angle + side));
        }
        canvas.setColor(LINE);
        canvas.setStroke(new BasicStroke(1));
        canvas.draw(path);
    }

    private static void box(Graphics2D canvas, Drawing.Node node) {
        var box = new RoundRectangle2D.Double(node.x(), node.y(), node.width(), node.height(), 8, 8);
        canvas.setColor(Palette.color(node.label()));
        canvas.fill(box);
        canvas.setColor(BORDER);
        canvas.draw(box);
        text(canvas, node, node.label(), 12, 17, TEXT);
        text(canvas, node, node.shape(), 10, 32, SHAPE);
    }

    private static void text(Graphics2D canvas, Drawing.Node node, String text, int size, int down, Color color) {
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        canvas.setColor(color);
        int width = canvas.getFontMetrics().stringWidth(text);
        canvas.drawString(text, (float) (node.x() + (node.width() - width) / 2), (float) (node.y() + down));
    }

    private static byte[] written(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
