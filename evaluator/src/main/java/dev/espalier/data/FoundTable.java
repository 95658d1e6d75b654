package dev.espalier.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A table for training and one for the test. */
record FoundTable(String id, String name, List<Path> files) implements Found {
    /** The census of 1994 (Kohavi 1996): who earns more than 50,000 dollars. */
    static Optional<Source> adult(Folders folders) {
        return folders.all(List.of("adult/adult-", "adult-", "tabular/adult-"), List.of("train.csv", "test.csv"))
                .map(files -> new FoundTable("adult", "Adult census income", files));
    }

    @Override
    public RawData read() {
        return RawTable.of(CsvReader.read(Content.of(files.get(0))), ReadOptions.NONE);
    }

    @Override
    public RawData readTest(RawData training) {
        return ((RawTable) training).like(CsvReader.read(Content.of(files.get(1))));
    }
}
