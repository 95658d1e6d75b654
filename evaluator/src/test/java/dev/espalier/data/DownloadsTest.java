package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of this machine: there is no other network where tests run. */
class DownloadsTest {
    private static final byte[] CONTENT = Made.text("IDX ".repeat(1000));
    private static final byte[] PACKED = Made.gzip(CONTENT);

    @TempDir
    private Path folder;

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good.gz", exchange -> answer(exchange, PACKED));
        server.createContext("/wrong.gz", exchange -> answer(exchange, Made.gzip(new byte[9])));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFileAppearsOnceItsSumIsRight() throws Exception {
        List<String> lines = new ArrayList<>();
        downloads("good.gz", sum(CONTENT)).fetch("set", lines::add);
        assertThat(folder.resolve("downloads/set/file.gz")).hasBinaryContent(PACKED);
        assertThat(lines).singleElement().asString().contains("sum right");
        downloads("good.gz", sum(CONTENT)).fetch("set", lines::add);
        assertThat(ranges).as("what is there is not fetched again").hasSize(1);
    }

    @Test
    void abrokenDownloadGoesOnWhereItStopped() throws Exception {
        Path part = Files.createDirectories(folder.resolve("downloads/set")).resolve("file.gz.part");
        Files.write(part, Arrays.copyOf(PACKED, 20));
        downloads("good.gz", sum(CONTENT)).fetch("set", line -> {});
        assertThat(ranges).containsExactly("bytes=20-");
        assertThat(folder.resolve("downloads/set/file.gz")).hasBinaryContent(PACKED);
        assertThat(part).doesNotExist();
    }

    @Test
    void aWrongContentIsDeletedAndNamed() throws Exception {
        Downloads wrong = downloads("wrong.gz", sum(CONTENT));
        assertThatThrownBy(() -> wrong.fetch("set", line -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sum(CONTENT));
        try (var files = Files.list(folder.resolve("downloads/set"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aMissingFileAndAnUnknownNameAreNamed() throws Exception {
        assertThatThrownBy(() -> downloads("none.gz", "0").fetch("set", line -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> downloads("good.gz", "0").fetch("other", line -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[set]");
        assertThat(new Downloads(folder).ids()).containsExactly("fashion-mnist", "mnist");
    }

    private Downloads downloads(String path, String sum) {
        URI from = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
        return new Downloads(
                folder, List.of(new Downloads.Known("set", List.of(new Downloads.Item("file.gz", from, sum)))));
    }

    private void answer(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null ? 0 : Integer.parseInt(range.substring(6, range.length() - 1));
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
        exchange.getResponseBody().write(rest);
        exchange.close();
    }

    private static String sum(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
