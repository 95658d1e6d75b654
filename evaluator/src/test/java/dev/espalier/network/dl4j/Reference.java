package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.Examples;
import dev.espalier.network.Loss;
import dev.espalier.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** Every operation written out in doubles, loop by loop: slow, and short enough to be believed. */
final class Reference {
    private final Architecture architecture;
    private final Map<String, double[]> weights = new HashMap<>();
    private final boolean training;

    Reference(Architecture architecture, Weights weights, boolean training) {
        this.architecture = architecture;
        this.training = training;
        weights.byKey().forEach((key, array) -> {
            double[] values = new double[array.values().length];
            Arrays.setAll(values, i -> array.values()[i]);
            this.weights.put(key, values);
        });
    }

    /** The live array of a parameter, to be nudged. */
    double[] weight(String key) {
        return Objects.requireNonNull(weights.get(key));
    }

    /** Raw outputs of a batch, example after example. */
    double[] outputs(float[] features, int batch) {
        Map<String, double[]> values = new HashMap<>();
        double[] data = new double[features.length];
        Arrays.setAll(data, i -> features[i]);
        for (Vertex vertex : architecture.vertices()) {
            if (vertex.operation() instanceof Operation.Input) {
                values.put(vertex.key(), data);
            } else {
                values.put(vertex.key(), apply(vertex, values, batch));
            }
        }
        return Objects.requireNonNull(values.get(architecture.outputs().get(0)));
    }

