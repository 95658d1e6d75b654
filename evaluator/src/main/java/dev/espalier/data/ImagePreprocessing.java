package dev.espalier.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.espalier.architecture.Shape;
import java.util.List;

/**
 * Images of one size: every channel less its mean, over its deviation.
 *
 * @param shape of the image and of the features
 * @param maximum the brightest value that a sample can have, such as 255
 * @param means of each channel over all training images, in the samples' own units
 * @param deviations of each channel over all training images; 1 where a channel is constant
 */
public record ImagePreprocessing(
        Shape.Image shape, int maximum, List<Double> means, List<Double> deviations, Targets targets)
        implements Preprocessing {
    public ImagePreprocessing {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    /** One sentence for a reader of the JSON. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String features() {
        return "Features are channel after channel, row after row, column after column: (sample - means[channel]) /"
                + " deviations[channel], where a sample is the value in the file, from 0 to maximum: gray, or red,"
                + " green and blue. An image of another size is resized first, each channel by itself: a pixel is"
                + " the mean of the source area under it, rounded half up to a whole number.";
    }

    @Override
    public ImagePreprocessing with(Targets others) {
        return new ImagePreprocessing(shape, maximum, means, deviations, others);
    }

    @Override
    public float[] features(RawExample example) {
        if (!(example instanceof RawExample.Pixels pixels) || !pixels.shape().equals(shape)) {
            throw new IllegalArgumentException("An image of %s was expected, not %s."
                    .formatted(shape, example instanceof RawExample.Pixels other ? other.shape() : "a row"));
        }
        float[] features = new float[pixels.values().length];
        int extent = shape.height() * shape.width();
        for (int channel = 0; channel < shape.channels(); channel++) {
            double mean = means.get(channel);
            double deviation = deviations.get(channel);
            for (int i = channel * extent; i < (channel + 1) * extent; i++) {
                features[i] = (float) ((pixels.values()[i] - mean) / deviation);
            }
        }
        return features;
    }
}
