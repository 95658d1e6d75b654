package dev.espalier.network.torch;

import dev.espalier.network.Loss;
import dev.espalier.network.Vote;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The networks of a {@link Vote}.
 *
 * @param weight of the divergence from what they predict on average
 */
record Teachers(List<Computation> each, double weight) {
    static final Teachers NONE = new Teachers(List.of(), 0);

    private static final Mode OWN_STATISTICS = new Mode(true, 0, null);

    static Teachers of(Vote vote) {
        return new Teachers(
                vote.teachers().stream()
                        .map(teacher -> ((TorchMixedNetwork) teacher).computation())
                        .toList(),
                vote.weight());
    }

    /** A loss of outputs with what their distance from the vote adds. */
    Tensor with(Tensor own, Loss loss, Tensor outputs, Tensor features) {
        return each.isEmpty() ? own : own.add(divergence(loss, outputs, vote(loss, features)), new Scalar(weight));
    }

    private Tensor vote(Loss loss, Tensor features) {
        Tensor[] predictions = new Tensor[each.size()];
        Computation.withoutGradients(() -> {
            for (int i = 0; i < predictions.length; i++) {
                predictions[i] = predictions(loss, each.get(i).forward(features, OWN_STATISTICS));
            }
        });
        return Kernels.sum(predictions).div(new Scalar((double) predictions.length));
    }

    private static Tensor predictions(Loss loss, Tensor outputs) {
        return switch (loss) {
            case CROSS_ENTROPY -> torch.softmax(outputs, 1);
            case BINARY_CROSS_ENTROPY -> torch.sigmoid(outputs);
            case SQUARED_ERROR, OUTPUT_SUM -> outputs;
        };
    }

    /** Over examples the mean; over labels and numbers too, as their loss has it. */
    private static Tensor divergence(Loss loss, Tensor outputs, Tensor vote) {
        return switch (loss) {
            case CROSS_ENTROPY ->
                torch.xlogy(vote, vote)
                        .sub(vote.mul(torch.log_softmax(outputs, 1)))
                        .sum()
                        .div(new Scalar((double) outputs.size(0)));
            case BINARY_CROSS_ENTROPY -> {
                Tensor not = torch.ones_like(vote).sub(vote);
                yield torch.binary_cross_entropy_with_logits(outputs, vote)
                        .add(torch.xlogy(vote, vote).add(torch.xlogy(not, not)).mean());
            }
            case SQUARED_ERROR, OUTPUT_SUM -> torch.mse_loss(outputs, vote);
        };
    }
}
