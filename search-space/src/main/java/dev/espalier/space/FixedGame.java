package dev.espalier.space;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A space that always asks the same questions, whatever was answered before. */
interface FixedGame extends SearchSpace {
    /** All decision points, in order. */
    List<DecisionPoint> decisions();

    @Override
    default Optional<DecisionPoint> next(Decisions prefix) {
        List<DecisionPoint> decisions = decisions();
        return prefix.size() < decisions.size() ? Optional.of(decisions.get(prefix.size())) : Optional.empty();
    }

    @Override
    default Optional<List<DecisionPoint>> fixedDecisions() {
        return Optional.of(decisions());
    }

    @Override
    default BigInteger size() {
        return decisions().stream()
                .map(point -> BigInteger.valueOf(point.legalOptions().length))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }
}
