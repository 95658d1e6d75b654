package dev.espalier.server.web;

import dev.espalier.catalog.InvalidInputException;

/** Bounds on how much is asked for at once. */
public final class PageSize {
    private static final int GREATEST = 1000;

    private PageSize() {}

    /** The number of items of a page, from 1 to 1000. */
    public static int checked(int pageSize) {
        return checked("pageSize", pageSize, GREATEST);
    }

    /** A number of things, from 1 to {@code greatest}. */
    public static int checked(String name, int value, int greatest) {
        if (value < 1 || value > greatest) {
            throw new InvalidInputException(
                    "/" + name, "The %s (%d) must lie between 1 and %d.".formatted(name, value, greatest));
        }
        return value;
    }
}
