package dev.espalier.network.dl4j;

import dev.espalier.network.Loss;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Our losses on raw outputs, as means; a mask holds the weights of the terms. DL4J's own clip probabilities, sum over the batch and, for the binary one, over
 * the units.
 */
final class MeanLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    private final Loss loss;

    MeanLoss(Loss loss) {
        this.loss = loss;
    }

    /** The sum over the examples of the batch, which DL4J divides by their number. */
    @Override
    public double computeScore(
            INDArray labels, INDArray raw, IActivation identity, @Nullable INDArray mask, boolean average) {
        double sum = values(labels, raw, mask).sum();
        return average ? sum / raw.size(0) : sum;
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray raw, IActivation identity, @Nullable INDArray mask) {
        return Nd4j.create(values(labels, raw, mask).gradient(), new long[] {raw.size(0), raw.size(1)}, 'c');
    }

    private Values values(INDArray labels, INDArray raw, @Nullable INDArray mask) {
        float[] weights = mask == null ? null : Dl4jGraph.copy(mask);
        return new Values(loss, Dl4jGraph.copy(raw), Dl4jGraph.copy(labels), weights, Math.toIntExact(raw.size(1)));
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray raw, IActivation identity, @Nullable INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, raw, identity, mask, average), computeGradient(labels, raw, identity, mask));
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray raw, IActivation identity, @Nullable INDArray mask) {
        throw new UnsupportedOperationException("The loss of single examples is not computed.");
    }

    @Override
    public String name() {
        return loss.name();
    }

    /** The arithmetic, in doubles. */
    private record Values(Loss loss, float[] raw, float[] targets, float @Nullable [] weights, int units) {
        double sum() {
            double sum = 0;
            for (int row = 0; row < raw.length; row += units) {
                double logSum = loss == Loss.CROSS_ENTROPY ? logSum(row) : 0;
                for (int i = row; i < row + units; i++) {
                    sum += weight(i) * term(raw[i], targets[i], logSum);
                }
            }
            return sum;
        }

        private double weight(int i) {
            return weights == null || loss == Loss.SQUARED_ERROR || loss == Loss.OUTPUT_SUM ? 1 : weights[i];
        }

        private double term(double raw, double target, double logSum) {
            return switch (loss) {
                case CROSS_ENTROPY -> target == 0 ? 0 : target * (logSum - raw);
                // log(1 + e^raw) - target * raw, without overflow
                case BINARY_CROSS_ENTROPY ->
                    (Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw))) - target * raw) / units;
                case SQUARED_ERROR -> (raw - target) * (raw - target) / units;
                case OUTPUT_SUM -> raw;
            };
        }

        float[] gradient() {
            int batch = raw.length / units;
            float[] gradient = new float[raw.length];
            for (int row = 0; row < raw.length; row += units) {
                double logSum = loss == Loss.CROSS_ENTROPY ? logSum(row) : 0;
                double whole = loss == Loss.CROSS_ENTROPY ? whole(row) : 0;
                for (int i = row; i < row + units; i++) {
                    gradient[i] = (float) (slope(i, logSum, whole) / batch);
                }
            }
            return gradient;
        }

        private double slope(int i, double logSum, double whole) {
            return switch (loss) {
                case CROSS_ENTROPY -> whole * Math.exp(raw[i] - logSum) - weight(i) * targets[i];
                case BINARY_CROSS_ENTROPY -> weight(i) * (1 / (1 + Math.exp(-raw[i])) - targets[i]) / units;
                case SQUARED_ERROR -> 2 * (raw[i] - targets[i]) / units;
                case OUTPUT_SUM -> 1;
            };
        }

        private double logSum(int row) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = row; i < row + units; i++) {
                greatest = Math.max(greatest, raw[i]);
            }
            double sum = 0;
            for (int i = row; i < row + units; i++) {
                sum += Math.exp(raw[i] - greatest);
            }
            return greatest + Math.log(sum);
        }

        /** The sum of a row's targets with their weights: 1 where there are none. */
        private double whole(int row) {
            double sum = 0;
            for (int i = row; i < row + units; i++) {
                sum += weight(i) * targets[i];
            }
            return sum;
        }
    }
}
