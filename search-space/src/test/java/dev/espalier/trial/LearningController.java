package dev.espalier.trial;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A small controller that learns: it prefers options by the mean score of the trials that chose them, plus noise, and
 * notes what it knew when it proposed, so that a difference in what it was told shows in every later proposal.
 */
class LearningController implements Controller {
    private final SearchSpace space;
    private final Map<String, double[]> sums = new TreeMap<>();
    private final List<Integer> told = new ArrayList<>();

    LearningController(SearchSpace space) {
        this.space = space;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Decisions play = Decisions.none();
        for (Optional<DecisionPoint> point = space.next(play); point.isPresent(); point = space.next(play)) {
            play = play.then(choose(point.get(), random));
        }
        double seen =
                pending.stream().mapToDouble(p -> p.decisions().hashCode()).sum();
        List<Double> knew = List.of((double) told.size(), (double) pending.size(), seen);
        return new Proposal(play, told.isEmpty() ? null : told.get(told.size() - 1), Map.of("knew", knew));
    }

    private int choose(DecisionPoint point, RandomGenerator random) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int option : point.legalOptions()) {
            double[] sum = sums.getOrDefault(point.name() + option, new double[2]);
            double value = (sum[1] == 0 ? 0.5 : sum[0] / sum[1]) + 0.3 * random.nextDouble();
            if (value > highest) {
                best = option;
                highest = value;
            }
        }
        return best;
    }

    @Override
    public void tell(Trial trial) {
        told.add(trial.number());
        double score = trial.outcome() instanceof Outcome.Scored scored ? scored.score() : 0;
        if (space.isPlay(trial.proposal().decisions())) {
            List<DecisionPoint> points = space.points(trial.proposal().decisions());
            for (int i = 0; i < points.size(); i++) {
                String key = points.get(i).name() + trial.proposal().decisions().choice(i);
                double[] sum = sums.computeIfAbsent(key, unseen -> new double[2]);
                sum[0] += score;
                sum[1]++;
            }
        }
    }
}
