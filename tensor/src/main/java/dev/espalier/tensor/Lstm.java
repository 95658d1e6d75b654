package dev.espalier.tensor;

import java.util.List;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * One cell of a long short-term memory (Hochreiter 1997; gates in the order input, forget, cell, output).
 *
 * @param inputWeight 4 hidden x inputs
 * @param hiddenWeight 4 hidden x hidden
 * @param bias 4 hidden
 */
public record Lstm(Tensor inputWeight, Tensor hiddenWeight, Tensor bias) {
    /** What it remembers: two tensors of rows x hidden. */
    public record State(Tensor hidden, Tensor cell) {}

    /** Starts evenly in {@code +-1/sqrt(hidden)}. */
    public static Lstm create(Parameters parameters, String name, long inputs, long hidden, Randomness randomness) {
        double bound = 1 / Math.sqrt(hidden);
        return new Lstm(
                parameters.add(name + "/inputWeight", randomness.uniform(-bound, bound, 4 * hidden, inputs)),
                parameters.add(name + "/hiddenWeight", randomness.uniform(-bound, bound, 4 * hidden, hidden)),
                parameters.add(name + "/bias", randomness.uniform(-bound, bound, 4 * hidden)));
    }

    /** The state before anything was read. */
    public State start(long rows) {
        long hidden = hiddenWeight.shape()[1];
        return new State(Tensor.zeros(rows, hidden), Tensor.zeros(rows, hidden));
    }

    /** Reads one row each. */
    public State read(Tensor input, State state) {
        T_TensorTensor_T next = torch.lstm_cell(
                input.value,
                Tensor.vector(List.of(state.hidden(), state.cell())),
                inputWeight.value,
                hiddenWeight.value,
                new TensorOptional(bias.value),
                new TensorOptional());
        return new State(new Tensor(next.get0()), new Tensor(next.get1()));
    }
}
