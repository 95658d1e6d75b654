package dev.espalier.server.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Where everything of one installation lies on disk. Identifiers are checked before they become part of a path.
 *
 * @param root the folder that the person named with {@code --data-dir}
 */
public record DataFolder(Path root) {
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Address and process of the running server; there only while it runs. */
    public Path serverFile() {
        return root.resolve("server.json");
    }

    /** Held by the process that owns the history. */
    public Path lockFile() {
        return root.resolve("history.lock");
    }

    /** The search's own folder, for snapshots and weights; created. */
    public Path search(String id) {
        return created("searches", id);
    }

    /** Exports of an architecture that are worth keeping; created. */
    public Path architecture(String hash) {
        return created("architectures", hash);
    }

    /** Exports of a trained model: {@code dl4j.zip}, {@code dl4j.json}; created. */
    public Path model(String id) {
        return created("models", id);
    }

    /** Removes the folders of a search and of its models, after it is forgotten. */
    public void forget(String searchId) {
        try {
            FileSystemUtils.deleteRecursively(search(searchId));
            try (Stream<Path> models = Files.list(Files.createDirectories(root.resolve("models")))) {
                for (Path model : models.filter(path -> isOf(path, searchId)).toList()) {
                    FileSystemUtils.deleteRecursively(model);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isOf(Path model, String searchId) {
        return model.getFileName().toString().matches(Pattern.quote(searchId) + "-[0-9]+");
    }

    private Path created(String kind, String id) {
        if (!id.matches("[0-9A-Za-z_-]{1,64}")) {
            throw new IllegalArgumentException("'%s' is no identifier.".formatted(id));
        }
        try {
            return Files.createDirectories(root.resolve(kind).resolve(id));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
