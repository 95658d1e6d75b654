package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Bounds on what is read from files that anybody may have written, and the errors that name them. */
final class Limits {
    /** Bytes of an uploaded file as it comes. */
    static final long UPLOAD = 512L << 20;
    /** Bytes of one file once it is unpacked. */
    static final long UNPACKED = 1L << 30;
    /** Examples of one data set. */
    static final int ROWS = 2_000_000;
    /** Columns of a table, targets among them. */
    static final int COLUMNS = 4_096;
    /** Cells of a table. */
    static final long CELLS = 20_000_000;
    /** Characters of one row of a table. */
    static final int ROW_CHARACTERS = 1 << 20;
    /** Characters of a column's or class's name. */
    static final int NAME = 200;
    /** Classes, labels or targets. */
    static final int CLASSES = 1_000;
    /** Fewest examples that can be split in three. */
    static final int FEWEST_ROWS = 10;
    /** Categories of a nominal column that have a place of their own: the most frequent ones. */
    static final int CATEGORIES = 50;
    /** Features of one row of a table. */
    static final int FEATURES = 16_384;
    /** Pixels along one side of an image in a file. */
    static final int SIDE = 8_192;
    /** Pixels of an image in a file. */
    static final long PIXELS = 32L << 20;
    /** Bytes of one image file. */
    static final int IMAGE_BYTES = 32 << 20;
    /** Pixels of all images of a data set together, as they are in their files. */
    static final long ALL_PIXELS = 1L << 32;
    /** Bytes of all files of an archive once they are unpacked. */
    static final long ARCHIVE = 4L << 30;
    /** Pixels along one side of an image as a network gets it. */
    static final int INPUT_SIDE = 256;
    /** Files in a folder or an archive. */
    static final int ENTRIES = 200_000;
    /** Numbers held at once for one part of a data set: one gigabyte of floats. */
    static final long NUMBERS = 1L << 28;

    private Limits() {}

    static void numbers(long count, String what) {
        check(count <= NUMBERS, "The data has %d numbers of %s; at most %d are held.", count, what, NUMBERS);
    }

    /** Refuses a file unless the condition holds. */
    static void check(boolean condition, String message, @Nullable Object... arguments) {
        if (!condition) {
            throw refused(message, arguments);
        }
    }

    /** Refuses what was said of a file, at its place, unless the condition holds. */
    static void checkAt(String pointer, boolean condition, String message, @Nullable Object... arguments) {
        if (!condition) {
            throw new InvalidInputException(pointer, message.formatted(arguments));
        }
    }

    static InvalidInputException refused(String message, @Nullable Object... arguments) {
        return new InvalidInputException("/file", message.formatted(arguments));
    }
}
