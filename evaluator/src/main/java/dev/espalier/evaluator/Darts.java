package dev.espalier.evaluator;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.FloatArray;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Mixture;
import dev.espalier.network.Weights;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Learns weights and architecture of one supernet together (DARTS, Liu 2019, and what grew out of it), and proposes what
 * its alphas speak for: the controller of its own search, one trial a round. A candidate is scored as the part of the
 * supernet that it is, with re-estimated normalisation statistics; every outcome tells how many skip connections its
 * normal cell has and how undecided the alphas are, since supernets like to collapse to skip connections.
 */
final class Darts implements Controller, Evaluator {
    private static final String SKIPS = "skips";
    private static final String ENTROPY = "entropy";
    private static final String ALPHAS = "alphas:";
    private static final String EARLIER = "earlier:";

    static final Entry<Evaluators.Template> ENTRY = new Entry<>(
            "darts",
            "Learns a network that mixes all operations, and proposes those that win: needs the controller 'own'.",
            DartsSettings.described(),
            settings -> new Template(new DartsSettings(settings)));

    private record Template(DartsSettings settings) implements Evaluators.Template {
        /** A supernet takes the time of about so many of its architectures. */
        private static final double MIXED = 6;

        @Override
        public Evaluator in(EvaluatorContext context) {
            return new Darts(Requirements.checked(context), settings);
        }

        @Override
        public boolean proposes() {
            return true;
        }

        @Override
        public void fits(SearchSpace space, Objective objective) {
            RelaxedSpace relaxed = relaxed(space);
            new Derivation(supernet(relaxed), SupernetBound.of(relaxed, objective)).requireFeasible();
        }

        @Override
        public boolean runsOn(String engine) {
            return engine.equals("torch");
        }

        private Supernet supernet(RelaxedSpace space) {
            try {
                return space.supernet(settings.share());
            } catch (InvalidInputException refused) {
                throw refused.within("/space");
            }
        }

        @Override
        public long activations(SearchSpace space, long architecture) {
            Supernet supernet = supernet(relaxed(space));
            return settings.method() == DartsSettings.Method.GDAS
                    ? Math.max(
                            architecture * supernet.edges().size() / supernet.kept(),
                            supernet.outer().cost().activations())
                    : supernet.activations();
        }

        @Override
        public Estimate estimate(Workload workload) {
            double networks = switch (settings.method()) {
                case GDAS -> 2;
                case PC_DARTS -> MIXED / 3;
                case SECOND_ORDER -> 3 * MIXED;
                case AMENDED -> 4 * MIXED;
                default -> MIXED;
            };
            networks *= 1 + settings.teachers() / 3.0;
            double round = 2 * workload.steps(settings.stepsPerRound() * networks, settings.batch());
            return new Estimate(
                    workload.steps(settings.warmUpSteps() * networks, settings.batch()) + round,
                    round,
                    workload.steps(settings.statisticsBatches() / 3.0, settings.batch()) + workload.scoring(),
                    1);
        }
    }

    private final EvaluatorContext context;
    private final DartsSettings settings;
    private final RelaxedSpace space;
    private final Supernet supernet;
    private final DartsTraining training;
    private final Alphas alphas;
    private final EarlierSupernets earlier;
    private final Bank bank;
    private final SharedSnapshots snapshots;
    private final int newest;

    private int round = -1;
    private List<Examples> statistics = List.of();

    private Darts(EvaluatorContext context, DartsSettings settings) {
        this.context = context;
        this.settings = settings;
        this.space = relaxed(context.space());
        this.supernet = space.supernet(settings.share());
        this.training = new DartsTraining(context, settings, space, supernet);
        this.alphas = new Alphas(supernet, context.seeds().stream("darts-alphas"));
        this.earlier = new EarlierSupernets(context, settings, supernet);
        this.bank = context.engine()
                .bank(
                        context.seeds(),
                        settings.training(context.data().training().shape()).optimizer());
        requireMixing();
        String fingerprint = "%s, %s, %s, %d, %s, %s"
                .formatted(
                        context.engine().name(),
                        context.seeds(),
                        context.data().name(),
                        context.trials(),
                        context.objective().constraints(),
                        settings.fingerprint());
        this.snapshots = new SharedSnapshots(context.folder(), "darts", fingerprint);
        this.newest = snapshots.newest();
    }

