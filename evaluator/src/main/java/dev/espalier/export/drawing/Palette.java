package dev.espalier.export.drawing;

import java.awt.Color;

/** Pale fills by kind of operation, dark text is readable on each. */
final class Palette {
    private Palette() {}

    static Color color(String label) {
        if (label.startsWith("Convolution") || label.startsWith("Depthwise")) {
            return new Color(0xdbeafe);
        } else if (label.contains("pooling")) {
            return new Color(0xdcfce7);
        } else if (label.startsWith("Dense")) {
            return new Color(0xfef3c7);
        } else if (label.startsWith("Input") || label.startsWith("Zero")) {
            return new Color(0xf3e8ff);
        }
        return new Color(0xf3f4f6);
    }

    static String hex(String label) {
        return "#%06x".formatted(color(label).getRGB() & 0xffffff);
    }
}
