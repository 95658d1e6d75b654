package dev.espalier.space;

import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks plays from the outside. */
final class Plays {
    private Plays() {}

    static List<DecisionPoint> points(SearchSpace space, Decisions play) {
        List<DecisionPoint> points = new ArrayList<>();
        for (int i = 0; i <= play.size(); i++) {
            Optional<DecisionPoint> point = space.next(play.prefix(i));
            if (point.isEmpty() != (i == play.size())) {
                throw new InvalidInputException(
                        "/" + i,
                        point.map(missing -> "The play ends before the decision '%s'.".formatted(missing.name()))
                                .orElse("The play is complete after %d decisions.".formatted(points.size())));
            }
            if (point.isPresent()) {
                points.add(legal(point.get(), play.choice(i), i));
            }
        }
        return points;
    }

    private static DecisionPoint legal(DecisionPoint point, int choice, int position) {
        if (point.isLegal(choice)) {
            return point;
        }
        throw new InvalidInputException(
                "/" + position,
                "The choice %d at '%s' is not legal. Options: %s.".formatted(choice, point.name(), point.options()));
    }
}
