package dev.espalier.architecture;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The shape of one example where it flows along an edge; the batch dimension is never part of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Shape.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Shape.Sequence.class, name = "sequence"),
    @JsonSubTypes.Type(value = Shape.Vector.class, name = "vector")
})
public sealed interface Shape {
    /** Numbers in one example; an {@link ArithmeticException} where that overflows. */
    long size();

    /** The features that a convolution mixes and a normalisation scales: channels, features or units. */
    int channels();

    /** The same extent with other channels. */
    Shape withChannels(int channels);

    /** Channels first: {@code channels x height x width}. */
    record Image(int channels, int height, int width) implements Shape {
        public Image {
            positive("channels", channels);
            positive("height", height);
            positive("width", width);
        }

        @Override
        public long size() {
            return Math.multiplyExact(channels, Math.multiplyExact((long) height, width));
        }

        @Override
        public Image withChannels(int channels) {
            return new Image(channels, height, width);
        }

        @Override
        public String toString() {
            return channels + "x" + height + "x" + width;
        }
    }

    /** Channels first: {@code channels x length}. */
    record Sequence(int channels, int length) implements Shape {
        public Sequence {
            positive("channels", channels);
            positive("length", length);
        }

        @Override
        public long size() {
            return (long) channels * length;
        }

        @Override
        public Sequence withChannels(int channels) {
            return new Sequence(channels, length);
        }

        @Override
        public String toString() {
            return channels + "x" + length;
        }
    }

    /** A plain vector of that many units. */
    record Vector(int channels) implements Shape {
        public Vector {
            positive("channels", channels);
        }

        @Override
        public long size() {
            return channels;
        }

        @Override
        public Vector withChannels(int channels) {
            return new Vector(channels);
        }

        @Override
        public String toString() {
            return String.valueOf(channels);
        }
    }

    private static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The %s (%d) of a shape must be positive.".formatted(what, value));
        }
    }
}
