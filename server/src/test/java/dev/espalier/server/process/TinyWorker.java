package dev.espalier.server.process;

import dev.espalier.architecture.Shape;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Foresight;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A worker with a real space and a real controller, and an evaluator of no weight: {@code TinyWorker MILLISECONDS POISON
 * SOCKET}. The evaluation of trial POISON ends the process as native code would; that of trial -POISON never ends.
 */
final class TinyWorker {
    static final int TRIALS_PER_ROUND = 5;

    private TinyWorker() {}

    public static void main(String[] args) {
        long milliseconds = Long.parseLong(args[0]);
        int poison = Integer.parseInt(args[1]);
        Worker.run(
                Path.of(args[2]),
                (searchId, specification, folder) ->
                        new Tiny(searchId, plan(specification, new Knowing(milliseconds, poison))));
        Runtime.getRuntime().halt(0);
    }

    private static SearchPlan plan(SearchSpecification specification, Evaluator evaluator) {
        SearchSpace space = SearchSpaces.catalog()
                .make(specification.space().name(), specification.space().settings())
                .fit(Ports.of(new Shape.Image(1, 8, 8), 10));
        return new SearchPlan(
                space,
                SearchAssembly.controller(specification, space, Foresight.NONE),
                evaluator,
                specification.objective(),
                new Seeds(specification.seed()),
                specification.budget().trials(),
                specification.evaluator().inFlight());
    }

    private record Tiny(String searchId, SearchPlan plan) implements Assembly {
        @Override
        public ModelRecord train(Trial trial, TrainingOrder order, Consumer<String> progress) {
            return new ModelRecord(
                    ModelRecord.idOf(searchId, trial.number()),
                    searchId,
                    trial.number(),
                    String.valueOf(trial.architecture()),
                    0.5,
                    Map.of("test.accuracy", 0.5),
                    null,
                    null,
                    0,
                    order.epochs(),
                    order.inherits(),
                    Instant.EPOCH);
        }
    }

    private static void hang() {
        while (true) {
            sleep(1000);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    /** What it learns in a round moves every score of that round. */
    private static final class Knowing implements Evaluator {
        private final long milliseconds;
        private final int poison;
        private long learned;

        Knowing(long milliseconds, int poison) {
            this.milliseconds = milliseconds;
            this.poison = poison;
        }

        @Override
        public int trialsPerRound() {
            return TRIALS_PER_ROUND;
        }

        @Override
        public void learn(int round, Sampler sampler) {
            learned = 31 * learned
                    + sampler.sample(new Seeds(round).stream("tiny")).hashCode();
        }

        @Override
        public Outcome evaluate(Candidate candidate) {
            sleep(milliseconds);
            if (candidate.number() == -poison) {
                hang();
            }
            if (candidate.number() == poison) {
                Runtime.getRuntime().halt(139);
            }
            double score = candidate.seeds().stream(
                            "score", candidate.architecture().hash().hashCode(), learned)
                    .nextDouble();
            return new Outcome.Scored(score, Map.of("accuracy", score), milliseconds / 1000.0, null);
        }
    }
}
