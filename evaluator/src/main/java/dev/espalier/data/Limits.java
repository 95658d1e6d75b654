package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;

/** Bounds on what is read from files that anybody may have written. */
final class Limits {
    /** Numbers held at once for one part of a data set: one gigabyte of floats. */
    static final long NUMBERS = 1L << 28;

    private Limits() {}

    static void numbers(long count, String what) {
        if (count > NUMBERS) {
            throw new InvalidInputException(
                    "", "The data has %d numbers of %s; at most %d are held.".formatted(count, what, NUMBERS));
        }
    }
}
