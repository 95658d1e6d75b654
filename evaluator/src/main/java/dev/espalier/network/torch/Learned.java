package dev.espalier.network.torch;

import dev.espalier.architecture.Parameter;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** What a hypernetwork has learned, begun where it is asked for the first time. */
interface Learned {
    Tensor parameter(String key, Parameter described);

    /** Numbers that are not learned, where and in the precision in which this computes. */
    Tensor constant(float[] numbers, long... shape);

    default Tensor weight(String key, int... shape) {
        return parameter(key, new Parameter("weight", boxed(shape), Parameter.Start.HE_NORMAL));
    }

    default Tensor zeros(String key, int... shape) {
        return parameter(key, new Parameter("bias", boxed(shape), Parameter.Start.ZEROS));
    }

    /** A learned linear map of rows. */
    default Tensor linear(String key, Tensor rows, int outputs) {
        return Affine.of(key, Math.toIntExact(rows.size(1)), outputs, this).apply(rows);
    }

    /** A linear map that is fetched once and used often. */
    record Affine(Tensor weight, Tensor bias) {
        static Affine of(String key, int inputs, int outputs, Learned learned) {
            return new Affine(learned.weight(key + "/weight", outputs, inputs), learned.zeros(key + "/bias", outputs));
        }

        Tensor apply(Tensor rows) {
            return torch.linear(rows, weight, new TensorOptional(bias));
        }
    }

    private static List<Integer> boxed(int... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
