package dev.espalier.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Folders of this machine that may hold well-known data sets, in the order in which they are searched. */
record Folders(List<Path> paths) {
    /** More folders, separated like a class path. */
    static final String VARIABLE = "ESPALIER_DATA_FOLDERS";
    /** Where Debian's packages put data sets. */
    private static final Path DEBIAN = Path.of("/usr/share/datasets");

    Folders {
        paths = List.copyOf(paths);
    }

    /** The given folder, those of the environment, and Debian's. */
    static Folders of(Path first) {
        List<Path> paths = new ArrayList<>(List.of(first));
        String named = System.getenv().getOrDefault(VARIABLE, "");
        Arrays.stream(named.split(File.pathSeparator, -1))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .forEach(paths::add);
        paths.add(DEBIAN);
        return new Folders(paths);
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
