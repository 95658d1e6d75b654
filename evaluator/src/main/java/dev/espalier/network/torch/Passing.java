package dev.espalier.network.torch;

import dev.espalier.network.torch.Learned.Affine;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * How blocks hear of each other (Zhang 2019, equations 4 and 5): a perceptron makes a message of a state, and a gated
 * recurrent unit (Cho 2014) updates a state by the sum of messages. The same for all edges, both ways.
 */
record Passing(Affine hidden, Affine message, Affine input, Affine state) {
    static Passing of(int width, Learned learned) {
        return new Passing(
                Affine.of("message/hidden", width, width, learned),
                Affine.of("message/output", width, width, learned),
                Affine.of("update/input", width, 3 * width, learned),
                Affine.of("update/state", width, 3 * width, learned));
    }

    Tensor message(Tensor state) {
        return message.apply(hidden.apply(state).relu());
    }

    Tensor updated(Tensor before, Tensor heard) {
        return torch.gru_cell(
                heard,
                before,
                input.weight(),
                state.weight(),
                new TensorOptional(input.bias()),
                new TensorOptional(state.bias()));
    }
}
