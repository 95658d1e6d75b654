package dev.espalier.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the targets of a task are written as numbers, and how the outputs of a network are read as predictions.
 *
 * @param task what is predicted
 * @param means of the targets over the training part, in their own units; zeros unless the task is a regression
 * @param deviations of the targets over the training part; ones unless the task is a regression
 * @param classWeights what classes or labels counted in training; absent where all counted the same
 */
public record Targets(
        Task task,
        List<Double> means,
        List<Double> deviations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClassWeights classWeights) {
    public Targets {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != task.units() || deviations.size() != task.units()) {
            throw new IllegalArgumentException("%d means and %d deviations do not fit %d targets."
                    .formatted(means.size(), deviations.size(), task.units()));
        }
    }

    public Targets(Task task, List<Double> means, List<Double> deviations) {
        this(task, means, deviations, null);
    }

    /** Targets without units of their own: classes or labels. */
    static Targets unscaled(Task task) {
        return new Targets(task, Collections.nCopies(task.units(), 0.0), Collections.nCopies(task.units(), 1.0));
    }

    Targets weighted(ClassWeights weights) {
        return new Targets(task, means, deviations, weights);
    }

    /** One sentence for a reader of the JSON. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String reading() {
        return switch (task.type()) {
            case CLASSIFICATION ->
                "Outputs are one number a class, in the order of task.labels; the greatest is the predicted"
                        + " class. A network as DL4J ends in softmax already: its outputs are probabilities.";
            case MULTI_LABEL ->
                "Outputs are one number a label, in the order of task.labels. A network as DL4J ends in"
                        + " a sigmoid already: an output is a probability, and its label is predicted from 0.5 on.";
            case REGRESSION ->
                "Outputs are one number a target, in the order of task.labels; times deviations plus"
                        + " means gives the prediction in the target's own units.";
        };
    }

    /**
     * The numbers to train on: one-hot for a class, 0 or 1 a label, standardised targets of a regression.
     *
     * @param cells the name of the class; or one cell a label (0 or 1) or target
     * @throws IllegalArgumentException for an unknown class or a cell that is no number
     */
    public float[] encode(List<String> cells) {
        float[] coded = new float[task.units()];
        if (task.type() == Task.Type.CLASSIFICATION) {
            int label = task.labels().indexOf(cells.get(0));
            if (label < 0) {
                throw new IllegalArgumentException(
                        "There is no class '%s'. Known: %s.".formatted(cells.get(0), task.labels()));
            }
            coded[label] = 1;
            return coded;
        }
        for (int unit = 0; unit < coded.length; unit++) {
            coded[unit] = (float) ((Cells.number(cells.get(unit)) - means.get(unit)) / deviations.get(unit));
        }
        return coded;
    }

    /** Probabilities of the classes or labels, or numbers in the targets' own units, for one example's raw outputs. */
    public double[] predictions(float[] outputs) {
        return switch (task.type()) {
            case CLASSIFICATION -> softmax(outputs);
            case MULTI_LABEL -> sigmoid(outputs);
            case REGRESSION -> original(outputs);
        };
    }

    /** What one example's raw outputs say: the class, the labels that hold, or the numbers. */
    public List<String> decision(float[] outputs) {
        double[] predictions = predictions(outputs);
        List<String> decision = new ArrayList<>();
        int best = 0;
        for (int unit = 0; unit < predictions.length; unit++) {
            best = predictions[unit] > predictions[best] ? unit : best;
            if (task.type() == Task.Type.REGRESSION) {
                decision.add(String.valueOf(predictions[unit]));
            } else if (task.type() == Task.Type.MULTI_LABEL && predictions[unit] >= 0.5) {
                decision.add(task.labels().get(unit));
            }
        }
        return task.type() == Task.Type.CLASSIFICATION ? List.of(task.labels().get(best)) : List.copyOf(decision);
    }

    private static double[] softmax(float[] outputs) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (float output : outputs) {
            greatest = Math.max(greatest, output);
        }
        double[] shares = new double[outputs.length];
        double sum = 0;
        for (int unit = 0; unit < outputs.length; unit++) {
            shares[unit] = Math.exp(outputs[unit] - greatest);
            sum += shares[unit];
        }
        for (int unit = 0; unit < outputs.length; unit++) {
            shares[unit] /= sum;
        }
        return shares;
    }

    private static double[] sigmoid(float[] outputs) {
        double[] shares = new double[outputs.length];
        for (int unit = 0; unit < outputs.length; unit++) {
            shares[unit] = 1 / (1 + Math.exp(-outputs[unit]));
        }
        return shares;
    }

    private double[] original(float[] outputs) {
        double[] numbers = new double[outputs.length];
        for (int unit = 0; unit < outputs.length; unit++) {
            numbers[unit] = outputs[unit] * deviations.get(unit) + means.get(unit);
        }
        return numbers;
    }
}
