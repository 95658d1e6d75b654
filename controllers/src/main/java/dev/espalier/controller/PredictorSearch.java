package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Predictor-guided search (BANANAS, White 2019; WeakNAS, Wu 2021). After every round a model is fitted to what was told;
 * candidates, which are random plays and the neighbours of the best ones, are ranked by its prediction, and the proposals
 * of the next round are the first of that ranking that nobody has proposed.
 *
 * <p>What the model learns is not the reward but {@code -log} of the share of trials that are better: differences among
 * the best weigh most, and how broken a broken network is does not matter.
 */
final class PredictorSearch implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "predictor",
            "Fits a model to all trials and proposes the candidates of which it predicts most.",
            List.of(
                    Setting.choice(
                            "model",
                            "kernel",
                            List.of("kernel", "trees"),
                            "Regression on the decisions that two plays share, or an ensemble of regression trees."),
                    Setting.integer("starts", 10, 1, 10_000, "Random trials before the first prediction."),
                    Setting.integer("round", 10, 1, 10_000, "Trials between two fits."),
                    Setting.integer("parents", 3, 0, 1000, "Best trials whose neighbours are candidates."),
                    Setting.integer("pool", 200, 1, 100_000, "Random candidates in each round."),
                    Setting.integer("memory", 500, 1, 10_000, "Best trials to which the model is fitted.")),
            settings -> context -> new PredictorSearch(context.space(), context.seeds(), settings));

    /** Candidates that are kept of a round. */
    private static final int RANKED = 100;

    private final SearchSpace space;
    private final Seeds seeds;
    private final Settings settings;
    private final Neighborhood neighborhood;
    private final PlayRows features = new PlayRows();
    private final RunningReward rewards = new RunningReward();
    private final List<Result> results = new ArrayList<>(); // the best first
    private final Set<Decisions> known = new HashSet<>(); // looked up, never iterated
    private List<Decisions> ranking = List.of();
    private int told;

    private record Result(Decisions play, double reward) {}

    private record Candidate(Decisions play, double prediction) {}

    private PredictorSearch(SearchSpace space, Seeds seeds, Settings settings) {
        this.space = space;
        this.seeds = seeds;
        this.settings = settings;
        this.neighborhood = new Neighborhood(space);
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        List<Decisions> busy = pending.stream().map(Proposal::decisions).toList();
        return Proposal.of(ranking.stream()
                .filter(play -> !known.contains(play) && !busy.contains(play))
                .findFirst()
                .orElseGet(() -> space.complete(Decisions.none(), random)));
    }

    @Override
    public void tell(Trial trial) {
        Decisions play = trial.proposal().decisions();
        double reward = rewards.tell(trial.outcome());
        if (known.add(play)) {
            features.register(space.points(play));
            results.add(new Result(play, reward));
        }
        int since = ++told - settings.integer("starts");
        if (since >= 0 && since % settings.integer("round") == 0) {
            rank(trial.number());
        }
    }

    private void rank(int number) {
        results.sort(Comparator.comparingDouble(Result::reward).reversed()); // equal ones stay in order
        ToDoubleFunction<int[]> model = fit(seeds.stream("model", number));
        ranking = pool(seeds.stream("pool", number)).stream()
                .map(play -> new Candidate(play, model.applyAsDouble(row(play))))
                .sorted(Comparator.comparingDouble(Candidate::prediction).reversed())
                .limit(RANKED)
                .map(Candidate::play)
                .toList();
    }

    private ToDoubleFunction<int[]> fit(RandomGenerator random) {
        int size = Math.min(results.size(), settings.integer("memory"));
        int[][] rows = new int[size][];
        double[] targets = new double[size];
        for (int i = 0; i < size; i++) {
            rows[i] = row(results.get(i).play());
            targets[i] = -Math.log((i + 0.5) / results.size());
        }
        return settings.text("model").equals("kernel")
                ? KernelRegression.fit(rows, targets)
                : Forest.fit(rows, targets, random);
    }

    private int[] row(Decisions play) {
        return features.row(space.points(play), play);
    }

    /** Plays that were not told, in an order that does not depend on the JVM. */
    private Set<Decisions> pool(RandomGenerator random) {
        Set<Decisions> pool = new LinkedHashSet<>();
        int parents = Math.min(settings.integer("parents"), results.size());
        results.subList(0, parents).forEach(parent -> pool.addAll(neighborhood.all(parent.play())));
        for (int i = 0; i < settings.integer("pool"); i++) {
            pool.add(space.complete(Decisions.none(), random));
        }
        pool.removeIf(known::contains);
        return pool;
    }
}
