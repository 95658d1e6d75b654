package dev.espalier.tensor;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Numbers in single precision (indices in whole numbers) with a shape, and the functions of them that record their
 * gradient. Lives inside {@link Torch#compute} unless kept; longer than most files because it is a vocabulary.
 */
public final class Tensor {
    final org.bytedeco.pytorch.Tensor value;

    Tensor(org.bytedeco.pytorch.Tensor value) {
        this.value = value;
    }

    // --- in and out

    /** A copy of these numbers, last dimension fastest. */
    public static Tensor of(float[] values, long... shape) {
        return new Tensor(org.bytedeco.pytorch.Tensor.create(values, shape));
    }

    /** A copy of these rows of equal length. */
    public static Tensor ofRows(List<float[]> rows) {
        int width = rows.get(0).length;
        float[] flat = new float[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, flat, row * width, width);
        }
        return of(flat, rows.size(), width);
    }

    /** Positions for {@link #rows} and {@link #pick}. */
    public static Tensor indices(long... positions) {
        return new Tensor(org.bytedeco.pytorch.Tensor.create(positions, positions.length));
    }

    public static Tensor zeros(long... shape) {
        return new Tensor(torch.zeros(shape));
    }

    /** A copy of the numbers, last dimension fastest. */
    public float[] toArray() {
        org.bytedeco.pytorch.Tensor plain =
                value.detach().to(Device.CPU.torch(), ScalarType.Float).contiguous();
        float[] copy = new float[Math.toIntExact(plain.numel())];
        new FloatPointer(plain.data_ptr()).get(copy);
        return copy;
    }

    /** The only number. */
    public double item() {
        return value.item_double();
    }

    public long[] shape() {
        return value.shape();
    }

    /** Lets it live until {@link #release} or until nothing refers to it; gives it back. */
    public Tensor keep() {
        value.retainReference();
        return this;
    }

    /** Frees what {@link #keep} kept. */
    public void release() {
        value.releaseReference();
    }

    /** The same numbers without their history: no gradient flows through. */
    public Tensor detached() {
        return new Tensor(value.detach());
    }

    // --- arithmetic, number by number, with the usual broadcasting

    public Tensor plus(Tensor other) {
        return new Tensor(value.add(other.value));
    }

    public Tensor minus(Tensor other) {
        return new Tensor(value.sub(other.value));
    }

    public Tensor times(Tensor other) {
        return new Tensor(value.mul(other.value));
    }

    /** The matrix product: n x k times k x m. */
    public Tensor product(Tensor other) {
        return new Tensor(value.matmul(other.value));
    }

    public Tensor times(double factor) {
        return new Tensor(value.mul(new Scalar(factor)));
    }

    public Tensor minimum(Tensor other) {
        return new Tensor(value.minimum(other.value));
    }

    public Tensor clamp(double low, double high) {
        return new Tensor(value.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
    }

    public Tensor negative() {
        return new Tensor(value.neg());
    }

    public Tensor exp() {
        return new Tensor(value.exp());
    }

    public Tensor sqrt() {
        return new Tensor(value.sqrt());
    }

    public Tensor square() {
        return new Tensor(value.square());
    }

    public Tensor tanh() {
        return new Tensor(value.tanh());
    }

    public Tensor relu() {
        return new Tensor(value.relu());
    }

    // --- across numbers

    public Tensor sum() {
        return new Tensor(value.sum());
    }

    public Tensor mean() {
        return new Tensor(value.mean());
    }

    /** Sums the last dimension away. */
    public Tensor sumLast() {
        return new Tensor(value.sum(-1));
    }

    /** Softmax over the last dimension. */
    public Tensor softmax() {
        return new Tensor(torch.softmax(value, -1));
    }

    /** Log-softmax over the last dimension. */
    public Tensor logSoftmax() {
        return new Tensor(torch.log_softmax(value, -1));
    }

    /** {@code this} (n x k) with each row's number at {@code positions} (n): a vector of n. */
    public Tensor pick(Tensor positions) {
        return new Tensor(value.gather(1, positions.value.unsqueeze(1)).squeeze(1));
    }

    /** Rows at these positions, in that order, repeats allowed. */
    public Tensor rows(Tensor positions) {
        return new Tensor(value.index_select(0, positions.value));
    }

    /** This, with each of the rows {@code values} added to the row at its position. */
    public Tensor plusAt(Tensor positions, Tensor values) {
        return new Tensor(value.index_add(0, positions.value, values.value));
    }

    /** {@code count} rows from {@code first} on, without a copy. */
    public Tensor slice(long first, long count) {
        return new Tensor(value.narrow(0, first, count));
    }

    public Tensor reshape(long... shape) {
        return new Tensor(value.reshape(shape));
    }

    /** All rows of these, behind each other. */
    public static Tensor concatenate(List<Tensor> parts) {
        return new Tensor(torch.cat(vector(parts), 0));
    }

    /** The rows of these, each continued by the same row of the next. */
    public static Tensor beside(List<Tensor> parts) {
        return new Tensor(torch.cat(vector(parts), -1));
    }

    static TensorVector vector(List<Tensor> parts) {
        return new TensorVector(parts.stream().map(part -> part.value).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape());
    }
}
