package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Who plays: one network for all decisions, or a team that shares them out. */
interface Policy {
    /** A decision of a walk: where, with which probabilities, and what was chosen. */
    record Step(DecisionPoint point, double[] probabilities, int choice) {}

    /** One play, decision by decision. */
    interface Player {
        /** Of the options at the decision ahead; exactly 0 for illegal ones. */
        double[] probabilities(DecisionPoint point);

        /** Hears what was chosen there. */
        void hear(DecisionPoint point, int choice);
    }

    /** A player at the beginning of a play, who lives inside {@link Torch#infer}. */
    Player begin();

    /** Begins to learn whatever these plays contain for the first time. */
    void register(List<Episode> episodes);

    /** Plays to the end; {@code chooser} picks among the probabilities of each decision. */
    default List<Step> walk(SearchSpace space, ToIntFunction<double[]> chooser) {
        return Torch.infer(() -> {
            List<Step> steps = new ArrayList<>();
            Player player = begin();
            Decisions play = Decisions.none();
            for (Optional<DecisionPoint> next = space.next(play); next.isPresent(); next = space.next(play)) {
                DecisionPoint point = next.get();
                double[] probabilities = player.probabilities(point);
                int choice = chooser.applyAsInt(probabilities);
                player.hear(point, choice);
                steps.add(new Step(point, probabilities, choice));
                play = play.then(choice);
            }
            return steps;
        });
    }
}
