package dev.espalier.data;

import dev.espalier.architecture.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of one size with one class each.
 *
 * @param maximum the brightest value that a sample can have
 * @param samples unsigned bytes, image after image, channels first
 * @param classes index of each image's class
 */
record RawImages(Shape.Image shape, int maximum, byte[] samples, int[] classes, List<String> labels)
        implements RawData {
    RawImages {
        labels = List.copyOf(labels);
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public Task task() {
        return new Task(Task.Type.CLASSIFICATION, labels);
    }

    @Override
    public RawExample.Pixels example(int row) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[row * values.length + i] & 0xff;
        }
        return new RawExample.Pixels(shape, values);
    }

    @Override
    public List<String> target(int row) {
        return List.of(labels.get(classes[row]));
    }

    @Override
    public ImagePreprocessing fit(int... rows) {
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int channel = 0; channel < shape.channels(); channel++) {
            long sum = 0;
            long squares = 0;
            int extent = shape.height() * shape.width();
            for (int row : rows) {
                int start = (row * shape.channels() + channel) * extent;
                for (int i = start; i < start + extent; i++) {
                    int sample = samples[i] & 0xff;
                    sum += sample;
                    squares += (long) sample * sample;
                }
            }
            double count = (double) rows.length * extent;
            double mean = sum / count;
            means.add(mean);
            deviations.add(positive(Math.sqrt(Math.max(0, squares / count - mean * mean))));
        }
        return new ImagePreprocessing(shape, maximum, means, deviations, Targets.unscaled(task()));
    }

    private static double positive(double deviation) {
        return deviation > 1e-6 ? deviation : 1;
    }
}
