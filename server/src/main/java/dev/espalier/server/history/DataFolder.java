package dev.espalier.server.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Where everything of one installation lies on disk. Identifiers are checked before they become part of a path.
 *
 * @param root the folder that the person named with {@code --data-dir}
 */
public record DataFolder(Path root) {
    private static final String LEAGUES = "leagues";
    private static final String SEARCHES = "searches";
    private static final String CONDEMNED = "to-be-deleted";

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
        return created(SEARCHES, id);
    }

    /** Exports of an architecture that are worth keeping; created. */
    public Path architecture(String hash) {
        return created("architectures", hash);
    }

    /** Exports of a trained model: {@code dl4j.zip}, {@code dl4j.json}; created. */
    public Path model(String id) {
        return created("models", id);
    }

    /** Results of a league and the searches of it that are finished; created. */
    public Path league(String name) {
        return created(LEAGUES, name);
    }

    /** The folder of a league that is there. */
    public Optional<Path> findLeague(String name) {
        return Optional.of(name)
                .filter(DataFolder::isIdentifier)
                .map(id -> root.resolve(LEAGUES).resolve(id))
                .filter(Files::isDirectory);
    }

    /** Names of the leagues that are there, sorted. */
    public List<String> leagues() {
        return names(LEAGUES);
    }

    /** Notes that a search is about to be forgotten, so that its files go even if this process ends meanwhile. */
    public void condemn(String searchId) {
        try {
            Files.write(search(searchId).resolve(CONDEMNED), new byte[0]);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Searches that were condemned and whose folder is still there. */
    public List<String> condemned() {
        return names(SEARCHES).stream()
                .filter(id -> Files.exists(search(id).resolve(CONDEMNED)))
                .toList();
    }

    private List<String> names(String kind) {
        if (!Files.isDirectory(root.resolve(kind))) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root.resolve(kind))) {
            return folders.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(DataFolder::isIdentifier)
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Removes the folders of a search and of its models, after it is forgotten. */
    public void forget(String searchId) {
        try {
            try (Stream<Path> models = Files.list(Files.createDirectories(root.resolve("models")))) {
                for (Path model : models.filter(path -> isOf(path, searchId)).toList()) {
                    FileSystemUtils.deleteRecursively(model);
                }
            }
            FileSystemUtils.deleteRecursively(search(searchId));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isOf(Path model, String searchId) {
        return model.getFileName().toString().matches(Pattern.quote(searchId) + "-[0-9]+");
    }

    private Path created(String kind, String id) {
        if (!isIdentifier(id)) {
            throw new IllegalArgumentException("'%s' is no identifier.".formatted(id));
        }
        try {
            return Files.createDirectories(root.resolve(kind).resolve(id));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isIdentifier(String id) {
        return id.matches("[0-9A-Za-z_-]{1,64}");
    }
}
