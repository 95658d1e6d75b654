package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The utilities of one critic: a number for each option of each decision point, by the point's name. The value of a play
 * is their mean (Ireland and Montana 2024, equation 1). With dueling heads (Wang 2016, equation 9) a utility is the value
 * of its decision plus the option's advantage over the mean of the legal ones.
 */
final class Utilities {
    private final Seeds seeds;
    private final boolean dueling;
    private final Map<String, double[]> tables = new HashMap<>(); // looked up, never iterated

    Utilities(Seeds seeds, boolean dueling) {
        this.seeds = seeds;
        this.dueling = dueling;
    }

    /** Advantages by option, then the decision's value; changes are kept. */
    double[] learned(DecisionPoint point) {
        return tables.computeIfAbsent(point.name(), unused -> start(point));
    }

    private double[] table(DecisionPoint point) {
        double[] table = tables.get(point.name());
        return table == null ? start(point) : table;
    }

    /** Small and different in every critic, or an ensemble would be of one mind. */
    private double[] start(DecisionPoint point) {
        RandomGenerator random = seeds.stream(point.name());
        double[] table = new double[point.options().size() + 1];
        for (int option = 0; option < table.length - 1; option++) {
            table[option] = 0.1 * random.nextGaussian();
        }
        return table;
    }

    double of(DecisionPoint point, int option) {
        double[] table = table(point);
        if (!dueling) {
            return table[option];
        }
        int[] legal = point.legalOptions();
        double mean = 0;
        for (int each : legal) {
            mean += table[each] / legal.length;
        }
        return table[table.length - 1] + table[option] - mean;
    }

    /** Adds {@code slope} times the gradient of the utility by what is learned. */
    void addGradient(DecisionPoint point, int option, double slope, double[] gradient) {
        gradient[option] += slope;
        if (dueling) {
            int[] legal = point.legalOptions();
            for (int each : legal) {
                gradient[each] -= slope / legal.length;
            }
            gradient[gradient.length - 1] += slope;
        }
    }

    /** Moves a part of the way to another critic's numbers: a soft target. */
    void approach(Utilities other, List<DecisionPoint> points, double part) {
        for (DecisionPoint point : points) {
            double[] mine = learned(point);
            double[] its = other.learned(point);
            for (int i = 0; i < mine.length; i++) {
                mine[i] += part * (its[i] - mine[i]);
            }
        }
    }

    /** The mean of an ensemble's utilities of one option. */
    static double mean(List<Utilities> ensemble, DecisionPoint point, int option) {
        return ensemble.stream()
                .mapToDouble(member -> member.of(point, option))
                .average()
                .orElseThrow();
    }

    /** The legal option of greatest mean utility. */
    static int best(List<Utilities> ensemble, DecisionPoint point) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int option : point.legalOptions()) {
            double utility = mean(ensemble, point, option);
            if (utility > most) {
                best = option;
                most = utility;
            }
        }
        return best;
    }

    /** The play of the best options. */
    static Decisions greedy(List<Utilities> ensemble, SearchSpace space) {
        Decisions play = Decisions.none();
        for (Optional<DecisionPoint> next = space.next(play); next.isPresent(); next = space.next(play)) {
            play = play.then(best(ensemble, next.get()));
        }
        return play;
    }

    /** The mean over the decisions of a play of the ensemble's mean utilities. */
    static double value(List<Utilities> ensemble, List<DecisionPoint> points, Decisions play) {
        double value = 0;
        for (int i = 0; i < points.size(); i++) {
            value += mean(ensemble, points.get(i), play.choice(i)) / points.size();
        }
        return value;
    }
}
