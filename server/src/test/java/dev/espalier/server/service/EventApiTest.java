package dev.espalier.server.service;

import static dev.espalier.server.history.Histories.aTrial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.Action;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/** What happens in a search, as it happens. */
final class EventApiTest extends ApiScene {
    @Test
    void eventsReplayWhatWasMissedAndFollowWhatHappens() throws Exception {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        append(id, aTrial(2, 0.6, 4));
        HttpRequest request = service.request("/api/v1/searches/" + id + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "1")
                .build();

        List<String> lines = new ArrayList<>();
        try (InputStream stream = service.client()
                        .send(request, BodyHandlers.ofInputStream())
                        .body();
                Scanner scanner = new Scanner(stream, StandardCharsets.UTF_8)) {
            readUntil(scanner, lines, "QUEUED");
            append(id, aTrial(3, 0.7, 5));
            service.events().log(id, "hello");
            readUntil(scanner, lines, "hello");
            change(id, Action.CANCEL);
            while (scanner.hasNextLine()) { // the stream ends with the search
                lines.add(scanner.nextLine());
            }
        }

        assertThat(lines.stream().filter(line -> line.startsWith("id:"))).containsExactly("id:2", "id:3");
        assertThat(lines).contains("event:trial", "event:state", "event:log", "data:hello");
        assertThat(lines.stream().filter(line -> line.contains("CANCELLED"))).hasSize(1);
    }

    private static void readUntil(Scanner scanner, List<String> lines, String word) {
        while (scanner.hasNextLine()) {
            String line = scanner.nextLine();
            lines.add(line);
            if (line.contains(word)) {
                return;
            }
        }
    }

    @Test
    void finishedSearchTellsAnEventSourceToStopAsking() {
        String id = submitted();
        append(id, aTrial(1, 0.5, 3));
        change(id, Action.CANCEL);

        assertThat(service.send(service.request("/api/v1/searches/" + id + "/events")
                                .header("Last-Event-ID", "1"))
                        .status())
                .isEqualTo(204);
        assertThat(service.send(service.request("/api/v1/searches/" + id + "/events"))
                        .body())
                .contains("id:1");
        assertThat(service.send(service.request("/api/v1/searches/" + id + "/events")
                                .header("Last-Event-ID", "../1"))
                        .status())
                .isEqualTo(400);
    }
}
