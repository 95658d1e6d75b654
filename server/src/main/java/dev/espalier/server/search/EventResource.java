package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.SearchRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens to a search, as server-sent events; {@code Last-Event-ID} is the last trial that the page has. */
@RestController
final class EventResource {
    private final EventStreams streams;
    private final Views views;

    EventResource(EventStreams streams, Views views) {
        this.streams = streams;
        this.views = views;
    }

    @GetMapping(path = "/api/v1/searches/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        int last = number(lastEventId);
        SearchRecord search = views.find(id);
        if (lastEventId != null
                && search.state().finished()
                && last >= search.progress().trials()) {
            return ResponseEntity.noContent().build(); // what makes an EventSource stop asking
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(streams.open(id, last));
    }

    private static int number(@Nullable String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isEmpty() ? 0 : Integer.parseUnsignedInt(lastEventId);
        } catch (NumberFormatException broken) {
            throw new InvalidInputException(
                    "/Last-Event-ID", "The Last-Event-ID must be the number of a trial.", broken);
        }
    }
}
