package dev.espalier.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A table with a test part in a file of its own, in a folder of this machine. */
record FoundTable(String id, String name, Path training, Path test, ReadOptions options) implements Source {
    /** The census of 1994 (Kohavi 1996): who earns more than 50,000 dollars. */
    static Optional<Source> adult(Folders folders) {
        for (String stem : List.of("adult/adult-", "adult-", "tabular/adult-")) {
            Optional<Source> found = folders.all(List.of(stem + "train.csv", stem + "test.csv"))
                    .map(paths -> new FoundTable(
                            "adult", "Adult census income", paths.get(0), paths.get(1), ReadOptions.NONE));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public DataSet.Origin origin() {
        return DataSet.Origin.FOUND;
    }

    @Override
    public RawData read() {
        return RawTable.of(CsvReader.read(Content.of(training)), options);
    }

    @Override
    public boolean bringsTest() {
        return true;
    }

    @Override
    public RawData readTest(RawData training) {
        return ((RawTable) training).like(CsvReader.read(Content.of(test)));
    }

    @Override
    public String stamp() {
        return Folders.stamp(training, test);
    }
}