    /** The loss of a batch, from its definition. */
    double loss(Loss loss, Examples batch) {
        double[] outputs = outputs(batch.features(), batch.size());
        int units = batch.units();
        float[] weights = weights(batch);
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            double all = 0;
            for (int i = row * units; i < (row + 1) * units; i++) {
                all += Math.exp(outputs[i]);
            }
            for (int i = row * units; i < (row + 1) * units; i++) {
                double target = batch.targets()[i];
                double share = 1 / (1 + Math.exp(-outputs[i]));
                double weight = loss == Loss.SQUARED_ERROR || loss == Loss.OUTPUT_SUM ? 1 : weights[i];
                sum += weight
                        * switch (loss) {
                            case CROSS_ENTROPY -> -target * Math.log(Math.exp(outputs[i]) / all);
                            case BINARY_CROSS_ENTROPY ->
                                -(target * Math.log(share) + (1 - target) * Math.log(1 - share)) / units;
                            case SQUARED_ERROR -> (outputs[i] - target) * (outputs[i] - target) / units;
                            case OUTPUT_SUM -> outputs[i];
                        };
            }
        }
        return sum / batch.size();
    }

    private static float[] weights(Examples batch) {
        float[] ones = new float[batch.targets().length];
        Arrays.fill(ones, 1);
        return batch.weights() == null ? ones : batch.weights().of(batch.targets());
    }

    private double[] apply(Vertex vertex, Map<String, double[]> values, int batch) {
        List<double[]> inputs = new ArrayList<>();
        vertex.inputs().forEach(key -> inputs.add(Objects.requireNonNull(values.get(key))));
        List<Shape> shapes = architecture.inputShapes(vertex);
        Shape out = architecture.shape(vertex.key());
        Operation operation = vertex.operation();
        if (operation instanceof Operation.Concatenate) {
            return concatenate(inputs, shapes, batch);
        }
        double[] x = inputs.get(0);
        Box in = Box.of(shapes.get(0));
        Box box = Box.of(out);
        if (operation instanceof Operation.Add) {
            double[] sum = new double[x.length];
            Arrays.setAll(
                    sum, i -> inputs.stream().mapToDouble(input -> input[i]).sum());
            return sum;
        }
        if (operation instanceof Operation.Convolution convolution) {
            return convolve(
                    vertex,
                    x,
                    in,
                    box,
                    batch,
                    convolution.kernel(),
                    convolution.stride(),
                    convolution.dilation(),
                    false);
        }
        if (operation instanceof Operation.DepthwiseConvolution convolution) {
            return convolve(
                    vertex,
                    x,
                    in,
                    box,
                    batch,
                    convolution.kernel(),
                    convolution.stride(),
                    convolution.dilation(),
                    true);
        }
        if (operation instanceof Operation.Pooling pooling) {
            return pool(x, in, box, batch, pooling.kernel(), pooling.kernel(), pooling.stride(), pooling.kind());
        }
        if (operation instanceof Operation.GlobalPooling pooling) {
            return pool(x, in, box, batch, -1, -1, 1, pooling.kind());
        }
        if (operation instanceof Operation.BatchNormalization) {
            return normalize(vertex, x, in, batch);
        }
        if (operation instanceof Operation.Dense) {
            return dense(vertex, x, in.c, box.c, batch);
        }
        if (operation instanceof Operation.Zero zero) {
            return new double[batch * zero.units()];
        }
        if (operation instanceof Operation.Activation activation) {
            return Arrays.stream(x).map(function(activation.function())).toArray();
        }
        return x; // flatten, identity, dropout
    }

    private record Box(int c, int h, int w, boolean flat) {
        static Box of(Shape shape) {
            if (shape instanceof Shape.Image image) {
                return new Box(image.channels(), image.height(), image.width(), false);
            }
            return shape instanceof Shape.Sequence sequence
                    ? new Box(sequence.channels(), 1, sequence.length(), true)
                    : new Box(shape.channels(), 1, 1, true);
        }

        int at(int n, int c, int h, int w) {
            return ((n * this.c + c) * this.h + h) * this.w + w;
        }
    }

    private double[] convolve(
            Vertex vertex, double[] x, Box in, Box out, int batch, int k, int s, int d, boolean depthwise) {
        double[] weight = weight(vertex.key() + "/weight");
        double[] bias = weights.get(vertex.key() + "/bias");
        int kh = in.flat ? 1 : k;
        int pw = k % 2 == 1 ? d * (k - 1) / 2 : 0;
        int ph = in.flat ? 0 : pw;
        int sh = in.flat ? 1 : s;
        int depth = depthwise ? 1 : in.c;
        double[] y = new double[batch * out.c * out.h * out.w];
        for (int n = 0; n < batch; n++) {
            for (int o = 0; o < out.c; o++) {
                for (int i = 0; i < out.h; i++) {
                    for (int j = 0; j < out.w; j++) {
                        double sum = bias == null ? 0 : bias[o];
                        for (int c = 0; c < depth; c++) {
                            for (int a = 0; a < kh; a++) {
                                for (int b = 0; b < k; b++) {
                                    int h = i * sh - ph + a * d;
                                    int w = j * s - pw + b * d;
                                    if (h >= 0 && h < in.h && w >= 0 && w < in.w) {
                                        sum += weight[((o * depth + c) * kh + a) * k + b]
                                                * x[in.at(n, depthwise ? o : c, h, w)];
                                    }
                                }
                            }
                        }
                        y[out.at(n, o, i, j)] = sum;
                    }
                }
            }
        }
        return y;
    }

    private static double[] pool(
            double[] x, Box in, Box out, int batch, int kernel, int k, int s, Operation.Pooling.Kind kind) {
        int kw = kernel < 0 ? in.w : k;
        int kh = kernel < 0 ? in.h : in.flat ? 1 : k;
        int pw = kernel > 0 && k % 2 == 1 ? (k - 1) / 2 : 0;
        int ph = in.flat ? 0 : pw;
        double[] y = new double[batch * out.c * out.h * out.w];
        for (int n = 0; n < batch; n++) {
            for (int c = 0; c < out.c; c++) {
                for (int i = 0; i < out.h; i++) {
                    for (int j = 0; j < out.w; j++) {
                        double max = Double.NEGATIVE_INFINITY;
                        double sum = 0;
                        int count = 0;
                        for (int h = i * s - ph; h < i * s - ph + kh; h++) {
                            for (int w = j * s - pw; w < j * s - pw + kw; w++) {
                                if (h >= 0 && h < in.h && w >= 0 && w < in.w) {
                                    max = Math.max(max, x[in.at(n, c, h, w)]);
                                    sum += x[in.at(n, c, h, w)];
                                    count++;
                                }
                            }
                        }
                        y[out.at(n, c, i, j)] = kind == Operation.Pooling.Kind.MAX ? max : sum / count;
                    }
                }
            }
        }
        return y;
    }

    private double[] normalize(Vertex vertex, double[] x, Box in, int batch) {
        double[] y = new double[x.length];
        int extent = in.h * in.w;
        for (int c = 0; c < in.c; c++) {
            double mean = weight(vertex.key() + "/mean")[c];
            double variance = weight(vertex.key() + "/variance")[c];
            if (training) {
                double sum = 0;
                double squares = 0;
                for (int n = 0; n < batch; n++) {
                    for (int i = 0; i < extent; i++) {
                        double value = x[(n * in.c + c) * extent + i];
                        sum += value;
                        squares += value * value;
                    }
                }
                mean = sum / (batch * extent);
                variance = squares / (batch * extent) - mean * mean;
            }
            for (int n = 0; n < batch; n++) {
                for (int i = 0; i < extent; i++) {
                    int at = (n * in.c + c) * extent + i;
                    y[at] = (x[at] - mean)
                                    / Math.sqrt(variance + Operation.BatchNormalization.EPSILON)
                                    * weight(vertex.key() + "/gamma")[c]
                            + weight(vertex.key() + "/beta")[c];
                }
            }
        }
        return y;
    }

    private double[] dense(Vertex vertex, double[] x, int in, int units, int batch) {
        double[] weight = weight(vertex.key() + "/weight");
        double[] bias = weights.get(vertex.key() + "/bias");
        double[] y = new double[batch * units];
        for (int n = 0; n < batch; n++) {
            for (int o = 0; o < units; o++) {
                double sum = bias == null ? 0 : bias[o];
                for (int i = 0; i < in; i++) {
                    sum += weight[o * in + i] * x[n * in + i];
                }
                y[n * units + o] = sum;
            }
        }
        return y;
    }

    private static double[] concatenate(List<double[]> inputs, List<Shape> shapes, int batch) {
        int total = shapes.stream().mapToInt(shape -> (int) shape.size()).sum();
        double[] y = new double[batch * total];
        for (int n = 0; n < batch; n++) {
            int at = n * total;
            for (int i = 0; i < inputs.size(); i++) {
                int size = (int) shapes.get(i).size();
                System.arraycopy(inputs.get(i), n * size, y, at, size);
                at += size;
            }
        }
        return y;
    }

    private static DoubleUnaryOperator function(Operation.Activation.Function function) {
        return switch (function) {
            case RELU -> x -> Math.max(x, 0);
            case TANH -> Math::tanh;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case ELU -> x -> x > 0 ? x : Math.expm1(x);
            case LEAKY_RELU -> x -> x > 0 ? x : 0.01 * x;
            case SWISH -> x -> x / (1 + Math.exp(-x));
        };
    }
}
