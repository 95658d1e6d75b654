package dev.espalier.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.espalier.architecture.Shape;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a raw example becomes the features of a network and its outputs become predictions; written as
 * {@code preprocessing.json} beside every export. Fitted on the training part alone; immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ImagePreprocessing.class, name = "image"),
    @JsonSubTypes.Type(value = TablePreprocessing.class, name = "table")
})
public sealed interface Preprocessing permits ImagePreprocessing, TablePreprocessing {
    /** Shape of the features of one example. */
    Shape shape();

    /** How targets are coded and outputs are read. */
    Targets targets();

    /** The same features with other targets. */
    Preprocessing with(Targets targets);

    /**
     * The features of one example, laid out as {@link #shape()} says.
     *
     * @throws IllegalArgumentException where the example is of another kind or shape than those fitted on
     */
    float[] features(RawExample example);

    /** The whole of it as a JSON document that a reader needs no code of ours to follow. */
    default String json() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writerFor(Preprocessing.class)
                .writeValueAsString(this);
    }

    /** What {@link #json()} wrote. */
    static Preprocessing of(String json) {
        return JsonMapper.builder().build().readValue(json, Preprocessing.class);
    }
}
