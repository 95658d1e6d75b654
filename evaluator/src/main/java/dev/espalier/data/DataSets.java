package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All data sets that this machine has: built in, found in folders, uploaded. Safe for many threads. */
public final class DataSets {
    private final Folders folders;
    private final Uploads uploads;
    private final Map<String, DataSet> described = new ConcurrentHashMap<>();
    private final Map<String, Preview> previewed = new ConcurrentHashMap<>();

    /**
     * Well-known data sets are looked for in {@code dataDir/downloads}, in the folders of the environment variable
     * {@code ESPALIER_DATA_FOLDERS}, and where Debian's packages put them.
     *
     * @param dataDir the service's own folder; need not exist
     */
    public DataSets(Path dataDir) {
        this(dataDir, Folders.of(dataDir.resolve("downloads")).paths());
    }

    /** @param folders where well-known data sets are looked for */
    public DataSets(Path dataDir, List<Path> folders) {
        this.folders = new Folders(folders);
        this.uploads = new Uploads(dataDir.resolve("datasets"));
    }

    /** All of them, the built-in one first; one whose files are broken is left out. */
    public List<DataSet> list() {
        return sources().stream().flatMap(this::described).toList();
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
        return new Preparation(source(selection.id())).prepare(selection, seed, withTest);
    }

    /** Adds the test part to what was prepared of this selection and seed without it. */
    public PreparedData withTest(PreparedData prepared, Selection selection, long seed) {
        return new Preparation(source(selection.id())).withTest(prepared, selection, seed);
    }

    /**
     * A look at classes, columns and examples, with warnings.
     *
     * @throws InvalidInputException where there is no such data set or its files are broken
     */
    public Preview preview(String id) {
        Source source = source(id);
        return previewed.computeIfAbsent(source.id() + source.stamp(), key -> new Inspection(source).preview());
    }

    /**
     * Stores what a person brought: a CSV file (packed with gzip or not), or a zip archive of images by class or of
     * IDX files. It is read as a search would read it first, and nothing is stored that cannot be.
     *
     * @param name what it shall be called; its id is made from it
     * @param fileName what the file is called, for messages
     * @param file is read to its end, not closed
     * @throws InvalidInputException with pointer {@code /name}, {@code /file} or that of an option
     */
    public DataSet add(String name, String fileName, InputStream file, ReadOptions options) {
        List<String> taken = sources().stream().map(Source::id).toList();
        return describe(uploads.add(name, fileName, file, options, taken));
    }

    /**
     * Stores a folder of images by class, such as {@code folder/cat/1.png}.
     *
     * @throws InvalidInputException as for a file
     */
    public DataSet add(String name, Path images, ReadOptions options) {
        List<String> taken = sources().stream().map(Source::id).toList();
        return describe(uploads.add(name, images, options, taken));
    }

    /**
     * Deletes an uploaded data set.
     *
     * @throws InvalidInputException where there is none of that id
     * @throws IllegalStateException where it was not uploaded
     */
    public void delete(String id) {
        Source source = source(id);
        if (source.origin() != DataSet.Origin.UPLOADED) {
            throw new IllegalStateException("The data set '%s' is %s: only uploaded ones can be deleted."
                    .formatted(id, source.origin().key()));
        }
        uploads.delete(id);
    }

    private DataSet describe(Source source) {
        return described.computeIfAbsent(source.id() + source.stamp(), key -> new Preparation(source).describe());
    }

    private Stream<DataSet> described(Source source) {
        try {
            return Stream.of(describe(source));
        } catch (InvalidInputException broken) {
            return Stream.empty();
        }
    }

    private Source source(String id) {
        List<Source> sources = sources();
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "",
                        "There is no data set '%s'. Known: %s."
                                .formatted(
                                        Cells.shown(id),
                                        sources.stream().map(Source::id).toList())));
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        sources.add(new Digits());
        FoundImages.fashionMnist(folders).ifPresent(sources::add);
        FoundImages.mnist(folders).ifPresent(sources::add);
        FoundCifar.in(folders).ifPresent(sources::add);
        FoundTable.adult(folders).ifPresent(sources::add);
        sources.addAll(uploads.list());
        return List.copyOf(sources);
    }
}
