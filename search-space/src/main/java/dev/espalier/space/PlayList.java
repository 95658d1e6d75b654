package dev.espalier.space;

import dev.espalier.catalog.InvalidInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plays as a document: {@code {"plays": [[3, 3, 1], [0, 2, 4]]}}, the index of each chosen option. */
public final class PlayList {
    private static final String PLACE = "/plays";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private PlayList() {}

    private record Document(@Nullable List<int @Nullable []> plays) {}

    /**
     * The plays of a document, whatever space they are of.
     *
     * @throws InvalidInputException where it is not such a document
     */
    public static List<Decisions> read(String text) {
        try {
            Document document = JSON.readValue(text, Document.class);
            if (document == null || document.plays() == null || document.plays().contains(null)) {
                throw new InvalidInputException(PLACE, "The document must be {\"plays\": [[...], ...]}.");
            }
            return document.plays().stream().map(Decisions::of).toList();
        } catch (JacksonException broken) {
            throw new InvalidInputException(
                    PLACE,
                    "The document must be {\"plays\": [[...], ...]}: %s".formatted(broken.getOriginalMessage()),
                    broken);
        }
    }
}
