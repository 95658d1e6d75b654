package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.EngineException;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bank draws to learn by may be no network, or one that the engine cannot hold: the search lives. */
class UnfitDrawsTest {
    private static final Seeds SEEDS = new Seeds(3);
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
    private static final SearchSpace CELLS =
            SearchSpaces.catalog().make("cell", Map.of("stemWidth", 4)).fit(DIGITS.ports());
    private static final Decisions FIT = Decisions.of(3, 1, 3, 2, 1, 3);

    @TempDir
    Path folder;

    /** Cells of which some cannot be decoded. */
    private record Gappy(Predicate<Decisions> unfit) implements SearchSpace {
        @Override
        public Optional<DecisionPoint> next(Decisions prefix) {
            return CELLS.next(prefix);
        }

        @Override
        public Architecture decode(Decisions play) {
            if (unfit.test(play)) {
                throw new InvalidInputException("", "This play does not fit.");
            }
            return CELLS.decode(play);
        }

        @Override
        public BigInteger size() {
            return CELLS.size();
        }
    }

    /** Runs out of memory with some architectures. */
    private record Small(Predicate<Architecture> tooLarge) implements Engine {
        private static final Engine TORCH = new TorchEngine();

        @Override
        public String name() {
            return TORCH.name();
        }

        @Override
        public Bank bank(Seeds seeds, Optimizer optimizer) {
            Bank bank = TORCH.bank(seeds, optimizer);
            return new Bank() {
                @Override
                public Network network(Architecture architecture, Loss loss) {
                    if (tooLarge.test(architecture)) {
                        throw new EngineException("Out of memory.", null);
                    }
                    return bank.network(architecture, loss);
                }

                @Override
                public Weights weights() {
                    return bank.weights();
                }

                @Override
                public Weights snapshot() {
                    return bank.snapshot();
                }

                @Override
                public void restore(Weights weights) {
                    bank.restore(weights);
                }

                @Override
                public void close() {
                    bank.close();
                }
            };
        }
    }

    private Evaluator evaluator(SearchSpace space, Engine engine) throws IOException {
        Path own = Files.createTempDirectory(folder, "search");
        return evaluator(space, engine, own);
    }

    private static Evaluator evaluator(SearchSpace space, Engine engine, Path own) {
        EvaluatorContext context =
                new EvaluatorContext(space, engine, DIGITS, Objective.of(Metric.ACCURACY), SEEDS, own, 20);
        return Evaluators.catalog()
                .make("shared-weights", Map.of("warmUpSteps", 12, "controls", 4, "trialsPerRound", 5))
                .in(context);
    }

    private static void learn(Evaluator evaluator) {
        evaluator.learn(0, random -> CELLS.complete(Decisions.none(), random));
    }

    private static Outcome outcome(Evaluator evaluator) {
        return evaluator.evaluate(new Evaluator.Candidate(1, FIT, CELLS.decode(FIT), SEEDS.child("trial", 1)));
    }

    @Test
    void playsThatDoNotFitAreDrawnAgainAndMayAllBeSuch() throws IOException {
        Evaluator some = evaluator(new Gappy(play -> play.choice(0) != 3), new TorchEngine());
        learn(some);
        assertThat(outcome(some).metrics()).containsKey("accuracy").containsKey("random.mean");
        Evaluator none = evaluator(new Gappy(play -> true), new TorchEngine());
        learn(none);
        assertThat(outcome(none)).isInstanceOf(Outcome.Scored.class);
    }

    @Test
    void stepsThatRunOutOfMemoryAreLeftOutUnlessAllDo() throws IOException {
        long most = CELLS.decode(FIT).cost().parameters();
        Evaluator some =
                evaluator(CELLS, new Small(architecture -> architecture.cost().parameters() > most));
        learn(some);
        assertThat(outcome(some)).isInstanceOf(Outcome.Scored.class);
        Evaluator none = evaluator(CELLS, new Small(architecture -> true));
        assertThatThrownBy(() -> learn(none))
                .isInstanceOf(EngineException.class)
                .hasMessage("Out of memory.");
    }

    @Test
    void whatAKilledProcessLeftOfASnapshotIsDeleted() throws IOException {
        Path snapshots = Files.createDirectories(folder.resolve("shared-weights"));
        Files.writeString(snapshots.resolve("round-0.safetensors123.tmp"), "half");
        learn(evaluator(CELLS, new TorchEngine(), folder));
        assertThat(snapshots)
                .isDirectoryNotContaining("glob:**.tmp")
                .isDirectoryContaining("glob:**round-0.safetensors");
    }
}
