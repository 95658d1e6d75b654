package dev.espalier.evaluator;

import dev.espalier.data.ClassWeights;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import dev.espalier.data.Task;
import java.util.Map;

/**
 * What can be said without looking at an example: the shares of the classes or labels (Laplace's rule), weighted as in training, or the mean of
 * each target over the training part. The score of networks without a path from input to output.
 */
final class Prior {
    private Prior() {}

    static Map<String, Double> measure(PreparedData data, Examples part) {
        float[] prior = outputs(data.task(), data.training());
        float[] outputs = new float[part.size() * prior.length];
        for (int row = 0; row < part.size(); row++) {
            System.arraycopy(prior, 0, outputs, row * prior.length, prior.length);
        }
        return Measures.of(data.preprocessing().targets(), part, outputs);
    }

    /** Raw outputs, one a unit. */
    static float[] outputs(Task task, Examples training) {
        double[] sums = new double[training.units()];
        for (int i = 0; i < training.targets().length; i++) {
            sums[i % sums.length] += training.targets()[i];
        }
        ClassWeights weights = training.weights();
        float[] outputs = new float[sums.length];
        for (int unit = 0; unit < outputs.length; unit++) {
            double yes =
                    (sums[unit] + 1) * (weights == null ? 1 : weights.present().get(unit));
            double no = (training.size() - sums[unit] + 1)
                    * (weights == null ? 1 : weights.absent().get(unit));
            outputs[unit] = (float)
                    switch (task.type()) {
                        case CLASSIFICATION -> Math.log(yes);
                        case MULTI_LABEL -> Math.log(yes / no);
                        case REGRESSION -> sums[unit] / training.size();
                    };
        }
        return outputs;
    }
}
