package dev.espalier.network.dl4j;

import dev.espalier.network.FloatArray;
import dev.espalier.network.Weights;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A computation graph of DL4J whose parameters are read and written by key. */
public final class Dl4jGraph {
    private final ComputationGraph graph;
    private final FlatLayout layout;

    private Dl4jGraph(ComputationGraph graph, FlatLayout layout) {
        this.graph = graph;
        this.layout = layout;
    }

    /** An initialised graph; all parameters are 0. */
    static Dl4jGraph of(Dl4jConfiguration configuration) {
        long size = configuration.slots().stream().mapToLong(Slot::dl4jSize).sum();
        ComputationGraph graph = new ComputationGraph(configuration.graph());
        if (size == 0) {
            graph.init();
        } else {
            graph.init(Nd4j.create(DataType.FLOAT, 1, Math.toIntExact(size)), false);
        }
        return new Dl4jGraph(graph, new FlatLayout(graph, configuration.slots()));
    }

    /** A graph of that configuration with these weights; others among them are ignored. */
    public static Dl4jGraph of(Dl4jConfiguration configuration, Weights weights) {
        Dl4jGraph graph = of(configuration);
        graph.set(weights);
        return graph;
    }

    public ComputationGraph graph() {
        return graph;
    }

    FlatLayout layout() {
        return layout;
    }

    /** All parameters by key. */
    public Weights weights() {
        float[] flat = numbers(graph.params());
        Map<String, FloatArray> weights = new TreeMap<>();
        for (int i = 0; i < layout.count(); i++) {
            Slot slot = layout.slot(i);
            weights.put(slot.key(), new FloatArray(slot.ours().shape(), layout.read(i, flat)));
        }
        return new Weights(weights);
    }

    private void set(Weights weights) {
        float[] flat = new float[layout.length()];
        for (int i = 0; i < layout.count(); i++) {
            Slot slot = layout.slot(i);
            FloatArray array = weights.get(slot.vertex(), slot.ours().name());
            if (!array.shape().equals(slot.ours().shape())) {
                throw new IllegalArgumentException("The weights '%s' of shape %s do not fit the architecture's %s."
                        .formatted(slot.key(), array.shape(), slot.ours().shape()));
            }
            layout.write(i, array.values(), flat);
        }
        setNumbers(graph.params(), flat);
    }

    /** A copy of what a contiguous array of floats holds. */
    static float[] numbers(INDArray array) {
        float[] numbers = new float[Math.toIntExact(array.length())];
        if (numbers.length > 0) {
            Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
            new FloatPointer(array.data().addressPointer()).get(numbers);
        }
        return numbers;
    }

    /** A copy of the numbers of any array, last dimension fastest. */
    static float[] copy(INDArray array) {
        try (INDArray copy = array.dup('c')) {
            return numbers(copy);
        }
    }

    /** Overwrites a contiguous array of floats, which must have room: outside of it is other memory. */
    static void setNumbers(INDArray array, float[] numbers) {
        if (array.length() != numbers.length || array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("%d numbers do not fill an array of %d %s."
                    .formatted(numbers.length, array.length(), array.dataType()));
        }
        if (numbers.length > 0) {
            Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
            new FloatPointer(array.data().addressPointer()).put(numbers);
            Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        }
    }
}