    private static RelaxedSpace relaxed(SearchSpace space) {
        if (space instanceof RelaxedSpace relaxed) {
            return relaxed;
        }
        throw new InvalidInputException(
                "/space",
                "The evaluator 'darts' needs a space whose nodes sum the operations on their edges. Maybe choose 'cell' or"
                        + " 'darts-cell', or for several labels or targets of a table 'branched'.");
    }

    private void requireMixing() {
        int[] derived = training.derived(alphas);
        bank.mixed(
                        supernet,
                        Mixture.of(supernet, derived),
                        Scoring.loss(context.data().task()))
                .close();
    }

    @Override
    public int trialsPerRound() {
        return 1;
    }

    @Override
    public void learn(int number, Sampler sampler) {
        if (number < newest) {
            return; // its trial is in the history, and a later state is kept
        }
        round = number;
        statistics = Batches.some(
                context.data().training(),
                settings.statisticsBatches(),
                settings.batch(),
                context.seeds().stream("darts-statistics", number));
        Optional<SharedSnapshots.Snapshot> kept = snapshots.read(number);
        if (kept.isPresent()) {
            restore(kept.get().weights());
            return;
        }
        training.round(number, bank, alphas, earlier);
        Map<String, FloatArray> state = new TreeMap<>(bank.snapshot().byKey());
        alphas.state().forEach((name, array) -> state.put(ALPHAS + name, array));
        earlier.state().forEach((name, array) -> state.put(EARLIER + name, array));
        snapshots.write(number, new SharedSnapshots.Snapshot(new Weights(state), Optional.empty()));
    }

    private void restore(Weights kept) {
        Map<String, FloatArray> weights = new TreeMap<>(kept.byKey());
        alphas.restore(taken(weights, ALPHAS));
        earlier.restore(taken(weights, EARLIER));
        bank.restore(new Weights(weights));
    }

    /** Takes the arrays whose names begin so out of a state; gives them without that beginning. */
    static Map<String, FloatArray> taken(Map<String, FloatArray> state, String prefix) {
        Map<String, FloatArray> taken = new TreeMap<>();
        state.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                taken.put(name.substring(prefix.length()), array);
            }
        });
        state.keySet().removeIf(name -> name.startsWith(prefix));
        return taken;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return Proposal.of(space.play(training.derived(alphas)));
    }

    /** A trial tells nothing: what is proposed comes out of the weights, which learn by themselves. */
    @Override
    public void tell(Trial trial) {}

    @Override
    public List<Belief> beliefs() {
        List<Belief> beliefs = new ArrayList<>();
        double[][] probabilities = alphas.operations();
        for (int edge = 0; edge < probabilities.length; edge++) {
            beliefs.add(new Belief(
                    supernet.edges().get(edge).name(),
                    supernet.operations(),
                    Arrays.stream(probabilities[edge]).boxed().toList()));
        }
        return beliefs;
    }

    @Override
    public Outcome evaluate(Candidate candidate) {
        long start = System.nanoTime();
        int[] chosen = space.operations(candidate.play());
        Map<String, Double> metrics = Scoring.withCost(Map.of(), candidate.architecture());
        if (supernet.operations().contains(Supernet.SKIP)) {
            metrics.put(SKIPS, (double) supernet.skips(chosen));
        }
        metrics.put(ENTROPY, alphas.entropy());
        try {
            metrics.putAll(measure(candidate, chosen));
            return Scoring.outcome(context.objective(), metrics, seconds(start), null);
        } catch (TrainingFailure | EngineException failed) {
            return new Outcome.Failed(String.valueOf(failed.getMessage()), metrics, seconds(start));
        }
    }

    private Map<String, Double> measure(Candidate candidate, int[] chosen) {
        if (round < 0) {
            throw new IllegalStateException("Nothing was learned yet, or only rounds before the kept one.");
        }
        if (candidate.architecture().constant()) {
            return Prior.measure(context.data(), context.data().validation());
        }
        try (MixedNetwork network = bank.mixed(
                supernet,
                Mixture.of(supernet, chosen),
                Scoring.loss(context.data().task()))) {
            network.estimateStatistics(statistics);
            return Scoring.measure(network, context.data(), context.data().validation());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
