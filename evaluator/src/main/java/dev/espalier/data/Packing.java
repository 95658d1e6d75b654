package dev.espalier.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a folder of images into one archive. Links are not followed, hidden files are left out. */
final class Packing {
    private Packing() {}

    static void pack(Path folder, Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.setLevel(Deflater.BEST_SPEED);
            long size = 0;
            for (Path file : files(folder)) {
                size += Files.size(file);
                Limits.check(
                        size <= Limits.UPLOAD,
                        "The folder '%s' has more than %d bytes, the most that is stored.",
                        folder.getFileName(),
                        Limits.UPLOAD);
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .limit(Limits.ENTRIES + 1L)
                    .sorted()
                    .toList();
            Limits.check(
                    files.size() <= Limits.ENTRIES,
                    "The folder '%s' has more than %d files, the most that are read.",
                    folder.getFileName(),
                    Limits.ENTRIES);
            return files;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
