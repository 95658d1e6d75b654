package dev.espalier.server.search;

import dev.espalier.architecture.Architecture;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a typical architecture of a space costs, from uniform draws.
 *
 * <p>The constants are those of one thread with LibTorch, measured on the networks of FACTS.md: 0.5 ms an image for the
 * cell with stem 8 on 28x28, 1.5 ms for the larger network on 32x32. They are right to a factor of about two.
 *
 * @param macs multiply-accumulates of one example
 * @param activations numbers of one example
 * @param largest activations of the largest of the draws
 * @param parameters of the largest of the draws
 */
record Workload(double macs, double activations, double vertices, long largest, long parameters) {
    private static final int DRAWS = 40;
    private static final double MACS_PER_SECOND = 35e9;
    private static final double SECONDS_PER_ACTIVATION = 0.8e-9;
    private static final double SECONDS_PER_VERTEX = 60e-6;
    /** Forward costs a third of a training step. */
    private static final double FORWARD = 1.0 / 3;

    static Workload of(SearchSpace space) {
        List<Architecture> drawn = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.add(space.decode(space.complete(Decisions.none(), new Seeds(0).stream("estimate", i))));
        }
        return new Workload(
                drawn.stream().mapToLong(one -> one.cost().macs()).average().orElseThrow(),
                drawn.stream()
                        .mapToLong(one -> one.cost().activations())
                        .average()
                        .orElseThrow(),
                drawn.stream().mapToInt(one -> one.vertices().size()).average().orElseThrow(),
                drawn.stream().mapToLong(one -> one.cost().activations()).max().orElseThrow(),
                drawn.stream().mapToLong(one -> one.cost().parameters()).max().orElseThrow());
    }

    /** Seconds of training on that many examples, in batches. */
    double training(double examples, int batch) {
        return examples * (3 * macs / MACS_PER_SECOND + activations * SECONDS_PER_ACTIVATION)
                + examples / batch * vertices * SECONDS_PER_VERTEX;
    }

    /** Seconds of predicting that many examples. */
    double scoring(double examples) {
        return FORWARD * training(examples, 512);
    }

    /** Bytes that one thread holds while it trains or scores: values, gradients, and room to compute. */
    double bytes(int batch) {
        int examples = IntStream.of(batch, 256).max().orElseThrow();
        return 4.0 * (3.0 * examples * largest + 8.0 * parameters);
    }
}
