package dev.espalier.server.history;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builders of what a history holds. */
public final class Histories {
    private Histories() {}

    public static NewSearch aSearch(String name) {
        return new NewSearch(name, "{\"dataset\":\"digits\"}", Optional.empty());
    }

    /** A perceptron with that many hidden units; another width is another architecture. */
    public static Architecture anArchitecture(int width) {
        Architecture.Builder builder = Architecture.builder();
        String input = builder.add("input", new Operation.Input(new Shape.Vector(4)));
        String hidden = builder.add("hidden", new Operation.Dense(width, true), input);
        return builder.output(builder.add("output", new Operation.Dense(2, true), hidden))
                .build();
    }

    public static NewTrial aTrial(int number, double score, int width) {
        return trial(
                number,
                width,
                new Outcome.Scored(score, Map.of("accuracy", score, "loss", Double.NaN), 1.5, "weights" + number),
                null);
    }

    static NewTrial aTrial(int number, double score, double logLoss, int width) {
        Outcome outcome = new Outcome.Scored(score, Map.of("log-loss", logLoss), 1.5, null);
        return trial(number, width, outcome, null);
    }

    public static NewTrial aFailedTrial(int number, int width) {
        return trial(number, width, new Outcome.Failed("The loss (NaN) must be finite.", Map.of(), 0.5), null);
    }

    public static NewTrial trial(int number, int width, Outcome outcome, @Nullable Integer sameAs) {
        Architecture architecture = anArchitecture(width);
        Proposal proposal = new Proposal(
                Decisions.of(number, 2, 3), number > 1 ? number - 1 : null, Map.of("log", List.of(-0.1, -1e-300)));
        return new NewTrial(new Trial(number, proposal, architecture.hash(), outcome, sameAs), architecture);
    }

    static ModelRecord aModel(String id, int number, int width, double score, double logLoss) {
        return new ModelRecord(
                ModelRecord.idOf(id, number),
                id,
                number,
                anArchitecture(width).hash(),
                score,
                Map.of("test.accuracy", 0.9, "validation.log-loss", logLoss),
                new ModelRecord.Confusion(List.of("a", "b"), List.of(List.of(3, 1), List.of(0, 4))),
                new ModelRecord.Residuals(List.of(1.0), List.of(1.5)),
                12.5,
                20,
                true,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
