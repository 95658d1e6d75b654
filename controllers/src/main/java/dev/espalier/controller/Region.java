package dev.espalier.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node of LaNAS's tree (Wang 2019, section 3.1): a part of the search space, halved where a linear model of the values
 * in it crosses their mean. Left is the half that is predicted to be better.
 */
final class Region {
    /** The fewest samples that are halved. */
    private static final int SMALLEST = 6;

    private final @Nullable Region parent;
    private final List<PlayRegression.Sample> bag = new ArrayList<>();
    private double sum;
    private @Nullable Halves halves;

    private record Halves(PlayRegression model, double mean, Region left, Region right) {
        Region of(PlayRegression.Sample sample) {
            return model.predict(sample) > mean ? left : right;
        }
    }

    private Region(@Nullable Region parent) {
        this.parent = parent;
    }

    /** The root of a tree of this height, learned from these samples. */
    static Region root(List<PlayRegression.Sample> samples, double[] values, int height, double ridge) {
        Region root = new Region(null);
        root.learn(samples, values, height, ridge);
        return root;
    }

    private void learn(List<PlayRegression.Sample> samples, double[] values, int height, double ridge) {
        for (int i = 0; i < values.length; i++) {
            count(samples.get(i), values[i]);
        }
        if (height == 0 || values.length < SMALLEST) {
            return;
        }
        Halves parts =
                new Halves(PlayRegression.fit(samples, values, ridge), mean(), new Region(this), new Region(this));
        int[] left = side(samples, parts, parts.left());
        int[] right = side(samples, parts, parts.right());
        if (left.length > 0 && right.length > 0) {
            halves = parts;
            parts.left().learn(pick(samples, left), pick(values, left), height - 1, ridge);
            parts.right().learn(pick(samples, right), pick(values, right), height - 1, ridge);
        }
    }

    private static int[] side(List<PlayRegression.Sample> samples, Halves parts, Region side) {
        return IntStream.range(0, samples.size())
                .filter(i -> parts.of(samples.get(i)) == side)
                .toArray();
    }

    private static List<PlayRegression.Sample> pick(List<PlayRegression.Sample> samples, int[] indices) {
        return IntStream.of(indices).mapToObj(samples::get).toList();
    }

    private static double[] pick(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    private void count(PlayRegression.Sample sample, double value) {
        bag.add(sample);
        sum += value;
    }

    /** Counts a sample into this region and those inside it that hold it. */
    void add(PlayRegression.Sample sample, double value) {
        count(sample, value);
        if (halves != null) {
            halves.of(sample).add(sample, value);
        }
    }

    /** The leaf at the end of the path of greatest upper confidence bounds, with c in units of the values. */
    Region select(double exploration) {
        if (halves == null) {
            return this;
        }
        double log = Math.log(bag.size());
        Region left = halves.left();
        Region right = halves.right();
        return (right.bound(log, exploration) > left.bound(log, exploration) ? right : left).select(exploration);
    }

    private double bound(double logParent, double exploration) {
        return mean() + 2 * exploration * Math.sqrt(2 * logParent / bag.size());
    }

    private double mean() {
        return sum / bag.size();
    }

    /** Whether this region, part of the tree of its root, holds the sample. */
    boolean holds(PlayRegression.Sample sample) {
        Region above = parent;
        return above == null || above.halves != null && above.halves.of(sample) == this && above.holds(sample);
    }

    /** What was sampled in it, in the order of telling. */
    List<PlayRegression.Sample> bag() {
        return bag;
    }

    @Nullable
    Region parent() {
        return parent;
    }

    /** Its leaves from the best predicted to the worst. */
    List<Region> leaves() {
        if (halves == null) {
            return List.of(this);
        }
        List<Region> leaves = new ArrayList<>(halves.left().leaves());
        leaves.addAll(halves.right().leaves());
        return leaves;
    }
}
