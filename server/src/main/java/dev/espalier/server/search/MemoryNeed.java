package dev.espalier.server.search;

import dev.espalier.catalog.InvalidInputException;

/**
 * Bytes that the process of a search takes at its peak. The factors are the greatest that were measured of images
 * (docs/performance.md), so that what is accepted is not ended later for its memory. Where a GPU computes it holds
 * activations and parameters, and the process holds the code of CUDA instead.
 *
 * @param process before it computes anything
 * @param data examples of the search, and once more those of the final training
 * @param thread values, gradients and parameters of what one thread trains and scores
 */
record MemoryNeed(long process, long data, long thread, int threads) {
    private static final long MEGABYTE = 1L << 20;
    /** LibTorch and its code, the virtual machine and what a search keeps in Java. */
    private static final long PROCESS = 450 * MEGABYTE;
    /** The same with CUDA; 1,600 to 2,110 MB were measured on an H200 (docs/gpu.md). */
    private static final long PROCESS_WITH_CUDA = 2200 * MEGABYTE;

    /** What a search keeps in Java beside its data. */
    private static final long JAVA = 100 * MEGABYTE;

    private static final Factors TORCH = new Factors(1.6, 1.2);
    private static final Factors DL4J = new Factors(3.1, 0.9);

    private static final int SCORED_AT_ONCE = 250;

    /**
     * What an engine holds of each activation.
     *
     * @param training for each example of a batch: values, gradients, and room to convolve in
     * @param scoring for each example that is scored at once
     */
    private record Factors(double training, double scoring) {}

    /**
     * Numbers that the evaluator holds at once.
     *
     * @param training of one example, in a training step
     * @param scoring of one example, where it is scored
     * @param parameters of no example: weights, what they are made of, and what the optimiser keeps of them
     */
    record Held(long training, long scoring, long parameters) {}

    static MemoryNeed of(SearchSpecification specification, DataFacts facts, Held held, int batch) {
        if (specification.device().namesGpu()) {
            return onGpu(facts);
        }
        Factors factors = specification.engine().equals("dl4j") ? DL4J : TORCH;
        double activations = Math.max(
                held.training() * factors.training() * Math.min(batch, facts.trainingRows()),
                held.scoring() * factors.scoring() * SCORED_AT_ONCE);
        return new MemoryNeed(
                PROCESS,
                data(facts),
                (long) (Float.BYTES * (activations + held.parameters())),
                Math.min(
                        specification.evaluator().threads(),
                        specification.evaluator().inFlight()));
    }

    static MemoryNeed onGpu(DataFacts facts) {
        return new MemoryNeed(PROCESS_WITH_CUDA, data(facts), 0, 0);
    }

    private static long data(DataFacts facts) {
        long rows = facts.trainingRows() + facts.validationRows();
        return 2
                * Float.BYTES
                * rows
                * (facts.ports().input().size() + facts.ports().units());
    }

    long bytes() {
        return process + data + threads * thread;
    }

    /**
     * @param heap bytes of the limit that Java may have, which holds the data
     * @throws InvalidInputException where it is more than that, at the place that most helps to change
     */
    void requireAtMost(long limit, long heap) {
        if (data + JAVA > heap) {
            throw new InvalidInputException(
                    "/dataset",
                    "The data would need about %,d MB of Java's memory; a search's process has %,d MB of it. Maybe a smaller share of the data."
                            .formatted((data + JAVA) / MEGABYTE, heap / MEGABYTE));
        }
        if (bytes() <= limit) {
            return;
        }
        long fitting = thread == 0 ? 0 : (limit - process - data) / thread;
        String place =
                fitting >= 1 ? "/evaluator/threads" : limit < process + data ? placeOutsideThreads(limit) : "/space";
        throw new InvalidInputException(
                place,
                "The search would need about %,d MB (%,d for its process and data, %,d for each of %d threads); its process may have %,d MB. Maybe %s."
                        .formatted(
                                bytes() / MEGABYTE,
                                (process + data) / MEGABYTE,
                                thread / MEGABYTE,
                                threads,
                                limit / MEGABYTE,
                                advice(place, fitting)));
    }

    private String placeOutsideThreads(long limit) {
        return limit > process ? "/dataset" : process == PROCESS_WITH_CUDA ? "/device" : "";
    }

    private static String advice(String place, long fitting) {
        return switch (place) {
            case "/evaluator/threads" -> "at most %d threads".formatted(fitting);
            case "/dataset" -> "a smaller share of the data";
            case "/device" -> "device cpu, whose process needs less";
            case "" -> "a machine with more memory";
            default -> "a smaller batch or a smaller network";
        };
    }
}
