package dev.espalier.server.search;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.espalier.data.Selection;
import dev.espalier.network.DeviceChoice;
import dev.espalier.network.Precision;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Risk;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a person asks for: the same document for the API, the command line, the history and the export. Checked by
 * {@link SpecificationReader}, with every default filled in.
 *
 * @param name for lists; at most 200 characters
 * @param dataset id in the catalogue of data sets, and how much of it
 * @param engine {@code torch} or {@code dl4j}
 * @param precision of a GPU; the CPU is always single
 * @param seed of everything random, from 0 to 2^53 - 1 so that a browser can hold it
 */
public record SearchSpecification(
        String name,
        Selection dataset,
        Part space,
        Part controller,
        Evaluation evaluator,
        String engine,
        DeviceChoice device,
        Precision precision,
        Objective objective,
        Budget budget,
        FinalTraining finalTraining,
        long seed) {

    /** A part picked by name from a catalogue, with a value for each of its settings, in the catalogue's order. */
    public record Part(String name, Map<String, Object> settings) {
        public Part {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /**
     * How candidates are scored.
     *
     * @param inFlight evaluations that may be under way at once; decides what each proposal knows
     * @param threads that evaluate; decides nothing but the time
     */
    public record Evaluation(Part part, int inFlight, int threads) {}

    /**
     * When a search ends, whichever comes first.
     *
     * @param trials repeats included
     * @param seconds of searching, pauses and the final training left out; empty for no limit
     */
    public record Budget(int trials, OptionalDouble seconds) {}

    /**
     * How many of the best architectures are trained to the end, and for how long at most.
     *
     * @param inherits whether they begin with what the evaluator has learned for them, rather than afresh
     */
    public record FinalTraining(int top, int epochs, boolean inherits) {}

    /** The document that {@link SpecificationReader} reads back to an equal specification. */
    @JsonValue
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("dataset", document(dataset));
        document.put("space", document(space));
        document.put("controller", document(controller));
        Map<String, Object> evaluation = document(evaluator.part());
        evaluation.put("inFlight", evaluator.inFlight());
        evaluation.put("threads", evaluator.threads());
        document.put("evaluator", evaluation);
        document.put("engine", engine);
        document.put("device", device.name());
        document.put("precision", precision.key());
        document.put("objective", document(objective));
        document.put("budget", document(budget));
        Map<String, Object> training = document("top", finalTraining.top(), "epochs", finalTraining.epochs());
        training.put("start", SpecificationDefaults.start(finalTraining.inherits()));
        document.put("finalTraining", training);
        document.put("seed", seed);
        return document;
    }

    private static Object document(Selection dataset) {
        return dataset.equals(Selection.of(dataset.id()))
                ? dataset.id()
                : document("name", dataset.id(), "settings", dataset.settings());
    }

    private static Map<String, Object> document(Part part) {
        return document("name", part.name(), "settings", part.settings());
    }

    private static Map<String, Object> document(Objective objective) {
        String direction = objective.metric().maximized() ? "maximize" : "minimize";
        List<Map<String, Object>> constraints = objective.constraints().stream()
                .map(bound -> document("metric", bound.metric().key(), "atMost", bound.atMost()))
                .toList();
        Map<String, Object> document = document(direction, objective.metric().key(), "constraints", constraints);
        if (!objective.tradedOff().isEmpty()) {
            document.put(
                    "tradeOff", objective.tradedOff().stream().map(Metric::key).toList());
            document.put("scalarization", objective.scalarization().key());
        }
        Risk risk = objective.risk();
        if (risk.kind() != Risk.Kind.MEAN) {
            document.put("risk", document("measure", risk.kind().key(), "level", risk.share()));
        }
        return document;
    }

    private static Map<String, Object> document(Budget budget) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("trials", budget.trials());
        budget.seconds().ifPresent(seconds -> document.put("seconds", seconds));
        return document;
    }

    private static Map<String, Object> document(String first, Object one, String second, Object two) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(first, one);
        document.put(second, two);
        return document;
    }
}
