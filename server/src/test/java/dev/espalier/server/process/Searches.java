package dev.espalier.server.process;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Task;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.history.NewSearch;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.search.DataFacts;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.space.Ports;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A data folder with its history and a supervisor, for tests that run searches in real processes. */
final class Searches implements AutoCloseable {
    static final Limits LIMITS =
            new Limits(1, Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2), 6L << 30);

    private static final DataFacts DIGITS = new DataFacts(
            new Task(
                    Task.Type.CLASSIFICATION,
                    IntStream.range(0, 10).mapToObj(String::valueOf).toList()),
            Ports.of(new Shape.Image(1, 8, 8), 10),
            1000,
            300);

    final History history;
    final Supervisor supervisor;

    Searches(Path root, WorkerCommand command, Limits limits, SearchEvents events) {
        DataFolder folder = new DataFolder(root);
        history = HistoryFile.open(folder, Instant::now);
        supervisor = new Supervisor(new Supervisor.Surroundings(history, events, folder, command, limits));
    }

    static Searches tiny(Path root, int milliseconds, int poison) {
        return new Searches(root, tinyCommand(milliseconds, poison), LIMITS, SearchEvents.NONE);
    }

    static WorkerCommand tinyCommand(int milliseconds, int poison) {
        return WorkerCommand.ofClassPath(
                TinyWorker.class.getName(), List.of(String.valueOf(milliseconds), String.valueOf(poison)), LIMITS);
    }

    /** A checked specification for digits. */
    static String specification(String json) {
        SearchSpecification specification = SpecificationReader.read(json, dataset -> DIGITS);
        return JsonMapper.shared().writeValueAsString(specification);
    }

    String submit(String json) {
        SearchRecord search = history.searches().create(new NewSearch("test", specification(json), Optional.empty()));
        return supervisor.submit(search.id()).id();
    }

    SearchRecord await(String id, Predicate<SearchRecord> condition) throws InterruptedException {
        for (int i = 0; i < 6000; i++) {
            SearchRecord search = history.searches().find(id).orElseThrow();
            if (condition.test(search)) {
                return search;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(
                "It did not come: " + history.searches().find(id).orElseThrow());
    }

    SearchRecord awaitEnd(String id) throws InterruptedException {
        return await(id, search -> search.state().finished());
    }

    /** What is promised to be equal whatever happened on the way. */
    List<Promised> promised(String id) {
        return history.trials().all(id).stream().map(Promised::of).toList();
    }

    record Promised(
            int number,
            Object proposal,
            @Nullable String architecture,
            @Nullable Double score,
            Map<String, Double> metrics,
            @Nullable String failure,
            @Nullable Integer sameAs) {
        static Promised of(Trial trial) {
            Outcome outcome = trial.outcome();
            return new Promised(
                    trial.number(),
                    trial.proposal(),
                    trial.architecture(),
                    outcome instanceof Outcome.Scored scored ? scored.score() : null,
                    withoutTimes(outcome.metrics()),
                    outcome instanceof Outcome.Failed failed ? failed.reason() : null,
                    trial.sameAs());
        }

        private static Map<String, Double> withoutTimes(Map<String, Double> metrics) {
            Map<String, Double> kept = new java.util.TreeMap<>(metrics);
            kept.keySet().removeIf(name -> name.contains("seconds") || name.contains("latency"));
            return Collections.unmodifiableMap(kept);
        }
    }

    @Override
    public void close() {
        supervisor.close();
        history.close();
    }
}
