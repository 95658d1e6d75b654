package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.FloatArray;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Vote;
import dev.espalier.network.Weights;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The losses of a real supernet on one batch for each part. */
final class SupernetLosses implements TwoLosses {
    private final Bank bank;
    private final Loss loss;
    private final Relaxation relaxation;
    private final Vote vote;
    private final Examples forWeights;
    private final Examples forAlphas;

    SupernetLosses(Bank bank, Loss loss, Relaxation relaxation, Vote vote, Examples forWeights, Examples forAlphas) {
        this.bank = bank;
        this.loss = loss;
        this.relaxation = relaxation;
        this.vote = vote;
        this.forWeights = forWeights;
        this.forAlphas = forAlphas;
    }

    @Override
    public double[] byAlphas(Part part, double[] moved) {
        return at(moved, network -> relaxation.gradient(network.slopes(examples(part))));
    }

    @Override
    public double[] byWeights(Part part, double[] moved) {
        return at(moved, network -> flat(network.gradient(examples(part))));
    }

    private Examples examples(Part part) {
        return part == Part.WEIGHTS ? forWeights : forAlphas;
    }

    private double[] at(double[] moved, Function<MixedNetwork, double[]> body) {
        try (MixedNetwork network = bank.mixed(relaxation.supernet(), relaxation.mixture(), loss, vote)) {
            if (moved.length == 0) {
                return body.apply(network);
            }
            Weights before = network.weights();
            bank.restore(moved(before, moved));
            try {
                return body.apply(network);
            } finally {
                bank.restore(before);
            }
        }
    }

    private static double[] flat(Weights gradient) {
        int size = gradient.byKey().values().stream()
                .mapToInt(array -> array.values().length)
                .sum();
        double[] flat = new double[size];
        int place = 0;
        for (FloatArray array : gradient.byKey().values()) {
            for (float value : array.values()) {
                flat[place++] = value;
            }
        }
        return flat;
    }

    /** Running statistics, which have no gradient, stay. */
    private static Weights moved(Weights weights, double[] moved) {
        Map<String, FloatArray> byKey = new TreeMap<>();
        int place = 0;
        for (Map.Entry<String, FloatArray> entry : weights.byKey().entrySet()) {
            if (!entry.getKey().endsWith("/mean") && !entry.getKey().endsWith("/variance")) {
                float[] values = entry.getValue().values().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (values[i] + moved[place++]);
                }
                byKey.put(entry.getKey(), new FloatArray(entry.getValue().shape(), values));
            }
        }
        return new Weights(byKey);
    }
}
