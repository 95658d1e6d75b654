package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.Examples;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers over weights that a hypernetwork makes; a step moves the hypernetwork. */
final class GeneratedNetwork implements Network {
    private static final int NEVER = -1;

    private final GeneratedBank bank;
    private final WeightGenerator.Generation generation;
    private final Computation computation;
    private final boolean drops;
    private int madeAfter = NEVER;

    GeneratedNetwork(GeneratedBank bank, Architecture architecture, Loss loss) {
        this.bank = bank;
        this.generation = bank.generator().of(architecture);
        this.computation = new Computation(Plan.of(architecture, this::direct), loss, bank.placement());
        this.drops = computation.drops();
    }

    private Map<String, SharedParameter> direct(Architecture architecture, Vertex vertex) {
        return generation.makes(architecture.position(vertex.key())) ? Map.of() : bank.direct(architecture, vertex);
    }

    @Override
    public double train(Examples batch, Step step) {
        return Native.call(() -> throughWeights(parameters -> {
            Generator dropout = drops ? torch.make_generator_cpu(step.seed()) : null;
            Tensor value = computation.loss(batch, new Mode(true, Operation.BatchNormalization.MOMENTUM, dropout));
            double number = value.item_double();
            if (Double.isFinite(number)) {
                List<Tensor> gradients = Computation.gradients(value, parameters);
                Computation.withoutGradients(() -> Update.apply(bank.optimizer(), step, parameters, gradients));
                bank.change();
            }
            return number;
        }));
    }

    /** By the keys of the hypernetwork's parameters and of those that are trained directly. */
    @Override
    public Weights gradient(Examples batch) {
        return Native.call(() -> throughWeights(parameters ->
                Computation.gradientWeights(computation.loss(batch, new Mode(true, 0, null)), parameters)));
    }

    /** Runs the body with weights whose history leads to the parameters that it is given. */
    private <T> T throughWeights(Function<List<SharedParameter>, T> body) {
        Map<String, SharedParameter> used = new TreeMap<>();
        for (Layer layer : computation.layers()) {
            layer.parameters().values().stream()
                    .filter(SharedParameter::trainable)
                    .forEach(parameter -> used.put(parameter.key(), parameter));
        }
        forget();
        try {
            place(parameter -> used.put(parameter.key(), parameter));
            return body.apply(List.copyOf(used.values()));
        } finally {
            forget();
        }
    }

    @Override
    public float[] outputs(Examples batch) {
        return Native.call(() -> {
            ready();
            return computation.outputs(batch);
        });
    }

    @Override
    public void estimateStatistics(List<Examples> batches) {
        Native.run(() -> {
            ready();
            computation.estimateStatistics(batches);
        });
    }

    @Override
    public Weights weights() {
        return Native.call(() -> {
            ready();
            return computation.weights();
        });
    }

    /** Makes the weights where what they are made of has changed. */
    private void ready() {
        if (madeAfter != bank.changes()) {
            forget();
            Computation.withoutGradients(() -> place(parameter -> {}));
            madeAfter = bank.changes();
        }
    }

    /** Makes the weights. */
    private void place(Consumer<SharedParameter> used) {
        for (WeightGenerator.Made made : generation.make(new OfBank(bank, used))) {
            computation.layers().get(made.vertex()).keep(made.name(), made.value());
        }
    }

    /** What a bank's hypernetwork has learned; hears of every parameter that is asked for. */
    private record OfBank(GeneratedBank bank, Consumer<SharedParameter> used) implements Learned {
        @Override
        public Tensor parameter(String key, Parameter described) {
            SharedParameter parameter = bank.learned(key, described);
            used.accept(parameter);
            return parameter.value();
        }

        @Override
        public Tensor constant(float[] numbers, long... shape) {
            return bank.placement().of(numbers, shape);
        }
    }

    private void forget() {
        computation.forget();
        madeAfter = NEVER;
    }

    @Override
    public void close() {
        computation.forget();
    }
}
