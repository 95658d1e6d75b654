package dev.espalier.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a class or label counts in the loss of a training, so that rare ones are not drowned by frequent ones. The
 * loss is the sum over the examples of a batch of weight times term, by their number; metrics know no weights.
 *
 * @param present of each class where it is the example's, of each label where it holds
 * @param absent of each label where it does not hold; ones for classes, which have no such term
 */
public record ClassWeights(List<Double> present, List<Double> absent) {
    public ClassWeights {
        present = List.copyOf(present);
        absent = List.copyOf(absent);
    }

    /**
     * Weights with which every class has the same part in the loss, and so has every label with its contrary: examples
     * by (classes that occur times examples of this one). They are 1 on average over these examples; what does not
     * occur has 1.
     */
    static ClassWeights balanced(Task task, Examples training) {
        double[] held = new double[training.units()];
        for (int i = 0; i < training.targets().length; i++) {
            held[i % held.length] += training.targets()[i];
        }
        boolean exclusive = task.type() == Task.Type.CLASSIFICATION;
        int size = training.size();
        int occurring = 0;
        for (double count : held) {
            occurring += count > 0 ? 1 : 0;
        }
        List<Double> present = new ArrayList<>();
        List<Double> absent = new ArrayList<>();
        for (double count : held) {
            int sides = exclusive ? occurring : count > 0 && count < size ? 2 : 1;
            present.add(weight(size, sides, count));
            absent.add(exclusive ? 1 : weight(size, sides, size - count));
        }
        return new ClassWeights(present, absent);
    }

    private static double weight(int size, int sides, double count) {
        return count > 0 ? size / (sides * count) : 1;
    }

    /** One sentence for a reader of the JSON. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String reading() {
        return "In training the loss of an example counted present[class] times (of a label present[label] times where"
                + " it holds, absent[label] times where not): predicted probabilities are those of equally frequent"
                + " classes, or of labels that hold as often as not.";
    }

    /** The weight of each unit's term for targets of classes or labels, row after row. */
    public float[] of(float[] targets) {
        float[] weights = new float[targets.length];
        for (int i = 0; i < targets.length; i++) {
            weights[i] = (targets[i] > 0.5f ? present : absent)
                    .get(i % present.size())
                    .floatValue();
        }
        return weights;
    }
}
