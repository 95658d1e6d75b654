package dev.espalier.catalog;

import java.math.BigDecimal;

/** Values in messages as a person would write them. */
public final class Shown {
    private static final int LONGEST = 60;
    private static final double GREAT = 1e15;
    private static final double SMALL = 1e-9;

    private Shown() {}

    /** {@code 31536000} for 3.1536E7 and {@code 0.000001} for 1.0E-6; very large and very small ones as they are. */
    public static String number(double number) {
        double size = Math.abs(number);
        return number == 0 || size >= SMALL && size <= GREAT
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(number);
    }

    /** The beginning of what was given, if it is long. */
    public static String brief(Object given) {
        String text = given instanceof Double || given instanceof Float
                ? number(((Number) given).doubleValue())
                : String.valueOf(given);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
