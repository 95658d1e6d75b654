package dev.espalier.server.architecture;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Cost;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import dev.espalier.export.drawing.Drawing;
import dev.espalier.export.drawing.Label;
import dev.espalier.server.history.Trials;
import dev.espalier.server.search.TrialView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An architecture as the API gives it.
 *
 * @param id canonical hash
 * @param spaceName of the first search that proposed it; null for a hand-made one
 * @param decisions of the play that gave it, as words of that space
 * @param drawing laid out from top to bottom
 */
record ArchitectureView(
        String id,
        @Nullable String spaceName,
        boolean handMade,
        Instant createdAt,
        Cost cost,
        List<Layer> layers,
        List<Decision> decisions,
        Drawing drawing,
        List<TrialLine> trials,
        List<ModelLine> models) {

    /** A row of the table of layers. */
    record Layer(String key, String operation, List<String> inputs, String shape, long parameters, long macs) {
        static List<Layer> of(Architecture architecture) {
            return architecture.vertices().stream()
                    .map(vertex -> of(architecture, vertex))
                    .toList();
        }

        private static Layer of(Architecture architecture, Vertex vertex) {
            return new Layer(
                    vertex.key(),
                    Label.of(vertex.operation()),
                    vertex.inputs(),
                    architecture.shape(vertex.key()).toString(),
                    architecture.parameters(vertex).stream()
                            .filter(Parameter::trainable)
                            .mapToLong(Parameter::size)
                            .sum(),
                    vertex.operation().macs(architecture.inputShapes(vertex)));
        }
    }

    /** What was chosen where. */
    record Decision(String name, String option) {}

    /**
     * A trial of this architecture.
     *
     * @param score null where it failed
     * @param metrics as they were measured
     */
    record TrialLine(String searchId, int number, @Nullable Double score, Map<String, @Nullable Double> metrics) {
        static TrialLine of(Trials.Appearance trial) {
            return new TrialLine(trial.searchId(), trial.number(), trial.score(), TrialView.finite(trial.metrics()));
        }
    }

    /** A model of this architecture. */
    record ModelLine(String id, String searchId, Map<String, Double> metrics) {}
}
