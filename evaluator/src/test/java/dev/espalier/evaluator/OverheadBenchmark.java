package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.benchmark.Contest;
import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What the evaluators add to the bare training loop of the engine, for the smallest networks there are. */
class OverheadBenchmark {
    /** Eight turns of these are about the steps before the first trial of a search. */
    private static final int STEPS = 180;

    private static final TorchEngine ENGINE = new TorchEngine();

    @Test
    void sharedTrainingOfTheSmallestNetworks() {
        against("digits, 1x8x8", new DataSets(Path.of("target/no-data")).prepare("digits", 7, false));
    }

    @Test
    void sharedTrainingOfNetworksForFashion() {
        PreparedData digits = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);
        Examples small = digits.training();
        Shape.Image image = new Shape.Image(1, 28, 28);
        float[] features = new float[small.size() * 28 * 28];
        for (int i = 0; i < features.length; i++) {
            features[i] = small.features()[i % small.features().length];
        }
        Examples large = new Examples(image, features, 10, small.targets());
        PreparedData data =
                new PreparedData("large", digits.task(), large, large, digits.test(), digits.preprocessing());
        against("1x28x28", data);
    }

    private static void against(String name, PreparedData data) {
        SearchSpace space = SearchSpaces.catalog().make("cell", Map.of()).fit(data.ports());
        Path folder = Path.of("target/benchmark");
        EvaluatorContext context =
                new EvaluatorContext(space, ENGINE, data, Objective.of(Metric.ACCURACY), new Seeds(1), folder, 20);
        SharedSettings settings = new SharedSettings(dev.espalier.catalog.Settings.of(
                SharedSettings.described(new SharedSettings.Defaults(STEPS, 0, 0.01)), Map.of("warmUpSteps", STEPS)));
        SharedTraining training = new SharedTraining(context, context.seeds(), settings);
        Bank shared = ENGINE.bank(new Seeds(1), new Optimizer.Adam(1e-4));
        new Contest(7)
                .add("bare loop", STEPS, bare(context, training))
                .add(
                        "shared weights",
                        STEPS,
                        () -> training.round(0, random -> space.complete(Decisions.none(), random), shared))
                .print(
                        "Training steps of shared weights, default cell space, %s, one thread".formatted(name),
                        "steps/s");
    }

    /** The same architectures and batches, made beforehand. */
    private static Runnable bare(EvaluatorContext context, SharedTraining training) {
        Bank bank = ENGINE.bank(new Seeds(1), new Optimizer.Adam(1e-4));
        List<Network> networks = new ArrayList<>();
        List<Examples> batches = new ArrayList<>();
        Examples examples = context.data().training();
        int[][] rows = Batches.shuffled(examples.size(), 64, new Seeds(1).stream("rows"));
        for (int step = 0; step < STEPS; step++) {
            RandomGenerator random = context.seeds().stream("share", 0, step);
            random.nextDouble();
            Architecture architecture = training.uniform(random).orElseThrow().architecture();
            networks.add(bank.network(architecture, Loss.CROSS_ENTROPY));
            batches.add(examples.rows(rows[step % rows.length]));
        }
        return () -> {
            for (int step = 0; step < STEPS; step++) {
                networks.get(step).train(batches.get(step), new Step(1e-3, 5, step));
            }
        };
    }
}
