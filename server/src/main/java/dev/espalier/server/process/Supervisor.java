package dev.espalier.server.process;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.Pulse;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.SearchState;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.history.Transitions;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchRunner;
import dev.espalier.server.search.TrainingOrders;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs searches in child processes, as many at once as there are places, first come first served. */
public final class Supervisor implements SearchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Surroundings around;
    private final Map<String, SearchRun> running = new LinkedHashMap<>();
    private final Map<String, Thread> threads = new LinkedHashMap<>();
    private final Deque<String> queue = new ArrayDeque<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch over searches");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /** What every run needs of the world. */
    record Surroundings(
            History history, SearchEvents events, DataFolder folder, WorkerCommand command, Limits limits) {}

    /** Workers are this very program, within the limits of this machine. */
    public Supervisor(History history, SearchEvents events, DataFolder folder, Limits limits) {
        this(new Surroundings(history, events, folder, WorkerCommand.self(folder.root(), limits), limits));
    }

    Supervisor(Surroundings around) {
        this.around = around;
        watch.scheduleWithFixedDelay(this::watchAll, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized SearchRecord submit(String searchId) {
        SearchRecord search = find(searchId);
        if (search.state() == SearchState.QUEUED && !running.containsKey(searchId) && !queue.contains(searchId)) {
            queue.add(searchId);
            startNext();
        }
        return find(searchId);
    }

    /** Makes one search go on, whether it was paused or its supervisor ended; one that is finished stays as it is. */
    public synchronized SearchRecord takeUp(String searchId) {
        return switch (find(searchId).state()) {
            case PAUSED -> resume(searchId);
            case QUEUED -> submit(searchId);
            case RUNNING -> {
                if (!running.containsKey(searchId)) {
                    start(searchId);
                }
                yield find(searchId);
            }
            default -> find(searchId);
        };
    }

    @Override
    public synchronized void recover() {
        around.folder().condemned().stream()
                .filter(id -> around.history().searches().find(id).isEmpty())
                .forEach(around.folder()::forget);
        around.history().searches().in(SearchState.RUNNING).forEach(search -> start(search.id()));
        around.history().searches().in(SearchState.QUEUED).forEach(search -> submit(search.id()));
    }

    @Override
    public synchronized SearchRecord pause(String searchId) {
        SearchRecord search = require(searchId, Action.PAUSE);
        return switch (search.state()) {
            case RUNNING -> wish(searchId, Action.PAUSE);
            default -> {
                queue.remove(searchId);
                yield change(searchId, Action.PAUSE);
            }
        };
    }

    @Override
    public synchronized SearchRecord resume(String searchId) {
        change(searchId, Action.RESUME);
        queued(searchId);
        return submit(searchId);
    }

    @Override
    public synchronized SearchRecord stop(String searchId) {
        SearchRecord search = require(searchId, Action.STOP);
        if (search.state() == SearchState.RUNNING) {
            return wish(searchId, Action.STOP);
        }
        if (!TrainingOrders.trainable(search)) {
            queue.remove(searchId);
            return change(searchId, Action.STOP);
        }
        if (search.state() == SearchState.PAUSED) {
            change(searchId, Action.RESUME);
            queued(searchId);
        }
        around.history().searches().wish(searchId, Optional.of(Action.STOP));
        return submit(searchId);
    }

    @Override
    public synchronized SearchRecord train(String searchId, List<TrainingOrder> orders) {
        around.events().state(around.history().searches().train(searchId, orders));
        queued(searchId);
        return submit(searchId);
    }

    @Override
    public synchronized SearchRecord cancel(String searchId) {
        queue.remove(searchId);
        SearchRecord cancelled = change(searchId, Action.CANCEL);
        Optional.ofNullable(running.get(searchId)).ifPresent(SearchRun::callOff);
        return cancelled;
    }

    @Override
    public void awaitEnd(String searchId) {
        Thread ending;
        synchronized (this) {
            boolean wanted = List.of(SearchState.QUEUED, SearchState.RUNNING)
                    .contains(find(searchId).state());
            ending = wanted ? null : threads.get(searchId);
        }
        if (ending != null) {
            join(ending);
        }
    }

    @Override
    public void close() {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            queue.clear();
            running.values().forEach(SearchRun::callOff);
            ending = List.copyOf(threads.values());
        }
        watch.shutdownNow();
        for (Thread thread : ending) {
            join(thread);
        }
    }

    private void startNext() {
        while (!closed && running.size() < around.limits().places() && !queue.isEmpty()) {
            start(queue.remove());
        }
    }

    private void start(String searchId) {
        Action wish = find(searchId).wish();
        change(searchId, Action.START);
        if (wish != null) {
            around.history().searches().wish(searchId, Optional.of(wish));
        }
        SearchRun run = new SearchRun(searchId, around);
        running.put(searchId, run);
        Thread thread = new Thread(() -> run(run), "search " + searchId);
        threads.put(searchId, thread);
        thread.start();
    }

    private void run(SearchRun run) {
        SearchRun.@Nullable Verdict verdict;
        try {
            verdict = run.run();
        } catch (IOException | RuntimeException bug) {
            LOG.error("The search {} cannot be run.", run.searchId(), bug);
            verdict = new SearchRun.Verdict(Action.FAIL, "The search cannot be run: " + bug.getMessage());
        }
        ended(run, verdict);
    }

    private synchronized void ended(SearchRun run, SearchRun.@Nullable Verdict verdict) {
        String searchId = run.searchId();
        running.remove(searchId, run);
        threads.remove(searchId, Thread.currentThread());
        try {
            SearchState state = around.history()
                    .searches()
                    .find(searchId)
                    .map(SearchRecord::state)
                    .orElse(null);
            if (verdict != null && state == SearchState.RUNNING) {
                around.history().searches().change(searchId, verdict.action(), Optional.ofNullable(verdict.reason()));
                around.events().state(find(searchId));
            } else if (state == SearchState.QUEUED && !closed) {
                queue.add(searchId); // it was cancelled and then told to train while its process was still ending
            }
        } finally {
            startNext();
        }
    }

    private SearchRecord wish(String searchId, Action action) {
        SearchRecord search = around.history().searches().wish(searchId, Optional.of(action));
        Optional.ofNullable(running.get(searchId)).ifPresent(run -> run.wish(action));
        around.events().state(search);
        return search;
    }

    private SearchRecord change(String searchId, Action action) {
        SearchRecord search = around.history().searches().change(searchId, action, Optional.empty());
        around.events().state(search);
        return search;
    }

    private void queued(String searchId) {
        double seconds = find(searchId).progress().pulse().secondsRunning();
        around.history().searches().beat(searchId, new Pulse(Pulse.Phase.QUEUED, seconds, null, null));
    }

    private SearchRecord require(String searchId, Action action) {
        SearchRecord search = find(searchId);
        Transitions.require(search, action);
        return search;
    }

    private SearchRecord find(String searchId) {
        return around.history().searches().find(searchId).orElseThrow(() -> new NotFoundException("search", searchId));
    }

    private void watchAll() {
        List<SearchRun> runs;
        synchronized (this) {
            runs = List.copyOf(running.values());
        }
        runs.forEach(SearchRun::watch);
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
