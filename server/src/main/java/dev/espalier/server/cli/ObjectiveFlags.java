package dev.espalier.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a search is after. */
final class ObjectiveFlags {
    private static final String OBJECTIVE = "objective";

    @Option(names = "--maximize", paramLabel = "METRIC", description = "accuracy, f1, auc, r2, ...")
    private @Nullable String maximize;

    @Option(names = "--minimize", paramLabel = "METRIC", description = "log-loss, rmse, mae or latency.")
    private @Nullable String minimize;

    @Option(
            names = "--trade-off",
            paramLabel = "METRIC",
            split = ",",
            description = "Metrics to trade off against it, such as parameters,latency.")
    private List<String> tradeOff = List.of();

    @Option(
            names = "--scalarization",
            paramLabel = "NAME",
            description = "chebyshev or weighted-sum: how several metrics are one number to a controller.")
    private @Nullable String scalarization;

    @Option(
            names = "--risk",
            paramLabel = "MEASURE",
            description = "mean, quantile or cvar: what the repeats of a candidate are worth.")
    private @Nullable String risk;

    @Option(names = "--risk-level", paramLabel = "SHARE", description = "The share of the worst repeats, such as 0.25.")
    private @Nullable Double level;

    @Option(
            names = "--at-most",
            paramLabel = "METRIC=BOUND",
            description = "A bound: parameters=50000, macs=1000000, latency=2.5 (milliseconds).")
    private Map<String, Double> bounds = new LinkedHashMap<>();

    /** Writes what was said over what the document has. */
    void into(ObjectNode document) {
        if (maximize != null || minimize != null) {
            SpecificationFlags.object(document, OBJECTIVE).remove("maximize");
            SpecificationFlags.object(document, OBJECTIVE).remove("minimize");
        }
        SpecificationFlags.put(document, OBJECTIVE, "maximize", maximize);
        SpecificationFlags.put(document, OBJECTIVE, "minimize", minimize);
        SpecificationFlags.put(document, OBJECTIVE, "tradeOff", tradeOff.isEmpty() ? null : tradeOff);
        SpecificationFlags.put(document, OBJECTIVE, "scalarization", scalarization);
        if (risk != null || level != null) {
            ObjectNode object = SpecificationFlags.object(SpecificationFlags.object(document, OBJECTIVE), "risk");
            if (risk != null) {
                object.removeAll();
                object.put("measure", risk);
            }
            if (level != null) {
                object.put("level", level);
            }
        }
        if (!bounds.isEmpty()) {
            ArrayNode constraints =
                    SpecificationFlags.object(document, OBJECTIVE).putArray("constraints");
            bounds.forEach((metric, bound) ->
                    constraints.addObject().put("metric", metric).put("atMost", bound));
        }
    }
}
