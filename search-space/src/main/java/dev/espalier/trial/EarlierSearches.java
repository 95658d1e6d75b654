package dev.espalier.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.espalier.catalog.InvalidInputException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a controller knows before its first trial: {@code {"task": [1000, 3], "searches": [{"task": [500, 3], "plays":
 * [[3, 3, 1], [0, 2, 4]]}]}}. It decides the history, so it is stored with the search as it is.
 *
 * @param task numbers that describe the task at hand, such as rows, classes and channels of the data, in a fixed order and
 *     in any unit; none where nothing is known
 * @param searches described by as many numbers
 */
public record EarlierSearches(
        @JsonProperty(required = true) List<Double> task,
        @JsonProperty(required = true) List<EarlierSearch> searches) {
    public static final EarlierSearches NONE = new EarlierSearches(List.of(), List.of());

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .build();

    /** @throws InvalidInputException where the numbers of tasks do not fit each other, or one is not finite */
    public EarlierSearches {
        task = List.copyOf(task);
        searches = List.copyOf(searches);
        requireFinite(task, "/task");
        for (int i = 0; i < searches.size(); i++) {
            List<Double> other = searches.get(i).task();
            String place = "/searches/" + i + "/task";
            requireFinite(other, place);
            if (other.size() != task.size()) {
                throw new InvalidInputException(
                        place,
                        "This task is described by %d numbers %s, the one at hand by %d %s."
                                .formatted(other.size(), other, task.size(), task));
            }
        }
    }

    private static void requireFinite(List<Double> task, String place) {
        for (int i = 0; i < task.size(); i++) {
            if (!Double.isFinite(task.get(i))) {
                throw new InvalidInputException(
                        place + "/" + i, "What describes a task (%s) must be finite.".formatted(task.get(i)));
            }
        }
    }

    /**
     * What such a document holds.
     *
     * @throws InvalidInputException where it is none
     */
    public static EarlierSearches read(String text) {
        try {
            return Objects.requireNonNullElse(JSON.readValue(text, EarlierSearches.class), NONE);
        } catch (JacksonException broken) {
            if (broken.getCause() instanceof InvalidInputException refused) {
                throw refused;
            }
            throw new InvalidInputException(
                    "",
                    "This must be {\"task\": [...], \"searches\": [{\"task\": [...], \"plays\": [[...], ...]}, ...]}: %s"
                            .formatted(broken.getOriginalMessage()),
                    broken);
        }
    }

    /** The document that is read back as this. */
    public String text() {
        return JSON.writeValueAsString(this);
    }
}
