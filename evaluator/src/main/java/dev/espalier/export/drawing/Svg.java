package dev.espalier.export.drawing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing as an SVG document that stands by itself. */
public final class Svg {
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img">
            <title>Neural network of %3$d layers</title>
            <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
            <path d="M1 1 7 4 1 7" fill="none" stroke="#6b7280"/></marker></defs>
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            <g font-family="system-ui, sans-serif" font-size="12" text-anchor="middle">
            """;

    private Svg() {}

    /** The document as text. */
    public static String of(Drawing drawing) {
        StringBuilder svg = new StringBuilder(HEAD.formatted(
                number(drawing.width()),
                number(drawing.height()),
                drawing.nodes().size()));
        drawing.edges().forEach(edge -> svg.append(line(edge)));
        drawing.nodes().forEach(node -> svg.append(box(node)));
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static String line(Drawing.Edge edge) {
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"#6b7280\" marker-end=\"url(#head)\"/>%n"
                .formatted(edge.points().stream().map(Svg::point).collect(Collectors.joining(" ")));
    }

    private static String point(List<Double> point) {
        return number(point.get(0)) + "," + number(point.get(1));
    }

    private static String box(Drawing.Node node) {
        String middle = number(node.x() + node.width() / 2);
        return """
                <g><title>%s</title><rect x="%s" y="%s" width="%s" height="%s" rx="4" fill="%s" stroke="#9ca3af"/>\
                <text x="%s" y="%s" fill="#111827">%s</text>\
                <text x="%s" y="%s" fill="#4b5563" font-size="10">%s</text></g>
                """.formatted(
                        escaped(node.key()),
                        number(node.x()),
                        number(node.y()),
                        number(node.width()),
                        number(node.height()),
                        Palette.hex(node.label()),
                        middle,
                        number(node.y() + 17),
                        escaped(node.label()),
                        middle,
                        number(node.y() + 32),
                        escaped(node.shape()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
