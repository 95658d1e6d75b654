package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Risk;
import dev.espalier.trial.Scalarization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a search is after: a metric, bounds, what is traded off against it, and what repeats are worth. */
final class ObjectiveReader {
    private static final List<Metric> BOUNDED = List.of(Metric.PARAMETERS, Metric.MACS, Metric.LATENCY);
    private static final int MOST_BOUNDS = 20;
    /** Fronts of more than three metrics hold nearly every trial, and their hypervolume takes for ever. */
    private static final int MOST_TRADED_OFF = 2;

    private static final double LEAST_LEVEL = 0.001;
    private static final String MAXIMIZE = "maximize";
    private static final String MINIMIZE = "minimize";
    private static final String TRADE_OFF = "tradeOff";
    private static final String SCALARIZATION = "scalarization";
    private static final String LEVEL = "level";

    private ObjectiveReader() {}

    /** @param otherwise the metric where none is named */
    static Objective read(Place place, Metric otherwise) {
        place.object(MAXIMIZE, MINIMIZE, TRADE_OFF, SCALARIZATION, "risk", "constraints");
        Metric metric = sought(place, otherwise);
        List<Objective.Constraint> constraints = place.field("constraints")
                .map(given -> given.items(MOST_BOUNDS).stream()
                        .map(ObjectiveReader::constraint)
                        .toList())
                .orElse(List.of());
        List<Metric> tradedOff =
                place.field(TRADE_OFF).map(given -> tradedOff(given, metric)).orElse(List.of());
        Optional<Place> scalarization = place.field(SCALARIZATION);
        if (tradedOff.isEmpty() && scalarization.isPresent()) {
            throw scalarization.get().refused("absent where no metric is traded off in '%s'".formatted(TRADE_OFF));
        }
        return new Objective(
                metric,
                constraints,
                tradedOff,
                scalarization.map(ObjectiveReader::scalarization).orElse(Scalarization.CHEBYSHEV),
                place.field("risk").map(ObjectiveReader::risk).orElse(Risk.mean()));
    }

    private static Metric sought(Place place, Metric otherwise) {
        Optional<Place> up = place.field(MAXIMIZE);
        Optional<Place> down = place.field(MINIMIZE);
        if (up.isPresent() && down.isPresent()) {
            throw down.get()
                    .refused("absent where 'maximize' is given: one metric is the score, others belong into '%s'"
                            .formatted(TRADE_OFF));
        }
        Metric metric = up.or(() -> down).map(ObjectiveReader::metric).orElse(otherwise);
        Optional<Place> wrongWay = metric.maximized() ? down : up;
        if (wrongWay.isPresent()) {
            throw wrongWay.get().refused(metric.maximized() ? "maximized" : "minimized");
        }
        return metric;
    }

    private static List<Metric> tradedOff(Place place, Metric metric) {
        List<Metric> named = new ArrayList<>();
        for (Place item : place.items(MOST_TRADED_OFF)) {
            Metric other = metric(item);
            if (other == metric || named.contains(other)) {
                throw item.refused("a metric that the objective does not name yet");
            }
            named.add(other);
        }
        return named;
    }

    private static Scalarization scalarization(Place place) {
        List<String> known =
                Stream.of(Scalarization.values()).map(Scalarization::key).toList();
        return Scalarization.values()[known.indexOf(place.oneOf(known))];
    }

    private static Risk risk(Place place) {
        place.object("measure", LEVEL);
        List<String> known = Stream.of(Risk.Kind.values()).map(Risk.Kind::key).toList();
        Place measure = place.field("measure")
                .orElseThrow(() -> place.refused("given a 'measure', one of %s".formatted(known)));
        Risk.Kind kind = Risk.Kind.values()[known.indexOf(measure.oneOf(known))];
        Optional<Place> level = place.field(LEVEL);
        if (kind == Risk.Kind.MEAN) {
            level.ifPresent(given -> {
                throw given.refused("absent where the measure is the mean");
            });
            return Risk.mean();
        }
        return new Risk(kind, level.map(given -> given.real(LEAST_LEVEL, 1)).orElse(SpecificationDefaults.RISK_LEVEL));
    }

    private static Objective.Constraint constraint(Place place) {
        place.object("metric", "atMost");
        Metric metric =
                place.field("metric").map(ObjectiveReader::metric).orElseThrow(() -> place.refused("given a 'metric'"));
        if (!BOUNDED.contains(metric)) {
            throw new InvalidInputException(
                    place.pointer() + "/metric",
                    "There are no bounds on the metric %s. Known: %s."
                            .formatted(
                                    metric.key(),
                                    BOUNDED.stream().map(Metric::key).toList()));
        }
        double atMost = place.field("atMost")
                .orElseThrow(() -> place.refused("given a bound 'atMost'"))
                .real(0, 1e15);
        return new Objective.Constraint(metric, atMost);
    }

    private static Metric metric(Place place) {
        String key = place.text(50);
        return place.within(() -> Metric.of(key));
    }
}
