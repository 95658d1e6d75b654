package dev.espalier.network.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.Examples;
import dev.espalier.network.EngineException;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A computation graph over the parameters of a bank, which are copied into it where they have changed. */
final class Dl4jNetwork implements Network {
    private static final int NEVER = -1;

    private final Dl4jBank bank;
    private final Masks masks = new Masks();
    private final ComputationGraph graph;
    private final FlatLayout layout;
    private final List<StoredParameter> parameters = new ArrayList<>();
    private final Statistics statistics;
    private final float[] flat;
    /** The bank's changes when the graph got what it predicts with. */
    private int pushed = NEVER;

    Dl4jNetwork(Dl4jBank bank, Architecture architecture, Loss loss) {
        if (architecture.inputs().size() != 1) {
            throw new EngineException(
                    "The dl4j engine computes networks with one input, not %d."
                            .formatted(architecture.inputs().size()),
                    null);
        }
        this.bank = bank;
        Dl4jGraph built = Dl4jGraph.of(Dl4jConfiguration.of(architecture, new SearchParts(loss, masks)));
        this.graph = built.graph();
        this.layout = built.layout();
        this.flat = new float[layout.length()];
        for (int i = 0; i < layout.count(); i++) {
            parameters.add(bank.parameter(layout.slot(i).key(), layout.slot(i).ours()));
        }
        this.statistics = new Statistics(architecture, layout);
    }

    @Override
    public double train(Examples batch, Step step) {
        return Native.call(() -> {
            statistics.forget();
            masks.on(step.seed());
            double loss = backward(batch);
            if (Double.isFinite(loss)) {
                List<StoredParameter> moved = new ArrayList<>();
                List<float[]> gradients = new ArrayList<>();
                float[] gradient = gradientNumbers();
                for (int i = 0; i < parameters.size(); i++) {
                    if (layout.slot(i).ours().trainable()) {
                        moved.add(parameters.get(i));
                        gradients.add(layout.read(i, gradient));
                    }
                }
                statistics.move(gradient, batch.size(), parameters);
                Update.apply(bank.optimizer(), step, moved, gradients);
                bank.change();
            }
            return loss;
        });
    }

    @Override
    public float[] outputs(Examples batch) {
        return Native.call(() -> {
            if (pushed != bank.changes()) {
                push(false);
            }
            try (Batch arrays = Batch.of(batch)) {
                INDArray output = graph.output(false, arrays.features())[0];
                float[] numbers = Dl4jGraph.copy(output);
                output.close();
                return numbers;
            }
        });
    }

    @Override
    public Weights gradient(Examples batch) {
        return Native.call(() -> {
            masks.off();
            backward(batch);
            float[] gradient = gradientNumbers();
            Map<String, FloatArray> byKey = new TreeMap<>();
            for (int i = 0; i < parameters.size(); i++) {
                Slot slot = layout.slot(i);
                if (slot.ours().trainable()) {
                    byKey.put(slot.key(), new FloatArray(slot.ours().shape(), layout.read(i, gradient)));
                }
            }
            return new Weights(byKey);
        });
    }

    @Override
    public void estimateStatistics(List<Examples> batches) {
        Native.run(() -> {
            statistics.forget();
            pushed = NEVER;
            masks.off();
            Statistics.Estimate estimate = statistics.estimate();
            for (Examples batch : batches) {
                backward(batch);
                estimate.add(gradientNumbers(), batch.size());
            }
            estimate.keep();
        });
    }

    @Override
    public Weights weights() {
        Map<String, FloatArray> byKey = new TreeMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            Slot slot = layout.slot(i);
            float[] numbers = statistics.own(i, parameters.get(i)).clone();
            byKey.put(slot.key(), new FloatArray(slot.ours().shape(), numbers));
        }
        return new Weights(byKey);
    }

    @Override
    public void close() {
        Native.run(() -> {
            free(graph.params());
            free(graph.getGradientsViewArray());
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        });
    }

    /** DL4J's own close() collects the garbage of the whole process. */
    private static void free(@Nullable INDArray array) {
        if (array != null && array.closeable()) {
            array.close();
        }
    }

    /** Computes loss and gradients of a batch in training mode; the loss. */
    private double backward(Examples batch) {
        push(true);
        try (Batch arrays = Batch.of(batch)) {
            graph.setInputs(arrays.features());
            graph.setLabels(arrays.targets());
            // DL4J's way to a loss that differs by example and unit is a mask, which it hands on to the loss.
            graph.setLayerMaskArrays(null, arrays.weights() == null ? null : new INDArray[] {arrays.weights()});
            graph.computeGradientAndScore();
            graph.clear();
            return graph.score();
        }
    }

    /** Copies the parameters into the graph; in training the batch's statistics are wanted, which 0 leaves as they are. */
    private void push(boolean training) {
        for (int i = 0; i < parameters.size(); i++) {
            StoredParameter parameter = parameters.get(i);
            boolean statistic = !layout.slot(i).ours().trainable();
            layout.write(
                    i,
                    training && statistic ? new float[parameter.value().length] : statistics.own(i, parameter),
                    flat);
        }
        Dl4jGraph.setNumbers(graph.params(), flat);
        pushed = training ? NEVER : bank.changes();
    }

    private float[] gradientNumbers() {
        return Dl4jGraph.numbers(graph.getGradientsViewArray());
    }
}
