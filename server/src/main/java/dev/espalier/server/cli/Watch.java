package dev.espalier.server.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Waits for searches, with a bar, and says how to go on where the person does not wait. */
final class Watch {
    private static final List<String> ENDED = List.of("COMPLETED", "STOPPED", "CANCELLED", "FAILED");
    private static final long POLL_MILLISECONDS = 500;

    private final Desk desk;
    private final CommonOptions common;

    Watch(Desk desk, CommonOptions common) {
        this.desk = desk;
        this.common = common;
    }

    /** The search once it has ended in whatever state. */
    JsonNode toTheEnd(JsonNode submitted) throws InterruptedException {
        String id = submitted.path("id").asString();
        JsonNode search = submitted;
        AtomicBoolean ended = new AtomicBoolean();
        try (SearchProgress progress = SearchProgress.of(submitted)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(id, ended)));
            while (!ENDED.contains(search.path("state").asString())) {
                Thread.sleep(POLL_MILLISECONDS);
                search = desk.find(id);
                progress.show(search);
            }
        }
        ended.set(true);
        return search;
    }

    /** What was found so far is safe. */
    private void interrupted(String id, AtomicBoolean ended) {
        if (!ended.get()) {
            common.err().printf("%nThe search %s is kept. Go on with: espalier search --resume %s%n", id, id);
            common.err().flush();
        }
    }
}
