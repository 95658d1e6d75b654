package dev.espalier.network.torch;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation;
import dev.espalier.architecture.Operation.BatchNormalization;
import dev.espalier.architecture.Operation.Convolution;
import dev.espalier.architecture.Operation.Dense;
import dev.espalier.architecture.Operation.DepthwiseConvolution;
import dev.espalier.architecture.Operation.Dropout;
import dev.espalier.architecture.Operation.GlobalPooling;
import dev.espalier.architecture.Operation.Pooling;
import dev.espalier.architecture.Operation.Zero;
import dev.espalier.tensor.Device;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What each operation computes; shapes are checked by the architecture. */
final class Kernels {
    private Kernels() {}

    static Tensor apply(Layer layer, Tensor[] inputs, Mode mode) {
        Operation operation = layer.operation();
        Tensor x = inputs[0];
        if (operation instanceof Convolution c) {
            return convolution(x, layer, c.kernel(), c.stride(), c.dilation(), 1);
        } else if (operation instanceof DepthwiseConvolution c) {
            return convolution(x, layer, c.kernel(), c.stride(), c.dilation(), x.size(1));
        } else if (operation instanceof BatchNormalization) {
            return normalization(x, layer, mode);
        } else if (operation instanceof Activation activation) {
            return activation(x, activation.function(), layer.inPlace());
        } else if (operation instanceof Pooling pooling) {
            return pooling(x, pooling);
        } else if (operation instanceof GlobalPooling pooling) {
            return globalPooling(x, pooling.kind());
        } else if (operation instanceof Dense) {
            return torch.linear(x, layer.tensor("weight"), layer.optional("bias"));
        } else if (operation instanceof Operation.Flatten) {
            return x.flatten(1, -1);
        } else if (operation instanceof Dropout dropout) {
            return dropout(x, dropout.rate(), mode);
        } else if (operation instanceof Operation.Add) {
            return sum(inputs);
        } else if (operation instanceof Operation.Concatenate) {
            return torch.cat(new TensorVector(inputs), 1);
        } else if (operation instanceof Zero zero) {
            return x.new_zeros(x.size(0), zero.units());
        }
        return x; // inputs and identities
    }

    private static Tensor convolution(Tensor x, Layer layer, int kernel, int stride, int dilation, long groups) {
        boolean image = x.dim() == 4;
        Tensor weight = layer.tensor("weight");
        TensorOptional bias = layer.optional("bias");
        long[] strides = both(image, stride);
        long[] paddings = both(image, padding(kernel, dilation));
        long[] dilations = both(image, dilation);
        return image
                ? torch.conv2d(x, weight, bias, strides, paddings, dilations, groups)
                : torch.conv1d(x, weight, bias, strides, paddings, dilations, groups);
    }

    private static Tensor normalization(Tensor x, Layer layer, Mode mode) {
        boolean statistics = !mode.batchStatistics() || mode.momentum() > 0;
        if (mode.batchStatistics() && statistics && x.numel() == x.size(1)) {
            moveToOne(x, layer, mode.momentum());
            statistics = false;
        }
        return torch.batch_norm(
                x,
                layer.optional("gamma"),
                layer.optional("beta"),
                statistics ? layer.optional("mean") : new TensorOptional(),
                statistics ? layer.optional("variance") : new TensorOptional(),
                mode.batchStatistics(),
                mode.momentum(),
                BatchNormalization.EPSILON,
                x.is_cuda());
    }

    /** The statistics of a single number a channel, whose unbiased variance is undefined and counts as 0. */
    private static void moveToOne(Tensor x, Layer layer, double momentum) {
        layer.tensor("mean").lerp_(x.detach().flatten().to(ScalarType.Float), new Scalar(momentum));
        layer.tensor("variance").mul_(new Scalar(1 - momentum));
    }

    private static Tensor activation(Tensor x, Activation.Function function, boolean inPlace) {
        return switch (function) {
            case RELU -> {
                if (inPlace) {
                    x.relu_();
                }
                yield inPlace ? x : x.relu();
            }
            case TANH -> x.tanh();
            case SIGMOID -> x.sigmoid();
            case ELU -> torch.elu(x);
            case LEAKY_RELU -> torch.leaky_relu(x, new Scalar(0.01));
            case SWISH -> torch.silu(x);
        };
    }

    private static Tensor pooling(Tensor x, Pooling pooling) {
        boolean image = x.dim() == 4;
        long[] kernel = both(image, pooling.kernel());
        long[] stride = both(image, pooling.stride());
        long[] padding = both(image, padding(pooling.kernel(), 1));
        if (pooling.kind() == Pooling.Kind.MAX) {
            long[] dilation = both(image, 1);
            return image
                    ? torch.max_pool2d(x, kernel, stride, padding, dilation, false)
                    : torch.max_pool1d(x, kernel, stride, padding, dilation, false);
        }
        if (!image) {
            return torch.avg_pool1d(x, kernel, stride, padding, false, false);
        }
        boolean planes = x.is_cuda() && padding[0] > 0;
        Tensor pooled = torch.avg_pool2d(
                planes ? x.contiguous() : x, kernel, stride, padding, false, false, new LongOptional());
        // On CUDA its gradient is wrong with padding where channels come last (pytorch/pytorch#188344, LibTorch 2.10).
        return planes ? pooled.contiguous(MemoryFormat.ChannelsLast) : pooled;
    }

    private static Tensor globalPooling(Tensor x, Pooling.Kind kind) {
        long[] extent = x.dim() == 4 ? new long[] {2, 3} : new long[] {2};
        return kind == Pooling.Kind.MAX ? x.amax(extent, false) : x.mean(extent, false, new ScalarTypeOptional());
    }

    /**
     * LibTorch's own dropout draws from the process-wide generator, so the mask is made here: on the CPU, so that every
     * device drops the same.
     */
    private static Tensor dropout(Tensor x, double rate, Mode mode) {
        if (mode.dropout() == null || rate == 0) {
            return x;
        }
        Tensor mask = torch.empty_like(x, new TensorOptions(Device.CPU.torch()), new MemoryFormatOptional());
        mask.bernoulli_(1 - rate, new GeneratorOptional(mode.dropout()));
        mask.mul_(new Scalar(1 / (1 - rate)));
        return x.mul(mask.to(x.device(), mask.scalar_type()));
    }

    static Tensor sum(Tensor[] inputs) {
        Tensor sum = inputs[0];
        for (int i = 1; i < inputs.length; i++) {
            if (i == 1) {
                sum = sum.add(inputs[i]);
            } else {
                sum.add_(inputs[i]); // a sum that nobody else has seen
            }
        }
        return sum;
    }

    private static int padding(int kernel, int dilation) {
        return kernel % 2 == 1 ? dilation * (kernel - 1) / 2 : 0;
    }

    private static long[] both(boolean image, int value) {
        return image ? new long[] {value, value} : new long[] {value};
    }
}
