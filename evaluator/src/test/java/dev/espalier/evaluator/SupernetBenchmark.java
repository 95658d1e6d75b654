package dev.espalier.evaluator;

import dev.espalier.architecture.Shape;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.SearchLoop;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Peak memory of a supernet above what the process held once its parameters were there, and the time of its steps; and
 * what two minutes on the digits derive. Each test for itself in a process of its own, as
 * {@code mvn test -pl evaluator -am -Dtest=SupernetBenchmark#pcDarts}; DARTS needs {@code
 * -Dorg.bytedeco.javacpp.maxphysicalbytes=0} beside it.
 */
class SupernetBenchmark {
    private static final int BATCH = 64;

    @Test
    void darts() throws IOException {
        measure("darts", 1, false);
    }

    @Test
    void pcDarts() throws IOException {
        measure("pc-darts", 4, false);
    }

    @Test
    void gdas() throws IOException {
        measure("gdas", 1, true);
    }

    @Test
    void digitsByFirstOrder() throws IOException {
        search("first-order");
    }

    @Test
    void digitsByGdas() throws IOException {
        search("gdas");
    }

    @Test
    void digitsByPcDarts() throws IOException {
        search("pc-darts");
    }

    /** Two minutes on the digits without the guard against skips, then the last derived cell trained alone. */
    private static void search(String method) throws IOException {
        PreparedData digits = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
        SearchSpace space = SearchSpaces.catalog().make("cell", Map.of()).fit(digits.ports());
        Objective objective = Objective.of(Metric.ACCURACY);
        Path folder = Files.createTempDirectory("supernet");
        int trials = Integer.getInteger("trials", 20);
        EvaluatorContext context =
                new EvaluatorContext(space, new TorchEngine(), digits, objective, new Seeds(1), folder, trials);
        Map<String, Object> settings = Map.of("method", method, "mostSkips", 6, "stepsPerRound", 40, "alphaRate", 0.01);
        Evaluator darts = Evaluators.catalog().make("darts", settings).in(context);
        List<Trial> told = new ArrayList<>();
        long start = System.nanoTime();
        SearchPlan plan = new SearchPlan(space, (Controller) darts, darts, objective, new Seeds(1), trials, 1);
        new SearchLoop(plan, (trial, architecture) -> told.add(trial), Runnable::run)
                .run(List.of(), Map.of(), () -> System.nanoTime() - start > 120_000_000_000L);
        for (Trial trial : told) {
            Map<String, Double> metrics = trial.outcome().metrics();
            System.out.printf(
                    "%s %d: %s, accuracy %.3f, skips %.0f, entropy %.3f%n",
                    method,
                    trial.number(),
                    trial.proposal().decisions(),
                    metrics.get("accuracy"),
                    metrics.get("skips"),
                    metrics.get("entropy"));
        }
        System.out.printf("%s: %.0f s%n", method, (System.nanoTime() - start) / 1e9);
        Trial last = told.get(told.size() - 1);
        Outcome alone = Evaluators.catalog()
                .make("stand-alone", Map.of())
                .in(context)
                .evaluate(new Evaluator.Candidate(
                        1,
                        last.proposal().decisions(),
                        space.decode(last.proposal().decisions()),
                        new Seeds(2)));
        System.out.printf("%s: the last alone %s%n", method, alone.metrics().get("accuracy"));
    }

    private static void measure(String name, int share, boolean sampled) throws IOException {
        Shape.Image shape = new Shape.Image(3, 32, 32);
        RelaxedSpace space = (RelaxedSpace) SearchSpaces.catalog()
                .make("darts-cell", Map.of("stemWidth", 16))
                .fit(Ports.of(shape, 10));
        Supernet supernet = space.supernet(share);
        Seeds seeds = new Seeds(1);
        Alphas alphas = new Alphas(supernet, seeds.stream("alphas"));
        float[] features = new float[BATCH * 3 * 32 * 32];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) Math.sin(i);
        }
        float[] targets = new float[BATCH * 10];
        for (int row = 0; row < BATCH; row++) {
            targets[row * 10 + row % 10] = 1;
        }
        Examples batch = new Examples(shape, features, 10, targets);
        try (Bank bank = new TorchEngine().bank(seeds, new Optimizer.Adam(0))) {
            step(bank, Relaxation.mixed(supernet, alphas), batch.rows(0, 1));
            long before = kilobytes("VmRSS");
            long start = System.nanoTime();
            for (int step = 0; step < 2; step++) {
                Relaxation relaxation = sampled
                        ? Relaxation.sampled(supernet, alphas, 1, seeds.stream("gumbel", step))
                        : Relaxation.mixed(supernet, alphas);
                step(bank, relaxation, batch);
            }
            System.out.printf(
                    "%s: %d MB above %d MB, %.2f s a pair of steps%n",
                    name, (kilobytes("VmHWM") - before) / 1024, before / 1024, (System.nanoTime() - start) / 2e9);
        }
    }

    private static void step(Bank bank, Relaxation relaxation, Examples batch) {
        try (MixedNetwork network = bank.mixed(relaxation.supernet(), relaxation.mixture(), Loss.CROSS_ENTROPY)) {
            network.slopes(batch);
            network.train(batch, new Step(1e-3, 5, 1));
        }
    }

    private static long kilobytes(String counter) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(counter + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
