package dev.espalier.controller;

import dev.espalier.tensor.Adam;
import dev.espalier.tensor.Mlp;
import dev.espalier.tensor.Optimizer;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random network distillation (Burda 2018, section 2.2): a network learns what a fixed random one makes of plays, and
 * where it errs a play is new. A play is read as the sum of fixed random vectors, one for every option at the point of a
 * name, so that plays through different decisions can be compared.
 */
final class RandomDistillation {
    private static final int WIDTH = 64;
    private static final int OUTPUTS = 32;
    private static final int STEPS = 10;

    private final Seeds seeds;
    private final Mlp target;
    private final Parameters parameters = new Parameters();
    private final Mlp predictor;
    private final Optimizer optimizer;
    private final Map<Long, float[]> vectors = new HashMap<>(); // a cache: looked up, never iterated

    RandomDistillation(Seeds seeds) {
        this.seeds = seeds;
        this.target = Torch.compute(
                () -> Mlp.create(new Parameters(), "target", Randomness.of(seeds.of("target")), WIDTH, WIDTH, OUTPUTS));
        this.predictor = Torch.compute(() -> Mlp.create(
                parameters, "predictor", Randomness.of(seeds.of("predictor")), WIDTH, WIDTH, WIDTH, OUTPUTS));
        this.optimizer = new Adam(parameters, 0.001, 1e-8);
    }

    /** Of each play, above 0. */
    float[] errors(List<Episode> episodes) {
        return Torch.infer(() -> errors(codes(episodes)).toArray());
    }

    /** Makes these plays less new. */
    void learn(List<Episode> episodes) {
        for (int step = 0; step < STEPS; step++) {
            Torch.run(() ->
                    optimizer.step(parameters.gradient(errors(codes(episodes)).mean())));
        }
    }

    private Tensor errors(Tensor codes) {
        return predictor
                .apply(codes)
                .minus(target.apply(codes).detached())
                .square()
                .sumLast();
    }

    private Tensor codes(List<Episode> episodes) {
        float[] codes = new float[episodes.size() * WIDTH];
        for (int play = 0; play < episodes.size(); play++) {
            long[] features = PlayFeatures.of(
                    episodes.get(play).points(), episodes.get(play).play());
            for (long feature : features) {
                float[] vector = vectors.computeIfAbsent(feature, this::vector);
                for (int i = 0; i < WIDTH; i++) {
                    codes[play * WIDTH + i] += (float) (vector[i] / Math.sqrt(features.length));
                }
            }
        }
        return Tensor.of(codes, episodes.size(), WIDTH);
    }

    private float[] vector(long feature) {
        RandomGenerator random = seeds.stream("feature", feature);
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
