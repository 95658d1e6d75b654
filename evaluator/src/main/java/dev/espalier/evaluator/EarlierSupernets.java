package dev.espalier.evaluator;

import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Vote;
import dev.espalier.network.Weights;
import dev.espalier.space.Supernet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A supernet as it was at the end of its warm-up and of its last rounds, weights and alphas: the teachers whose vote
 * keeps its loss flat (SD-DARTS, Zhu 2023). The oldest leaves when there are more than wanted.
 */
final class EarlierSupernets {
    private static final String ALPHAS = "alphas:";

    private final EvaluatorContext context;
    private final DartsSettings settings;
    private final Supernet supernet;
    private final Deque<Teacher> teachers = new ArrayDeque<>();

    private record Teacher(Bank bank, Alphas alphas) {}

    EarlierSupernets(EvaluatorContext context, DartsSettings settings, Supernet supernet) {
        this.context = context;
        this.settings = settings;
        this.supernet = supernet;
    }

    /** Keeps a copy, where any are wanted. */
    void add(Bank bank, Alphas alphas) {
        if (settings.teachers() > 0) {
            add(bank.weights(), alphas.state());
        }
        if (teachers.size() > settings.teachers()) {
            teachers.removeFirst().bank().close();
        }
    }

    private void add(Weights weights, Map<String, FloatArray> state) {
        Bank bank = context.engine().bank(context.seeds(), new Optimizer.Sgd(0, 0));
        bank.restore(weights);
        Alphas alphas = new Alphas(supernet, context.seeds().stream("darts-alphas"));
        alphas.restore(state);
        teachers.addLast(new Teacher(bank, alphas));
    }

    /**
     * @param relaxation how each of them mixes its operations
     * @param weight of the vote beside the loss
     */
    Vote vote(Function<Alphas, Relaxation> relaxation, Loss loss, double weight) {
        return new Vote(
                teachers.stream()
                        .map(teacher -> teacher.bank()
                                .mixed(
                                        supernet,
                                        relaxation.apply(teacher.alphas()).mixture(),
                                        loss))
                        .toList(),
                weight);
    }

    /** A copy of everything. */
    Map<String, FloatArray> state() {
        Map<String, FloatArray> state = new TreeMap<>();
        int number = 0;
        for (Teacher teacher : teachers) {
            String prefix = prefix(number++);
            teacher.bank().weights().byKey().forEach((name, array) -> state.put(prefix + name, array));
            teacher.alphas().state().forEach((name, array) -> state.put(prefix + ALPHAS + name, array));
        }
        return state;
    }

    /** Puts back what {@link #state} gave. */
    void restore(Map<String, FloatArray> state) {
        teachers.forEach(teacher -> teacher.bank().close());
        teachers.clear();
        Map<String, FloatArray> left = new TreeMap<>(state);
        for (int number = 0; !left.isEmpty(); number++) {
            Map<String, FloatArray> weights = Darts.taken(left, prefix(number));
            Map<String, FloatArray> alphas = Darts.taken(weights, ALPHAS);
            add(new Weights(weights), alphas);
        }
    }

    private static String prefix(int number) {
        return number + ":";
    }
}
