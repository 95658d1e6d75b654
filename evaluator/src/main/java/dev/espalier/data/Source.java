package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.util.Optional;

/** Where a data set comes from, and how it is read. */
interface Source {
    /** Its name in a search specification. */
    String id();

    /** Its name for a person. */
    String name();

    DataSet.Origin origin();

    /**
     * Reads everything that was not set aside as the data set's own test part.
     *
     * @throws InvalidInputException where a file is not what it should be; the message names the file and the place
     */
    RawData read();

    /** Reads the data set's own test part, if it has one; else a part of {@link #read()} is set aside. */
    Optional<RawData> readTest();
}
