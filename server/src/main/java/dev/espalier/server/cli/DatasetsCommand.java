package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSet;
import dev.espalier.data.DataSets;
import dev.espalier.data.Downloads;
import dev.espalier.data.Preview;
import dev.espalier.data.ReadOptions;
import dev.espalier.data.Task;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Data sets lie in files of the data folder, so that all of this works beside a running server and without one. */
@Command(
        name = "datasets",
        description = "Lists, shows, adds, removes and downloads data sets.",
        synopsisSubcommandLabel = "(list | show ID | add FILE | remove ID | download ID)")
final class DatasetsCommand {
    private static final int LONGEST_NAME = 200;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Command(name = "list", description = "Lists all data sets of this machine.")
    int list(@Mixin CommonOptions common) {
        List<DataSet> all = new DataSets(common.namedDataDir()).list();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("items", all.stream().map(DatasetsCommand::document).toList());
        common.answer(document, () -> {
            Table table = new Table("ID", "TASK", "INPUTS", "TRAINING", "VALIDATION", "TEST", "SOURCE");
            all.forEach(data -> table.row(
                    data.id(),
                    Words.word(data.task().type()),
                    data.input(),
                    data.rows().training(),
                    data.rows().validation(),
                    data.rows().test(),
                    data.origin().key()));
            table.print(common.out());
        });
        return 0;
    }

    @Command(name = "show", description = "Shows one data set with its classes or columns.")
    int show(@Parameters(paramLabel = "ID") String id, @Mixin CommonOptions common) {
        DataSets sets = new DataSets(common.namedDataDir());
        DataSet data = sets.find(id);
        Preview preview = sets.preview(id);
        Map<String, Object> document = document(data);
        document.put("preview", preview);
        common.answer(document, () -> print(common, data, preview));
        return 0;
    }

    private static void print(CommonOptions common, DataSet data, Preview preview) {
        common.out().printf("%s: %s%n%s%n", data.id(), data.name(), preview.statement());
        common.out()
                .printf(
                        "%d rows for training, %d for validation, %d for the test, each of %s%n",
                        data.rows().training(),
                        data.rows().validation(),
                        data.rows().test(),
                        data.input());
        if (!preview.classCounts().isEmpty()) {
            Table classes = new Table("LABEL", "COUNT");
            preview.classCounts().forEach(count -> classes.row(count.label(), count.count()));
            classes.print(common.out());
        }
        if (!preview.columns().isEmpty()) {
            Table columns = new Table("COLUMN", "TYPE", "MISSING");
            preview.columns().forEach(column -> columns.row(column.name(), column.type(), column.missing()));
            columns.print(common.out());
        }
        notes(common, preview);
    }

    private static void notes(CommonOptions common, Preview preview) {
        preview.warnings().forEach(warning -> common.out().println("Note: " + warning));
    }

    @Command(
            name = "add",
            description = "Adds a CSV file, a folder of images by class, or a zip archive of such or of IDX files.")
    int add(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--name",
                            paramLabel = "TEXT",
                            description = "What it shall be called; else the file's name.")
                    @Nullable
                    String name,
            @Option(names = "--target", paramLabel = "COLUMN", description = "What is to be predicted.") @Nullable
                    String target,
            @Option(
                            names = "--task",
                            paramLabel = "TYPE",
                            description = "classification, regression or multi-label; else found from the data.")
                    @Nullable
                    String task,
            @Mixin SplitOptions split,
            @Mixin CommonOptions common)
            throws IOException {
        if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new InvalidInputException("FILE", "There is no file or folder '%s'.".formatted(file));
        }
        ReadOptions options = split.with(
                Optional.ofNullable(target), Optional.ofNullable(task).map(DatasetsCommand::type));
        DataSet added = add(new DataSets(common.dataDir()), name == null ? name(file) : name, file, options);
        common.answer(document(added), () -> {
            Preview preview = new DataSets(common.dataDir()).preview(added.id());
            common.out().printf("%s: %s%n", added.id(), preview.statement());
            notes(common, preview);
        });
        return 0;
    }

    /** The file's own name without its endings; that of the folder that is meant by {@code .} */
    static String name(Path file) {
        Path own = file.toAbsolutePath().normalize().getFileName();
        String name = String.valueOf(own == null ? "data" : own);
        String stem = name.replaceFirst("(?i)(\\.(csv|tsv|txt|zip))?(\\.gz)?$", "");
        String kept = stem.isEmpty() ? name : stem;
        return kept.substring(0, Math.min(LONGEST_NAME, kept.length()));
    }

    private static DataSet add(DataSets dataSets, String name, Path file, ReadOptions options) throws IOException {
        if (Files.isDirectory(file)) {
            return dataSets.add(name, file, options);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return dataSets.add(name, String.valueOf(file.getFileName()), in, options);
        }
    }

    @Command(name = "remove", description = "Removes a data set that was added.")
    int remove(@Parameters(paramLabel = "ID") String id, @Mixin CommonOptions common) {
        DataSets sets = new DataSets(common.namedDataDir());
        DataSet data = sets.find(id);
        if (data.origin() != DataSet.Origin.UPLOADED) {
            throw new InvalidInputException(
                    "ID",
                    "The data set '%s' is %s: only added ones can be removed."
                            .formatted(id, data.origin().key()));
        }
        try (Desk desk = common.desk()) {
            desk.removeDataSet(id);
        }
        common.answer(Map.of("removed", id), () -> common.out().println(id + " is removed."));
        return 0;
    }

    @Command(name = "download", description = "Fetches a well-known data set and checks its sums.")
    int download(
            @Parameters(paramLabel = "ID", description = "fashion-mnist or mnist.") String id,
            @Mixin CommonOptions common)
            throws IOException {
        new Downloads(common.dataDir()).fetch(id, line -> {
            common.err().println(line);
            common.err().flush();
        });
        DataSet data = new DataSets(common.dataDir()).find(id);
        common.answer(document(data), () -> common.out().println(id + " is there."));
        return 0;
    }

    private static Task.Type type(String word) {
        for (Task.Type type : Task.Type.values()) {
            if (Words.word(type).equals(word)) {
                return type;
            }
        }
        throw new InvalidInputException(
                "--task", "There is no task '%s'. Known: classification, regression, multi-label.".formatted(word));
    }

    private static Map<String, Object> document(DataSet data) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", data.id());
        document.put("name", data.name());
        document.put("task", Words.word(data.task().type()));
        document.put("inputs", data.input().toString());
        document.put("labels", data.task().labels());
        document.put("rows", data.rows());
        document.put("source", data.origin().key());
        document.put("spaces", data.spaces());
        return document;
    }
}
