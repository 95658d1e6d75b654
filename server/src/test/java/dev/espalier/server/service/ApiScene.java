package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NewTrial;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.service.RunningService.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A running service for the tests of one kind of resource, which pin the shapes that the page and scripts rely on. */
abstract class ApiScene {
    static RunningService service;
    static DataFolder folder;

    @BeforeAll
    static void start(@TempDir Path root) {
        folder = new DataFolder(root);
        service = new RunningService(root);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static History history() {
        return service.history();
    }

    static String submitted() {
        Answer answer = service.post("/api/v1/searches", "{\"dataset\":\"digits\",\"seed\":7}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("id").stringValue();
    }

    static void append(String id, NewTrial trial) {
        StoredTrial stored = history().trials().append(id, List.of(trial)).get(0);
        service.events().trial(id, stored);
    }

    static void change(String id, Action action) {
        service.events().state(history().searches().change(id, action, Optional.empty()));
    }
}
