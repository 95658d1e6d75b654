package dev.espalier.server.search;

import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.StoredTrial;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One page that follows one search: sends every trial behind the last one that it has, and the search when it changes. */
final class EventStream implements Runnable {
    private static final int BATCH = 200;
    private static final int MOST_LINES = 100;
    private static final long SECONDS_OF_SILENCE = 10;

    private final String searchId;
    private final History history;
    private final Views views;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final Semaphore news = new Semaphore(1);
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private int last;
    private @Nullable SearchView shown;
    private volatile boolean ended;

    EventStream(String searchId, int last, History history, Views views) {
        this.searchId = searchId;
        this.last = last;
        this.history = history;
        this.views = views;
        emitter.onCompletion(this::end);
        emitter.onError(gone -> end());
    }

    SseEmitter emitter() {
        return emitter;
    }

    void wake() {
        news.release();
    }

    void log(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
        wake();
    }

    void end() {
        ended = true;
        wake();
    }

    @Override
    public void run() {
        try {
            boolean finished = false;
            while (!ended && !finished) {
                boolean silence = !news.tryAcquire(SECONDS_OF_SILENCE, TimeUnit.SECONDS);
                news.drainPermits();
                finished = sendNews();
                if (silence) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
            }
            emitter.complete();
        } catch (NotFoundException deleted) {
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            end();
        } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    /** Whether there will be no more: the search is read first, so that a finished one has no trial behind those sent. */
    private boolean sendNews() throws IOException {
        SearchView search = views.search(searchId);
        sendTrials();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            emitter.send(SseEmitter.event().name("log").data(line, MediaType.TEXT_PLAIN));
        }
        if (!Objects.equals(search, shown)) {
            shown = search;
            emitter.send(SseEmitter.event().name("state").data(search, MediaType.APPLICATION_JSON));
        }
        return dev.espalier.server.history.SearchState.valueOf(search.state()).finished();
    }

    private void sendTrials() throws IOException {
        List<StoredTrial> trials;
        do {
            trials = history.trials().after(searchId, last, BATCH);
            for (StoredTrial stored : trials) {
                last = stored.trial().number();
                emitter.send(SseEmitter.event()
                        .name("trial")
                        .id(String.valueOf(last))
                        .data(TrialView.of(stored), MediaType.APPLICATION_JSON));
            }
        } while (trials.size() == BATCH && !ended);
    }
}
