package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All data sets that this machine has: built in, found in folders, uploaded. Safe for many threads.
 */
public final class DataSets {
    private final Path dataDir;

    /** @param dataDir the service's own folder; uploads are kept below it */
    public DataSets(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** All of them, the built-in one first. */
    public List<DataSet> list() {
        return sources().stream().map(DataSets::describe).toList();
    }

    /**
     * The data set of that id.
     *
     * @throws InvalidInputException listing the known ones, or where its files are broken
     */
    public DataSet find(String id) {
        return describe(source(id));
    }

    /** The whole data set of that id, as {@link #prepare(Selection, long, boolean)} gives it. */
    public PreparedData prepare(String id, long seed, boolean withTest) {
        return prepare(Selection.of(id), seed, withTest);
    }

    /**
     * Reads, splits by the seed (stratified) and preprocesses a data set; equal arguments give equal numbers.
     *
     * @param withTest whether the test part is wanted, which no search may see
     * @throws InvalidInputException where there is no such data set or its files are broken
     */
    public PreparedData prepare(Selection selection, long seed, boolean withTest) {
        Source source = source(selection.id());
        return new Preparation(source.read(), source.readTest()).prepare(selection, seed, withTest);
    }

    /** Folder of everything that was uploaded. */
    Path uploads() {
        return dataDir.resolve("datasets");
    }

    private static DataSet describe(Source source) {
        return new Preparation(source.read(), source.readTest()).describe(source);
    }

    private Source source(String id) {
        List<Source> sources = sources();
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "",
                        "There is no data set '%s'. Known: %s."
                                .formatted(id, sources.stream().map(Source::id).toList())));
    }

    private static List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        sources.add(new Digits());
        return List.copyOf(sources);
    }
}
