package dev.espalier.benchmark;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.DeviceChoice;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Precision;
import dev.espalier.network.Step;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.tensor.Device;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Images a second of a round with shared weights on the CPU and on a GPU: steps on random architectures of the space
 * {@code cell}, then scores of others. Not part of the tests (its name does not end in Test): docs/gpu.md has the command
 * and the figures.
 */
class GpuBenchmark {
    private static final Shape.Image IMAGE = new Shape.Image(3, 32, 32);
    private static final int SCORED = 1000;
    private static final double SECONDS = 2;

    @Test
    void roundsOnTheCpuAndOnTheGpu() {
        Assumptions.assumeTrue(Device.gpus() > 0, "There is no GPU here, or this is not a build for GPUs (-Pcuda).");
        DeviceChoice device = new DeviceChoice("auto");
        TorchEngine single = TorchEngine.on(device, Precision.SINGLE);
        TorchEngine mixed = TorchEngine.on(device, Precision.MIXED);
        System.out.println("Images/s: training by batches, scoring of 1,000 examples by one and by four threads");
        for (int width : new int[] {16, 64, 128}) {
            for (int batch : new int[] {64, 512}) {
                print("GPU, single precision", single, width, batch);
                print("GPU, mixed precision", mixed, width, batch);
            }
            print("CPU", new TorchEngine(), width, 64);
        }
    }

    private static void print(String what, TorchEngine engine, int width, int batch) {
        System.out.printf("stem %d, batch %d, %s: %s%n", width, batch, what, round(engine, width, batch));
    }

    private static String round(TorchEngine engine, int width, int batch) {
        SearchSpace space =
                SearchSpaces.catalog().make("cell", Map.of("stemWidth", width)).fit(Ports.of(IMAGE, 10));
        Examples part = images(SCORED);
        try (Bank bank = engine.bank(new Seeds(1), new Optimizer.Adam(1e-4))) {
            double training = batch * perSecond(step -> train(bank, space, part, batch, step));
            double scoring = part.size() * perSecond(number -> score(bank, space, part, number));
            double four = 4
                    * part.size()
                    * perSecond(number -> together(4, each -> {
                        score(bank, space, part, 4 * number + each);
                    }));
            return "%,8.0f  %,8.0f  %,8.0f".formatted(training, scoring, four);
        }
    }

    private static void train(Bank bank, SearchSpace space, Examples part, int batch, int step) {
        RandomGenerator random = new Seeds(2).stream("step", step);
        Examples rows = part.rows(random.ints(batch, 0, part.size()).toArray());
        try (Network network =
                bank.network(space.decode(space.complete(Decisions.none(), random)), Loss.CROSS_ENTROPY)) {
            network.train(rows, new Step(1e-3, 5, step));
        }
    }

    private static void score(Bank bank, SearchSpace space, Examples part, int number) {
        RandomGenerator random = new Seeds(3).stream("candidate", number);
        try (Network network =
                bank.network(space.decode(space.complete(Decisions.none(), random)), Loss.CROSS_ENTROPY)) {
            network.outputs(part);
        }
    }

    private static void together(int threads, IntConsumer work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, threads).forEach(i -> all.add(pool.submit(() -> work.accept(i))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            pool.shutdown();
        }
    }

    /** Calls in a second, after as long a time in which kernels are chosen and weights made. */
    private static double perSecond(IntConsumer work) {
        callsPerSecond(0, work);
        return callsPerSecond(1000, work);
    }

    private static double callsPerSecond(int first, IntConsumer work) {
        long start = System.nanoTime();
        int calls = 0;
        double seconds;
        do {
            work.accept(first + calls++);
            seconds = (System.nanoTime() - start) * 1e-9;
        } while (seconds < SECONDS);
        return calls / seconds;
    }

    private static Examples images(int count) {
        RandomGenerator random = new Seeds(1).stream("images");
        float[] features = new float[(int) (count * IMAGE.size())];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[count * 10];
        for (int i = 0; i < count; i++) {
            targets[i * 10 + random.nextInt(10)] = 1;
        }
        return new Examples(IMAGE, features, 10, targets);
    }
}
