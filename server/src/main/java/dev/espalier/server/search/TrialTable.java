package dev.espalier.server.search;

import dev.espalier.server.history.StoredTrial;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Trial;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trials as comma-separated values (RFC 4180): a first pass collects the names of the metrics, a second one writes. */
final class TrialTable {
    private final PrintWriter out;
    private final TreeSet<String> metrics = new TreeSet<>();

    TrialTable(OutputStream out) {
        this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    void collect(StoredTrial stored) {
        metrics.addAll(stored.trial().outcome().metrics().keySet());
    }

    void header() {
        List<String> names = new ArrayList<>(List.of(
                "number",
                "score",
                "failure",
                "seconds",
                "architecture",
                "same_as",
                "parent",
                "decisions",
                "finished_at"));
        metrics.forEach(metric -> names.add("metric." + metric));
        line(names);
    }

    void row(StoredTrial stored) {
        Trial trial = stored.trial();
        Outcome outcome = trial.outcome();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(trial.number());
        cells.add(outcome instanceof Outcome.Scored scored ? scored.score() : null);
        cells.add(outcome instanceof Outcome.Failed failed ? failed.reason() : null);
        cells.add(outcome.seconds());
        cells.add(trial.architecture());
        cells.add(trial.sameAs());
        cells.add(trial.proposal().parent());
        cells.add(
                trial.proposal().decisions().stream().mapToObj(String::valueOf).collect(Collectors.joining(" ")));
        cells.add(stored.finishedAt());
        metrics.forEach(metric -> cells.add(outcome.metrics().get(metric)));
        line(cells);
    }

    void flush() {
        out.flush();
    }

    private void line(List<? extends @Nullable Object> cells) {
        out.print(cells.stream().map(TrialTable::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** Text that a spreadsheet would take for a formula is made plain. */
    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        if (value instanceof String && text.matches("(?s)[=+@\\-\\t\\r].*")) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
