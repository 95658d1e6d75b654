package dev.espalier.space;

import dev.espalier.catalog.InvalidInputException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts the plays of decisions that are asked depending on earlier ones. */
final class CustomSize {
    /** Different beginnings that later conditions tell apart; beyond it nobody could say how the space hangs together. */
    private static final int MAX_BEGINNINGS = 20_000;

    private final List<CustomDecision> decisions;
    /** For each decision the last one whose condition asks for it, -1 where none does. */
    private final int[] lastAsking;

    CustomSize(List<CustomDecision> decisions) {
        this.decisions = decisions;
        this.lastAsking = new int[decisions.size()];
        Arrays.fill(lastAsking, -1);
        for (int i = 0; i < lastAsking.length; i++) {
            CustomDecision.Condition when = decisions.get(i).when();
            if (when != null) {
                lastAsking[when.decision()] = i;
            }
        }
    }

    /** Goes through the decisions and keeps, for every way in which later ones can tell beginnings apart, their number. */
    BigInteger plays() {
        Map<List<Integer>, BigInteger> beginnings = new LinkedHashMap<>();
        beginnings.put(List.of(), BigInteger.ONE);
        for (int i = 0; i < lastAsking.length; i++) {
            beginnings = answered(i, beginnings);
        }
        return beginnings.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** @param beginnings by the answers to the decisions that are remembered before this one */
    private Map<List<Integer>, BigInteger> answered(int index, Map<List<Integer>, BigInteger> beginnings) {
        CustomDecision decision = decisions.get(index);
        int[] before = remembered(index);
        int[] after = remembered(index + 1);
        int[] answers = new int[lastAsking.length];
        Map<List<Integer>, BigInteger> longer = new LinkedHashMap<>();
        beginnings.forEach((known, count) -> {
            for (int i = 0; i < before.length; i++) {
                answers[before[i]] = known.get(i);
            }
            int options = decision.asked(answers) ? decision.options().size() : 1;
            boolean told = lastAsking[index] > index;
            for (int option = 0; option < (told ? options : 1); option++) {
                answers[index] = option;
                List<Integer> key = Arrays.equals(before, after) ? known : picked(answers, after);
                longer.merge(key, told ? count : count.multiply(BigInteger.valueOf(options)), BigInteger::add);
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

    private static List<Integer> picked(int[] answers, int[] positions) {
        Integer[] picked = new Integer[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = answers[positions[i]];
        }
        return List.of(picked);
    }

    /** The decisions before this one for which it or a later one asks. */
    private int[] remembered(int index) {
        return IntStream.range(0, index).filter(i -> lastAsking[i] >= index).toArray();
    }
}
