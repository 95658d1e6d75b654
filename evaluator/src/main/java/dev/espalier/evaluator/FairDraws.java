package dev.espalier.evaluator;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Plays in which every option of a decision comes equally often (FairNAS, Chu 2021, strict fairness in the draws):
 * each decision hands out all of its options in random order before any comes again, as far as the play allows them.
 */
final class FairDraws {
    private final SearchSpace space;
    private final Map<String, List<Integer>> left = new HashMap<>();

    FairDraws(SearchSpace space) {
        this.space = space;
    }

    Decisions draw(RandomGenerator random) {
        Decisions play = Decisions.none();
        for (Optional<DecisionPoint> point = space.next(play); point.isPresent(); point = space.next(play)) {
            play = play.then(option(point.get(), random));
        }
        return play;
    }

    private Integer option(DecisionPoint point, RandomGenerator random) {
        List<Integer> options = left.computeIfAbsent(point.name(), name -> new ArrayList<>());
        List<Integer> legal = options.stream().filter(point::isLegal).toList();
        if (legal.isEmpty()) {
            for (int option : point.legalOptions()) {
                options.add(option);
            }
            legal = List.copyOf(options.stream().filter(point::isLegal).toList());
        }
        Integer chosen = legal.get(random.nextInt(legal.size()));
        options.remove(chosen);
        return chosen;
    }
}
