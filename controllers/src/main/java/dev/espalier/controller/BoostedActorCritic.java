package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Gradient-boosted actor-critic (GBRL, Fuhrer 2024, algorithm 1): PPO whose logits and value are sums over one
 * {@link BoostedTrees}. Each epoch adds a tree fitted to the gradients of the batch's steps by logits and value; it is
 * plain A2C with one epoch.
 */
final class BoostedActorCritic implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "gbrl",
            "Actor-critic whose policy and value are boosted regression trees instead of a network (Fuhrer 2024).",
            List.of(
                    Setting.integer("batch", 3, 1, 10_000, "Trials in one update."),
                    Setting.integer("epochs", 1, 1, 1000, "Trees that are fitted to each batch."),
                    Setting.real("policyRate", 1, 1e-6, 1e3, "What a tree's gradient by the logits is multiplied by."),
                    Setting.real("valueRate", 0.3, 1e-6, 1, "What a tree's error of the value is multiplied by."),
                    Setting.integer("depth", 4, 1, 20, "Of a tree."),
                    Setting.integer("trees", 200, 4, 100_000, "Above so many the ensemble is distilled to a quarter."),
                    Setting.real("clip", 0.2, 1e-6, 1e6, "How far a probability's ratio may move in one update."),
                    Setting.real("lambda", 0.95, 0, 1, "Of the generalised advantage: 1 trusts rewards, 0 values."),
                    Setting.real("entropyWeight", 0.01, 0, 10, "What staying undecided is worth.")),
            settings -> context -> new BoostedActorCritic(context, settings));

    private final ControllerContext context;
    private final Settings settings;
    private final BoostedTrees trees;
    private final RunningReward rewards = new RunningReward();
    private final List<Trial> waiting = new ArrayList<>();
    private final List<Double> results = new ArrayList<>();

    private BoostedActorCritic(ControllerContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        this.trees = new BoostedTrees(new BoostedTrees.Form(
                settings.integer("depth"),
                settings.integer("trees"),
                settings.real("policyRate"),
                settings.real("valueRate")));
    }

    /** A decision that was taken, what the policy thought of it then, and what became of it. */
    private record Step(
            int[] row, DecisionPoint point, int choice, double probability, double advantage, double target) {}

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return Walk.through(
                        context.space(), this::probabilities, probabilities -> Categorical.draw(probabilities, random))
                .proposal();
    }

    private double[] probabilities(DecisionPoint point, Decisions before) {
        int[] row = trees.row(context.space(), before);
        return Categorical.softmax(trees.logits(row, point), point.legal());
    }

    @Override
    public void tell(Trial trial) {
        waiting.add(trial);
        results.add(rewards.tell(trial.outcome()));
        if (waiting.size() == settings.integer("batch")) {
            improve(trial.number());
            waiting.clear();
            results.clear();
        }
    }

    private void improve(int number) {
        List<Step> steps = steps(episodes());
        int[][] rows = steps.stream().map(Step::row).toArray(int[][]::new);
        for (int epoch = 0; epoch < settings.integer("epochs"); epoch++) {
            double[][] gradients = steps.stream().map(this::gradient).toArray(double[][]::new);
            trees.add(rows, gradients, context.seeds().stream("tree", number, epoch));
        }
        trees.remember(rows);
        trees.bound(context.seeds().stream("distil", number));
    }

    private List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Decisions play = waiting.get(i).proposal().decisions();
            List<DecisionPoint> points = context.space().points(play);
            trees.register(points);
            episodes.add(new Episode(play, points, rewards.standardized(results.get(i))));
        }
        return episodes;
    }

    private List<Step> steps(List<Episode> episodes) {
        List<int[]> rows = episodes.stream()
                .flatMap(episode -> IntStream.range(0, episode.length())
                        .mapToObj(step ->
                                trees.row(episode.points(), episode.play().prefix(step))))
                .toList();
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) trees.value(rows.get(i));
        }
        float[] raw = ActorCritic.advantages(episodes, values, settings.real("lambda"));
        float[] advantages = ActorCritic.normalized(raw);
        float[] targets = ActorCritic.targets(raw, values);
        List<Step> steps = new ArrayList<>();
        for (Episode episode : episodes) {
            for (int i = 0; i < episode.length(); i++) {
                int at = steps.size();
                DecisionPoint point = episode.points().get(i);
                int choice = episode.play().choice(i);
                double probability = Categorical.softmax(trees.logits(rows.get(at), point), point.legal())[choice];
                steps.add(new Step(rows.get(at), point, choice, probability, advantages[at], targets[at]));
            }
        }
        return steps;
    }

    /** Uphill: of PPO's clipped gain plus weighted entropy by the logits, and of half the squared error by the value. */
    private double[] gradient(Step step) {
        double[] now = Categorical.softmax(
                trees.logits(step.row(), step.point()), step.point().legal());
        double ratio = now[step.choice()] / step.probability();
        boolean clipped = step.advantage() > 0 ? ratio > 1 + settings.real("clip") : ratio < 1 - settings.real("clip");
        double gain = clipped ? 0 : ratio * step.advantage();
        double entropy = Categorical.entropy(now);
        double[] logits = new double[now.length];
        for (int option = 0; option < now.length; option++) {
            double p = now[option];
            logits[option] = gain * ((option == step.choice() ? 1 : 0) - p)
                    - (p > 0 ? settings.real("entropyWeight") * p * (Math.log(p) + entropy) : 0);
        }
        return trees.gradient(step.point(), logits, step.target() - trees.value(step.row()));
    }

    @Override
    public List<Belief> beliefs() {
        return Walk.through(context.space(), this::probabilities, Categorical::likeliest)
                .beliefs();
    }
}
