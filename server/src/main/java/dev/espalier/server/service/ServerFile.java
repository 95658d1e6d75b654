package dev.espalier.server.service;

import dev.espalier.server.history.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code server.json} tells the command line: where the service of this data folder listens.
 *
 * @param address as it was given with {@code --address}
 */
record ServerFile(long pid, String address, int port, String url) {
    static ServerFile of(String address, int port) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return new ServerFile(ProcessHandle.current().pid(), address, port, "http://" + host + ":" + port);
    }

    /** Written under another name first, so that nobody reads half of it. */
    void write(DataFolder folder) {
        try {
            Path temporary = Files.createTempFile(folder.root(), "server", ".tmp");
            JsonMapper.builder().build().writeValue(temporary.toFile(), this);
            Files.move(temporary, folder.serverFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void remove(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.serverFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
