package dev.espalier.data;

/** Where a data set comes from, and how it is read. */
interface Source {
    /** Its name in a search specification. */
    String id();

    /** Its name for a person. */
    String name();

    DataSet.Origin origin();

    /**
     * Reads everything but the data set's own test part.
     *
     * @throws dev.espalier.catalog.InvalidInputException where a file is not what it should be; the message names the
     *     file and the place
     */
    RawData read();

    /** Whether it brings a test part of its own; else a part of {@link #read()} is set aside. */
    default boolean bringsTest() {
        return false;
    }

    /** Reads its own test part. */
    default RawData readTest(RawData training) {
        throw new IllegalStateException("The data set '%s' brings no test part.".formatted(id()));
    }

    /** Changes whenever the files do. */
    default String stamp() {
        return "";
    }
}
