package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of uploaded data sets: {@code <id>/data} as it came and {@code <id>/dataset.json} beside it. A data set
 * is written and checked in a folder that no one lists, and appears by one atomic rename.
 */
final class Uploads {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final String DATA = "data";
    private static final String MANIFEST = "dataset.json";
    private static final String INCOMING = ".incoming-";

    /** Names the ids of deleted data sets: searches of the history mean them, and no other data may come in their place. */
    private static final String GONE = ".gone";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What {@code dataset.json} holds. */
    private record Manifest(String name, String fileName, ReadOptions options) {}

    private final Path folder;

    Uploads(Path folder) {
        this.folder = folder;
    }

    /** All of them, by id; folders that hold no data set are passed over. */
    List<Source> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .flatMap(id -> find(id).stream())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("The folder %s cannot be listed.".formatted(folder), broken);
        }
    }

    private Optional<Source> find(String id) {
        Path manifest = folder.resolve(id).resolve(MANIFEST);
        if (!ID.matcher(id).matches() || !Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try {
            Manifest read = JSON.readValue(manifest.toFile(), Manifest.class);
            return Optional.of(new Upload(
                    id, read.name(), read.fileName(), folder.resolve(id).resolve(DATA), read.options()));
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    /** Writes what is to be stored. */
    @FunctionalInterface
    interface Filling {
        void write(Path data) throws IOException;
    }

    /**
     * Stores a file if it can be learnt from.
     *
     * @param taken ids that are not free
     */
    Source add(String name, String fileName, InputStream file, ReadOptions options, List<String> taken) {
        return add(name, fileName, data -> copy(file, fileName, data), options, taken);
    }

    /** Stores a folder of images by class as an archive. */
    Source add(String name, Path images, ReadOptions options, List<String> taken) {
        return add(name, shown(images.toString()), data -> Packing.pack(images, data), options, taken);
    }

    private Source add(String name, String fileName, Filling filling, ReadOptions options, List<String> taken) {
        String stem = stem(name);
        try {
            Files.createDirectories(folder);
            sweep();
            Path incoming = Files.createTempDirectory(folder, INCOMING);
            try {
                Path data = incoming.resolve(DATA);
                filling.write(data);
                durable(data);
                Upload upload = new Upload(stem, name, shown(fileName), data, options);
                upload.requireUsed();
                new Preparation(upload).describe();
                Manifest manifest = new Manifest(name, shown(fileName), options);
                Files.write(incoming.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
                String id = appear(incoming, stem, taken);
                return new Upload(id, name, shown(fileName), folder.resolve(id).resolve(DATA), options);
            } finally {
                remove(incoming);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The data set '%s' cannot be stored.".formatted(name), broken);
        }
    }

    /** Takes it out of sight at once, then removes it. */
    void delete(String id) {
        try {
            Path doomed = Files.createTempDirectory(folder, INCOMING);
            Files.write(Files.createDirectories(folder.resolve(GONE)).resolve(id), new byte[0]);
            Files.move(folder.resolve(id), doomed.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            remove(doomed);
        } catch (IOException broken) {
            throw new UncheckedIOException("The data set '%s' cannot be deleted.".formatted(id), broken);
        }
    }

    /** The id that a name becomes: lower-case letters without their accents, digits and hyphens. */
    private static String stem(String name) {
        boolean fits =
                !name.isBlank() && name.length() <= Limits.NAME && name.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new InvalidInputException(
                    "/name",
                    "The name '%s' (%d characters) must have 1 to %d printable characters."
                            .formatted(Cells.shown(name), name.length(), Limits.NAME));
        }
        String stem = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return stem.isEmpty() ? "data" : stem.substring(0, Math.min(50, stem.length()));
    }

    private static String shown(String fileName) {
        return Cells.shown(fileName.substring(fileName.replace('\\', '/').lastIndexOf('/') + 1));
    }

    private static void copy(InputStream from, String fileName, Path to) throws IOException {
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                size += count;
                Limits.check(
                        size <= Limits.UPLOAD,
                        "'%s' has more than %d bytes, the most that is stored.",
                        shown(fileName),
                        Limits.UPLOAD);
                out.write(buffer, 0, count);
            }
        }
        Limits.check(size > 0, "'%s' is empty.", shown(fileName));
    }

    private static void durable(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private String appear(Path incoming, String stem, List<String> taken) throws IOException {
        for (int number = 1; ; number++) {
            String id = number == 1 ? stem : stem + "-" + number;
            if (taken.contains(id)
                    || Files.exists(folder.resolve(id))
                    || Files.exists(folder.resolve(GONE).resolve(id))) {
                continue;
            }
            try {
                Files.move(incoming, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
                return id;
            } catch (FileSystemException lost) {
                if (!Files.exists(folder.resolve(id))) {
                    throw lost;
                }
                // Another upload of that name was faster: the next number.
            }
        }
    }

    /** Removes what processes that were killed in the middle of an upload have left. */
    private void sweep() throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith(INCOMING) && before(yesterday, child)) {
                    remove(child);
                }
            }
        }
    }

    /** False where another upload has removed it meanwhile. */
    private static boolean before(Instant time, Path folder) throws IOException {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(time);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void remove(Path doomed) throws IOException {
        if (!Files.exists(doomed)) {
            return;
        }
        try (Stream<Path> all = Files.walk(doomed)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
