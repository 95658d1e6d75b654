package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells pages what happens to the searches that they look at. Each page has a thread that reads the history from where
 * the page stands: what it missed and what is new take the same way, and a slow page keeps nobody waiting.
 */
@Component
final class EventStreams implements SearchEvents {
    private static final int MOST = 64;

    private final History history;
    private final Views views;
    private final Map<String, Queue<EventStream>> streams = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    });

    EventStreams(History history, Views views) {
        this.history = history;
        this.views = views;
    }

    /**
     * A stream of what happens behind trial {@code last}.
     *
     * @throws TooManyStreamsException where as many pages as can be served are served
     */
    SseEmitter open(String searchId, int last) {
        views.find(searchId);
        if (streams.values().stream().mapToInt(Queue::size).sum() >= MOST) {
            throw new TooManyStreamsException(MOST);
        }
        EventStream stream = new EventStream(searchId, last, history, views);
        Queue<EventStream> ofSearch = streams.computeIfAbsent(searchId, id -> new ConcurrentLinkedQueue<>());
        ofSearch.add(stream);
        threads.execute(() -> {
            try {
                stream.run();
            } finally {
                ofSearch.remove(stream);
            }
        });
        return stream.emitter();
    }

    @Override
    public void trial(String searchId, StoredTrial trial) {
        each(searchId, EventStream::wake);
    }

    @Override
    public void state(SearchRecord search) {
        each(search.id(), EventStream::wake);
    }

    @Override
    public void log(String searchId, String line) {
        each(searchId, stream -> stream.log(line));
    }

    private void each(String searchId, java.util.function.Consumer<EventStream> action) {
        Queue<EventStream> ofSearch = streams.get(searchId);
        if (ofSearch != null) {
            ofSearch.forEach(action);
        }
    }

    /** Lets the server end without waiting for pages. */
    @PreDestroy
    void close() {
        streams.values().forEach(ofSearch -> ofSearch.forEach(EventStream::end));
        threads.shutdownNow();
    }
}
