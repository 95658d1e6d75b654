package dev.espalier.network.torch;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.FloatArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Between arrays of Java and tensors. Images live channels-last, which is the faster layout on CPU. */
final class Tensors {
    private Tensors() {}

    /** A tensor that outlives the scope; freed by {@link Tensor#releaseReference()}. */
    static Tensor kept(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    static Tensor of(FloatArray array) {
        return laidOut(Tensor.create(array.values(), longs(array.shape())));
    }

    /** The same numbers in the layout in which parameters are the fastest. */
    static Tensor laidOut(Tensor parameter) {
        return parameter.dim() == 4 ? parameter.contiguous(MemoryFormat.ChannelsLast) : parameter.contiguous();
    }

    static Tensor features(Examples batch) {
        return shaped(flat(batch), batch.shape());
    }

    /** A row of numbers for each example. */
    static Tensor flat(Examples examples) {
        return Tensor.create(
                examples.features(), examples.size(), examples.shape().size());
    }

    /** Rows of numbers in the shape and the layout in which networks read them. */
    static Tensor shaped(Tensor rows, Shape shape) {
        if (shape instanceof Shape.Image image) {
            return channelsLast(rows, image);
        }
        if (shape instanceof Shape.Sequence sequence) {
            return rows.view(rows.size(0), sequence.channels(), sequence.length());
        }
        return rows;
    }

    /** Those rows, in that order. */
    static Tensor rows(Tensor table, long... positions) {
        return table.index_select(0, Tensor.create(positions).to(table.device(), ScalarType.Long));
    }

    static Tensor rows(Tensor table, int... positions) {
        return rows(table, Arrays.stream(positions).asLongStream().toArray());
    }

    static Tensor targets(Examples batch) {
        return Tensor.create(batch.targets(), batch.size(), batch.units());
    }

    /** What each term of a loss counts; absent where all count the same. */
    static Optional<Tensor> weights(Examples batch) {
        return Optional.ofNullable(batch.weights())
                .map(weights -> Tensor.create(weights.of(batch.targets()), batch.size(), batch.units()));
    }

    static float[] floats(Tensor tensor) {
        Tensor plain = tensor.cpu().contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        try (FloatPointer pointer = plain.data_ptr_float()) {
            pointer.get(values);
        }
        return values;
    }

    static FloatArray array(List<Integer> shape, Tensor tensor) {
        return new FloatArray(shape, floats(tensor));
    }

    /** A copy with the tensor's own shape. */
    static FloatArray array(Tensor tensor) {
        return array(Arrays.stream(tensor.shape()).mapToObj(Math::toIntExact).toList(), tensor);
    }

    static long[] longs(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** With one channel both layouts look alike to LibTorch, which would then choose the slower one: say it outright. */
    private static Tensor channelsLast(Tensor rows, Shape.Image image) {
        if (image.channels() == 1) {
            return rows.view(rows.size(0), image.height(), image.width(), 1).permute(0, 3, 1, 2);
        }
        return rows.view(rows.size(0), image.channels(), image.height(), image.width())
                .contiguous(MemoryFormat.ChannelsLast);
    }
}
