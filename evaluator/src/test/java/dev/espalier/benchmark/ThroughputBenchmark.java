package dev.espalier.benchmark;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Step;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.RawTorch;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Seeds;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Not part of the tests (its name does not end in Test): docs/performance.md has the command and the figures. */
public class ThroughputBenchmark {
    public static final int BATCH = 64;
    private static final int STEPS = 3;
    private static final Shape.Image IMAGE = new Shape.Image(3, 32, 32);

    /** Stem 16, three cells conv3x3, skip, conv1x1, pool, conv3x3, skip; no down-sampling, global pooling. */
    public static Architecture network() {
        return SearchSpaces.catalog()
                .make("cell", Map.of("stemWidth", 16, "cellsPerStage", 3, "stages", 1))
                .fit(Ports.of(IMAGE, 10))
                .decode(Decisions.of(3, 1, 2, 4, 3, 1));
    }

    public static Examples batch() {
        RandomGenerator random = new Seeds(1).stream("benchmark");
        float[] features = new float[(int) (BATCH * IMAGE.size())];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[BATCH * 10];
        for (int i = 0; i < BATCH; i++) {
            targets[i * 10 + random.nextInt(10)] = 1;
        }
        return new Examples(IMAGE, features, 10, targets);
    }

    /** That many steps of an engine. */
    public static Runnable training(Engine engine, Examples batch, int steps) {
        Bank bank = engine.bank(new Seeds(1), new Optimizer.Adam(0));
        Network network = bank.network(network(), Loss.CROSS_ENTROPY);
        return () -> {
            for (int i = 0; i < steps; i++) {
                network.train(batch, new Step(1e-3, 0, i));
            }
        };
    }

    @Test
    void trainingOfTheSameNetwork() {
        Examples batch = batch();
        RawTorch raw = new RawTorch();
        Contest contest = new Contest(7)
                .add("raw LibTorch", STEPS * BATCH, () -> {
                    for (int i = 0; i < STEPS; i++) {
                        raw.train(batch.features(), batch.targets(), BATCH);
                    }
                })
                .add("torch engine", STEPS * BATCH, training(new TorchEngine(), batch, STEPS))
                .add("dl4j engine", STEPS * BATCH, training(new Dl4jEngine(), batch, STEPS));
        contest.print("Training of the CNN, 3x32x32, batch 64, one thread", "images/s");
    }
}
