package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A finite game of decisions. Immutable: the same prefix always leads to the same decision point, and the same play to
 * an equal architecture.
 */
public interface SearchSpace {
    /** The decision that follows {@code prefix}, or nothing where the play is complete. */
    Optional<DecisionPoint> next(Decisions prefix);

    /** The architecture of a complete play. */
    Architecture decode(Decisions play);

    /**
     * The networks at which the network of a complete play can be left early, from the cheapest to itself: each computes
     * a first part of it and answers with a head of its own. Itself alone where the space knows no such exits.
     */
    default List<Architecture> exits(Decisions play) {
        return List.of(decode(play));
    }

    /** The play that decodes to this architecture, where the space can tell. */
    default Optional<Decisions> encode(Architecture architecture) {
        return Optional.empty();
    }

    /** All decision points in order, where neither they nor their legal options depend on the play. */
    default Optional<List<DecisionPoint>> fixedDecisions() {
        return Optional.empty();
    }

    /** The exact number of complete plays. */
    BigInteger size();

    /** Completes a play by uniform choices among the legal options. */
    default Decisions complete(Decisions prefix, RandomGenerator random) {
        Decisions play = prefix;
        for (Optional<DecisionPoint> point = next(play); point.isPresent(); point = next(play)) {
            int[] legal = point.get().legalOptions();
            play = play.then(legal[random.nextInt(legal.length)]);
        }
        return play;
    }

    /**
     * The decision points that a complete play went through.
     *
     * @throws InvalidInputException with a pointer to the first illegal, missing or superfluous choice
     */
    default List<DecisionPoint> points(Decisions play) {
        return Plays.points(this, play);
    }

    /** Whether this is a complete play of legal choices. */
    default boolean isPlay(Decisions play) {
        try {
            points(play);
            return true;
        } catch (InvalidInputException refused) {
            return false;
        }
    }
}
