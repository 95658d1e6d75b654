package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * REINFORCE (Williams 1992) for decisions among very many options (TPGR, Chen 2018): each decision, known by its name, has
 * a {@link ChoiceTree} of its own, so that a choice among 100,000 costs 17 softmaxes of two. Rewards are standardised by
 * running statistics; the baseline, their moving average, moves after it has been used.
 */
final class TreePolicy implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "tree-policy",
            "REINFORCE with a tree of choices for each decision, for decisions among very many options.",
            List.of(
                    Setting.real("learningRate", 0.1, 1e-6, 10, "Step size of Adam."),
                    Setting.real("baselineDecay", 0.95, 0, 1, "Of the moving average subtracted from rewards.")),
            settings -> context ->
                    new TreePolicy(context.space(), settings.real("learningRate"), settings.real("baselineDecay")));

    private final SearchSpace space;
    private final double learningRate;
    private final double decay;
    private final RunningReward rewards = new RunningReward();
    private final Map<String, ChoiceTree> trees = new HashMap<>(); // by decision; looked up, never iterated
    private double baseline;

    private TreePolicy(SearchSpace space, double learningRate, double decay) {
        this.space = space;
        this.learningRate = learningRate;
        this.decay = decay;
    }

    private ChoiceTree tree(DecisionPoint point) {
        ChoiceTree tree = trees.get(point.name());
        return tree == null ? new ChoiceTree(point.options().size(), learningRate) : tree;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        List<Double> logProbabilities = new ArrayList<>();
        Decisions play = Decisions.none();
        for (Optional<DecisionPoint> next = space.next(play); next.isPresent(); next = space.next(play)) {
            DecisionPoint point = next.get();
            List<ChoiceTree.Turn> turns = tree(point).draw(new ChoiceTree.Legal(point.legal()), random);
            logProbabilities.add(ChoiceTree.logProbability(turns));
            play = play.then(ChoiceTree.option(turns));
        }
        return new Proposal(play, null, Map.of(PolicyNotes.LOG_PROBABILITIES, logProbabilities));
    }

    @Override
    public void tell(Trial trial) {
        double told = rewards.tell(trial.outcome());
        double reward = rewards.standardized(told);
        Decisions play = trial.proposal().decisions();
        List<DecisionPoint> points = space.points(play);
        for (int i = 0; i < points.size(); i++) {
            DecisionPoint point = points.get(i);
            ChoiceTree tree = tree(point);
            tree.reinforce(tree.path(play.choice(i), new ChoiceTree.Legal(point.legal())), reward - baseline);
            trees.put(point.name(), tree);
        }
        baseline = decay * baseline + (1 - decay) * reward;
    }

    @Override
    public List<Belief> beliefs() {
        return Walk.through(
                        space,
                        (point, before) -> tree(point).probabilities(new ChoiceTree.Legal(point.legal())),
                        Categorical::likeliest)
                .beliefs();
    }
}
