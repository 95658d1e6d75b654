package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Engine;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Weights;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** Measures networks with their first weights. */
final class Untrained {
    private final Engine engine;
    private final Seeds seeds;
    private final Loss loss;
    private final Examples batch;

    /**
     * @param seeds of the first weights
     * @param batch that all candidates are measured with
     */
    Untrained(Engine engine, Seeds seeds, Loss loss, Examples batch) {
        this.engine = engine;
        this.seeds = seeds;
        this.loss = loss;
        this.batch = batch;
    }

    /** On a batch of that many training examples, which the seeds of the search draw. */
    static Untrained in(EvaluatorContext context, int batch) {
        Examples training = context.data().training();
        int[] rows = Batches.sample(training.size(), batch, context.seeds().stream("proxy-batch"));
        return new Untrained(
                context.engine(), context.seeds(), Scoring.loss(context.data().task()), training.rows(rows));
    }

    /** One proxy of such an architecture, at the cost of this one alone. */
    OptionalDouble measure(Architecture architecture, Proxy proxy) {
        double value = switch (proxy) {
            case PARAMETERS -> architecture.cost().parameters();
            case MACS -> architecture.cost().macs();
            case SYNFLOW -> synapticFlow(architecture);
            case NASWOT -> activationCodes(architecture);
            case SNIP, GRADIENT_NORM -> ofGradient(architecture).getOrDefault(proxy, Double.NaN);
        };
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Every proxy of an architecture that has a path from input to output; what is undefined for it is left out. */
    Map<Proxy, Double> measure(Architecture architecture) {
        Map<Proxy, Double> values = new EnumMap<>(Proxy.class);
        values.put(Proxy.PARAMETERS, (double) architecture.cost().parameters());
        values.put(Proxy.MACS, (double) architecture.cost().macs());
        values.putAll(ofGradient(architecture));
        values.put(Proxy.SYNFLOW, synapticFlow(architecture));
        values.put(Proxy.NASWOT, activationCodes(architecture));
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    private Map<Proxy, Double> ofGradient(Architecture architecture) {
        try (Bank bank = bank();
                Network network = bank.network(architecture, loss)) {
            Weights gradient = network.gradient(batch);
            return Map.of(
                    Proxy.GRADIENT_NORM, Saliency.norm(gradient),
                    Proxy.SNIP, Saliency.flow(network.weights(), gradient));
        }
    }

    private Bank bank() {
        return engine.bank(seeds, new Optimizer.Sgd(0, 0));
    }

    /** Normalisations, which would undo the absolute weights, are passed over. */
    private double synapticFlow(Architecture architecture) {
        Architecture plain = changed(
                architecture,
                operation -> operation instanceof Operation.BatchNormalization ? new Operation.Identity() : operation);
        try (Bank drawn = bank();
                Network network = drawn.network(plain, Loss.OUTPUT_SUM);
                Bank positive = bank()) {
            positive.restore(absolute(network.weights()));
            try (Network absolute = positive.network(plain, Loss.OUTPUT_SUM)) {
                return Saliency.flow(absolute.weights(), absolute.gradient(ones()));
            }
        }
    }

    private static Architecture changed(Architecture architecture, UnaryOperator<Operation> change) {
        Architecture.Builder builder = Architecture.builder();
        for (Vertex vertex : architecture.vertices()) {
            builder.add(vertex.key(), change.apply(vertex.operation()), vertex.inputs());
        }
        architecture.outputs().forEach(builder::output);
        return builder.build();
    }

    private static Weights absolute(Weights weights) {
        Map<String, FloatArray> byKey = new TreeMap<>();
        weights.byKey().forEach((key, array) -> {
            float[] values = array.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]);
            }
            byKey.put(key, new FloatArray(array.shape(), values));
        });
        return new Weights(byKey);
    }

    private Examples ones() {
        float[] features = new float[Math.toIntExact(batch.shape().size())];
        Arrays.fill(features, 1);
        return new Examples(batch.shape(), features, batch.units(), new float[batch.units()]);
    }

    /** NaN without a rectifier; minus infinity where two examples switch all of them alike. */
    private double activationCodes(Architecture architecture) {
        List<Vertex> rectifiers = architecture.vertices().stream()
                .filter(vertex ->
                        vertex.operation().equals(new Operation.Activation(Operation.Activation.Function.RELU)))
                .toList();
        if (rectifiers.isEmpty()) {
            return Double.NaN;
        }
        Architecture.Builder builder = Architecture.builder();
        architecture.vertices().forEach(vertex -> builder.add(vertex.key(), vertex.operation(), vertex.inputs()));
        rectifiers.forEach(
                vertex -> builder.output(builder.add("code/" + vertex.key(), new Operation.Flatten(), vertex.key())));
        Architecture codes = builder.build();
        Examples unlabelled = unlabelled(codes);
        try (Bank bank = bank();
                Network network = bank.network(codes, Loss.OUTPUT_SUM)) {
            network.estimateStatistics(List.of(unlabelled));
            return logDeterminant(kernel(network.outputs(unlabelled)));
        }
    }

    /** The same examples with as many targets as that network has outputs. */
    private Examples unlabelled(Architecture architecture) {
        int units = Math.toIntExact(architecture.outputs().stream()
                .mapToLong(key -> architecture.shape(key).size())
                .sum());
        return new Examples(batch.shape(), batch.features(), units, new float[batch.size() * units]);
    }

    /** For each pair of examples how many rectifiers they switch alike. */
    private RealMatrix kernel(float[] outputs) {
        int size = batch.size();
        int width = outputs.length / size;
        double[][] alike = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int count = 0;
                for (int unit = 0; unit < width; unit++) {
                    count += outputs[i * width + unit] > 0 == outputs[j * width + unit] > 0 ? 1 : 0;
                }
                alike[i][j] = count;
                alike[j][i] = count;
            }
        }
        return MatrixUtils.createRealMatrix(alike);
    }

    private static double logDeterminant(RealMatrix kernel) {
        LUDecomposition factors = new LUDecomposition(kernel);
        if (!factors.getSolver().isNonSingular()) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < kernel.getRowDimension(); i++) {
            sum += Math.log(Math.abs(factors.getU().getEntry(i, i)));
        }
        return sum;
    }
}
