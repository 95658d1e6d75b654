package dev.espalier.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of this machine that may hold well-known data sets and tables, in the order in which they are searched. */
public record Folders(List<Path> paths) {
    /** The environment variable that names more folders, separated like a class path. */
    public static final String VARIABLE = "ESPALIER_DATA_FOLDERS";
    /** Where Debian's packages put data sets. */
    private static final Path DEBIAN = Path.of("/usr/share/datasets");

    public Folders {
        paths = List.copyOf(paths);
    }

    /** The given folder, those of the environment, and Debian's. */
    static Folders of(Path first) {
        List<Path> paths = new ArrayList<>(List.of(first));
        paths.addAll(ofThisMachine().paths());
        return new Folders(paths);
    }

    /** Those of the environment, and Debian's. */
    public static Folders ofThisMachine() {
        List<Path> paths = new ArrayList<>();
        String named = System.getenv().getOrDefault(VARIABLE, "");
        Arrays.stream(named.split(File.pathSeparator, -1))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .forEach(paths::add);
        paths.add(DEBIAN);
        return new Folders(paths);
    }

    /** The first folder that has a table of this name, in it or below {@code nas/}. */
    public Optional<Path> holding(String file) {
        return paths.stream()
                .flatMap(folder -> Stream.of(folder, folder.resolve("nas")))
                .filter(folder -> Files.isRegularFile(folder.resolve(file)))
                .findFirst();
    }

    /** All these files, packed or not, behind the first of the prefixes with which a folder has every one of them. */
    Optional<List<Path>> all(List<String> prefixes, List<String> names) {
        return prefixes.stream()
                .map(prefix -> all(names.stream().map(prefix::concat).toList()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<List<Path>> all(List<String> names) {
        for (Path folder : paths) {
            List<Path> found = names.stream()
                    .map(name -> either(folder.resolve(name), folder.resolve(name + ".gz")))
                    .flatMap(Optional::stream)
                    .toList();
            if (found.size() == names.size()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> either(Path plain, Path packed) {
        return Files.isRegularFile(plain)
                ? Optional.of(plain)
                : Optional.of(packed).filter(Files::isRegularFile);
    }

    /** Changes whenever one of the files does. */
    static String stamp(List<Path> files) {
        StringBuilder stamp = new StringBuilder();
        for (Path file : files) {
            try {
                stamp.append(file)
                        .append(Files.size(file))
                        .append(Files.getLastModifiedTime(file))
                        .append('|');
            } catch (IOException gone) {
                stamp.append(file).append("gone|");
            }
        }
        return stamp.toString();
    }
}
