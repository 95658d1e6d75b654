package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * NASWOT (Mellor 2021): the log-determinant of how many rectifiers each pair of examples switches alike.
 *
 * @param banks each with the first weights
 * @param batch whose examples are compared
 */
record ActivationCodes(Supplier<Bank> banks, Loss loss, Examples batch) {
    /** Outputs of rectifiers in memory: 64 MB. */
    private static final int AT_ONCE = 1 << 24;

    /** NaN without a rectifier; minus infinity where two examples switch all of them alike. */
    double of(Architecture architecture) {
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
        try (Bank bank = banks.get();
                Network whole = bank.network(architecture, loss)) {
            whole.estimateStatistics(List.of(batch));
            bank.restore(whole.weights());
            try (Network network = bank.network(builder.build(), Loss.OUTPUT_SUM)) {
                long units = units(architecture, rectifiers);
                return logDeterminant(kernel(codes(network, units), units));
            }
        }
    }

    private static long units(Architecture architecture, List<Vertex> rectifiers) {
        return rectifiers.stream()
                .mapToLong(vertex -> architecture.shape(vertex.key()).size())
                .sum();
    }

    /** Which of the rectifiers each example switches on. */
    private List<BitSet> codes(Network network, long units) {
        int atOnce = (int) Math.max(1, AT_ONCE / units);
        List<BitSet> codes = new ArrayList<>();
        for (int from = 0; from < batch.size(); from += atOnce) {
            int size = Math.min(atOnce, batch.size() - from);
            float[] outputs = network.outputs(
                    batch.rows(IntStream.range(from, from + size).toArray()));
            int width = outputs.length / size;
            for (int row = 0; row < size; row++) {
                BitSet code = new BitSet(width);
                for (int unit = 0; unit < width; unit++) {
                    code.set(unit, outputs[row * width + unit] > 0);
                }
                codes.add(code);
            }
        }
        return codes;
    }

    /** For each pair of examples how many rectifiers they switch alike. */
    private static RealMatrix kernel(List<BitSet> codes, long units) {
        double[][] alike = new double[codes.size()][codes.size()];
        for (int i = 0; i < codes.size(); i++) {
            for (int j = 0; j <= i; j++) {
                BitSet different = (BitSet) codes.get(i).clone();
                different.xor(codes.get(j));
                alike[i][j] = units - different.cardinality();
                alike[j][i] = alike[i][j];
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
