package dev.espalier.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What is learned, by name and in the order of names; their memory is freed when nothing refers to them. */
public final class Parameters {
    private final NavigableMap<String, Tensor> byName = new TreeMap<>();

    /** A parameter that begins as a copy of {@code start}. */
    public Tensor add(String name, Tensor start) {
        Tensor parameter = new Tensor(start.value.detach().clone()).keep();
        parameter.value.requires_grad_(true);
        if (byName.putIfAbsent(name, parameter) != null) {
            throw new IllegalArgumentException("Two parameters are called '%s'.".formatted(name));
        }
        return parameter;
    }

    public boolean contains(String name) {
        return byName.containsKey(name);
    }

    /** The parameter of that name; an {@link IllegalArgumentException} where there is none. */
    public Tensor get(String name) {
        Tensor parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("There is no parameter '%s'.".formatted(name));
        }
        return parameter;
    }

    /** Moves by {@code share} of the way to {@code leader}, whose parameters have the same names. */
    public void follow(Parameters leader, double share) {
        Torch.infer(() -> {
            leader.byName.forEach((name, goal) -> get(name).value.lerp_(goal.value, new Scalar(share)));
            return true;
        });
    }

    /** A copy of all numbers. */
    public SortedMap<String, float[]> toArrays() {
        SortedMap<String, float[]> arrays = new TreeMap<>();
        byName.forEach((name, parameter) -> arrays.put(name, parameter.toArray()));
        return arrays;
    }

    /** Of a single number by each parameter that it depends on; sorted by name. */
    public SortedMap<String, Tensor> gradient(Tensor loss) {
        List<Tensor> all = new ArrayList<>(byName.values());
        TensorVector found = torch.grad(
                new TensorVector(loss.value), Tensor.vector(all), new TensorVector(), new BoolOptional(), false, true);
        SortedMap<String, Tensor> gradient = new TreeMap<>();
        int position = 0;
        for (String name : byName.keySet()) {
            org.bytedeco.pytorch.Tensor part = found.get(position++);
            if (part.defined()) {
                gradient.put(name, new Tensor(part));
            }
        }
        return Collections.unmodifiableSortedMap(gradient);
    }

    /** The gradient scaled down to a norm of at most {@code bound}, over all parameters together. */
    public static SortedMap<String, Tensor> clipped(SortedMap<String, Tensor> gradient, double bound) {
        double squares = 0;
        for (Tensor part : gradient.values()) {
            squares += part.square().sum().item();
        }
        double scale = bound / (Math.sqrt(squares) + 1e-6);
        SortedMap<String, Tensor> clipped = new TreeMap<>(gradient);
        if (scale < 1) {
            for (Map.Entry<String, Tensor> part : clipped.entrySet()) {
                part.setValue(part.getValue().times(scale));
            }
        }
        return clipped;
    }
}
