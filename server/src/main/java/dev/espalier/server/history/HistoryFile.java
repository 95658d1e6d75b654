package dev.espalier.server.history;

import com.zaxxer.hikari.HikariDataSource;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The history in a file of the data folder, owned by one process at a time.
 *
 * <p>{@code WRITE_DELAY=0} is what makes an acknowledged commit survive {@code kill -9}. The file is never shared by
 * {@code AUTO_SERVER}, which would open a port to everyone.
 */
public final class HistoryFile {
    private static final String SETTINGS =
            ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";

    private HistoryFile() {}

    /**
     * Opens the history of a data folder, which is made where it is not there.
     *
     * @throws DataFolderTakenException where another process owns it
     * @throws InvalidInputException where the folder cannot be made or written
     */
    public static History open(DataFolder folder, InstantSource clock) {
        Path root = folder.root();
        if (root.toString().contains(";")) {
            throw new InvalidInputException(
                    "", "The data folder '%s' must not have a semicolon in its path.".formatted(root));
        }
        FileChannel lock = lock(folder);
        try {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl("jdbc:h2:file:" + root.resolve("history") + SETTINGS);
            source.setUsername("espalier");
            source.setMaximumPoolSize(6);
            return new Owned(new JdbcHistory(source, clock), lock);
        } catch (RuntimeException broken) {
            release(lock);
            throw broken;
        }
    }

    private static FileChannel lock(DataFolder folder) {
        try {
            Files.createDirectories(folder.root());
            FileChannel channel =
                    FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DataFolderTakenException(
                        folder, Files.readString(folder.lockFile()).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException broken) {
            throw new InvalidInputException(
                    "", "The data folder '%s' cannot be used: %s.".formatted(folder.root(), Reason.of(broken)), broken);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownProcess) {
            return null;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Lets the folder go when the database is closed. */
    private record Owned(History history, FileChannel lock) implements History {
        @Override
        public Searches searches() {
            return history.searches();
        }

        @Override
        public Trials trials() {
            return history.trials();
        }

        @Override
        public Architectures architectures() {
            return history.architectures();
        }

        @Override
        public Models models() {
            return history.models();
        }

        @Override
        public void close() {
            history.close();
            release(lock);
        }
    }
}
