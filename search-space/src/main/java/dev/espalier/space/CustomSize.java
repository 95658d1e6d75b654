package dev.espalier.space;

import dev.espalier.catalog.InvalidInputException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the plays of decisions that are asked depending on earlier ones. */
final class CustomSize {
    /** Different beginnings that later conditions tell apart; beyond it nobody could say how the space hangs together. */
    private static final int MAX_BEGINNINGS = 20_000;

    private final List<CustomDecision> decisions;

    CustomSize(List<CustomDecision> decisions) {
        this.decisions = decisions;
    }

    /** Goes through the decisions and keeps, for every way in which later ones can tell beginnings apart, their number. */
    BigInteger plays() {
        Map<List<Integer>, BigInteger> beginnings = new LinkedHashMap<>();
        beginnings.put(List.of(), BigInteger.ONE);
        for (int i = 0; i < decisions.size(); i++) {
            beginnings = answered(i, beginnings);
        }
        return beginnings.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private Map<List<Integer>, BigInteger> answered(int index, Map<List<Integer>, BigInteger> beginnings) {
        CustomDecision decision = decisions.get(index);
        Map<List<Integer>, BigInteger> longer = new LinkedHashMap<>();
        beginnings.forEach((answers, count) -> {
            boolean asked =
                    decision.asked(answers.stream().mapToInt(Integer::intValue).toArray());
            for (int option = 0; option < (asked ? decision.options().size() : 1); option++) {
                List<Integer> more = new ArrayList<>(answers);
                more.add(option);
                longer.merge(remembered(more), count, BigInteger::add);
            }
            if (longer.size() > MAX_BEGINNINGS) {
                throw new InvalidInputException(
                        "/decisions/" + index,
                        "The conditions of later decisions tell more than %d beginnings apart."
                                .formatted(MAX_BEGINNINGS));
            }
        });
        return longer;
    }

    /** The answers, those that no later condition asks for forgotten. */
    private List<Integer> remembered(List<Integer> answers) {
        List<Integer> remembered = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            remembered.add(needed(i, answers.size()) ? answers.get(i) : 0);
        }
        return List.copyOf(remembered);
    }

    private boolean needed(int decision, int from) {
        return decisions.subList(from, decisions.size()).stream()
                .map(CustomDecision::when)
                .anyMatch(when -> when != null && when.decision() == decision);
    }
}
