package dev.espalier.data;

/**
 * How a raw example becomes the features of a network and its outputs become predictions; written as
 * {@code preprocessing.json} beside every export.
 */
public interface Preprocessing {
    /** The whole of it as a JSON document that a reader needs no code of ours to follow. */
    String json();
}
