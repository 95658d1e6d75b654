package dev.espalier.tensor;

import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A stream of random tensors that depends on its seed alone, never on LibTorch's process-wide generator. Used inside
 * {@link Torch#compute} and freed with it.
 */
public final class Randomness {
    private final GeneratorOptional generator;

    private Randomness(Generator generator) {
        this.generator = new GeneratorOptional(generator);
    }

    public static Randomness of(long seed) {
        return new Randomness(torch.make_generator_cpu(seed));
    }

    /** Numbers spread evenly over {@code [low, high)}. */
    public Tensor uniform(double low, double high, long... shape) {
        org.bytedeco.pytorch.Tensor made = torch.empty(shape);
        made.uniform_(low, high, generator);
        return new Tensor(made);
    }

    public Tensor normal(double mean, double deviation, long... shape) {
        org.bytedeco.pytorch.Tensor made = torch.empty(shape);
        made.normal_(mean, deviation, generator);
        return new Tensor(made);
    }

    /** 1 with that probability, else 0: the mask of a dropout, whose own function takes no generator. */
    public Tensor bernoulli(double probability, long... shape) {
        return new Tensor(torch.bernoulli(torch.empty(shape), probability, generator));
    }
}
