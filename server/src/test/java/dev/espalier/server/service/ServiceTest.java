package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.server.service.RunningService.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ServiceTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhereItIsWhileItRuns() throws IOException {
        Path file = folder.resolve("server.json");
        try (RunningService service = new RunningService(folder)) {
            JsonNode told = JsonMapper.builder().build().readTree(Files.readString(file));
            assertThat(told.get("port").intValue()).isEqualTo(service.port());
            assertThat(told.get("pid").longValue())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(told.get("url").stringValue()).isEqualTo("http://127.0.0.1:" + service.port());
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void secondServiceForTheSameFolderIsRefusedInWords() {
        try (RunningService service = new RunningService(folder)) {
            assertThatThrownBy(() -> new RunningService(folder))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("is in use by process");
            assertThat(service.get("/api/v1/searches").status()).isEqualTo(200);
        }
    }

    @Test
    void takenPortIsRefusedInWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new RunningService(ServeOptions.of(taken.getLocalPort(), folder)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("The port " + taken.getLocalPort())
                    .hasMessageContaining("--port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void everyScreenOfThePageHasAnAddress() {
        try (RunningService service = new RunningService(folder)) {
            for (String address :
                    new String[] {"/", "/searches/1a", "/architectures/1a", "/datasets", "/leagues/a", "/new"}) {
                Answer page = service.get(address);
                assertThat(page.status()).as(address).isEqualTo(200);
                assertThat(page.body()).as(address).contains("<title>Espalier");
            }
        }
    }
}
