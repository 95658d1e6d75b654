package dev.espalier.server.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Numbers as a person reads them. */
final class Words {
    private Words() {}

    static String score(JsonNode score) {
        return score.isNumber() ? String.format(Locale.ROOT, "%.4f", score.asDouble()) : "-";
    }

    static String count(JsonNode count) {
        return count.isNumber() ? String.format(Locale.ROOT, "%,.0f", count.asDouble()) : "-";
    }

    /** A constant as documents write it, such as {@code multi-label}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String seconds(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
