package dev.espalier.network.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The network of the throughput benchmark as one would write it by hand against LibTorch: stem, three cells of
 * NAS-Bench-201 (conv3x3, skip, conv1x1, pool, conv3x3, skip), normalisation, global pooling, linear map, Adam;
 * channels-last.
 */
public final class RawTorch {
    private static final int WIDTH = 16;

    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Tensor> statistics = new ArrayList<>();
    private final Adam optimizer;
    private int nextParameter;
    private int nextStatistic;

    public RawTorch() {
        Native.run(() -> {
            convolution(3, 3);
            for (int cell = 0; cell < 3; cell++) {
                convolution(WIDTH, 3);
                convolution(WIDTH, 1);
                convolution(WIDTH, 3);
            }
            normalization();
            parameter(torch.randn(10, WIDTH).mul(new Scalar(0.3)));
            parameter(torch.zeros(10));
        });
        optimizer = Native.call(() -> {
            Adam adam = new Adam(new TensorVector(parameters.toArray(Tensor[]::new)), new AdamOptions(1e-3));
            adam.retainReference();
            return adam;
        });
    }

    private void convolution(int in, int kernel) {
        Tensor weight = torch.randn(WIDTH, in, kernel, kernel).mul(new Scalar(Math.sqrt(2.0 / (in * kernel * kernel))));
        parameter(weight.contiguous(MemoryFormat.ChannelsLast));
        normalization();
    }

    private void normalization() {
        parameter(torch.ones(WIDTH));
        parameter(torch.zeros(WIDTH));
        statistics.add(Tensors.kept(torch.zeros(WIDTH)));
        statistics.add(Tensors.kept(torch.ones(WIDTH)));
    }

    private void parameter(Tensor start) {
        Tensor kept = Tensors.kept(start);
        kept.set_requires_grad(true);
        parameters.add(kept);
    }

    /** One step on a batch of 3x32x32 images with one-hot targets. */
    public double train(float[] features, float[] targets, int size) {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = Tensor.create(features, size, 3, 32, 32).contiguous(MemoryFormat.ChannelsLast);
            Tensor wanted = Tensor.create(targets, size, 10);
            optimizer.zero_grad();
            Tensor loss = torch.log_softmax(forward(x), 1).mul(wanted).sum().div(new Scalar(-(double) size));
            loss.backward();
            optimizer.step();
            return loss.item_double();
        }
    }

    private Tensor forward(Tensor images) {
        nextParameter = 0;
        nextStatistic = 0;
        Tensor x = convNorm(images, 1);
        for (int cell = 0; cell < 3; cell++) {
            Tensor one = convNorm(x.relu(), 1);
            Tensor two = x.add(convNorm(one.relu(), 0));
            Tensor pooled = torch.avg_pool2d(
                    x, new long[] {3, 3}, new long[] {1, 1}, new long[] {1, 1}, false, false, new LongOptional());
            x = pooled.add(convNorm(one.relu(), 1)).add(two);
        }
        x = norm(x).relu().mean(2, 3);
        return torch.linear(x, next(), new TensorOptional(next()));
    }

    private Tensor convNorm(Tensor x, int padding) {
        long[] ones = {1, 1};
        return norm(torch.conv2d(x, next(), new TensorOptional(), ones, new long[] {padding, padding}, ones, 1));
    }

    private Tensor norm(Tensor x) {
        TensorOptional gamma = new TensorOptional(next());
        TensorOptional beta = new TensorOptional(next());
        TensorOptional mean = new TensorOptional(statistics.get(nextStatistic++));
        TensorOptional variance = new TensorOptional(statistics.get(nextStatistic++));
        return torch.batch_norm(x, gamma, beta, mean, variance, true, 0.1, 1e-5, false);
    }

    private Tensor next() {
        return parameters.get(nextParameter++);
    }
}
