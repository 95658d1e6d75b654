package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import java.util.List;
import java.util.Map;

/**
 * A data set as a search specification names it.
 *
 * @param trainingShare share of the rows outside the test part that is used at all, before the validation part is
 *     taken from it
 * @param balanced whether rare classes or labels count as much as frequent ones in training
 */
public record Selection(String id, double trainingShare, boolean balanced) {
    private static final String TRAINING_SHARE = "trainingShare";
    private static final String CLASS_WEIGHTS = "classWeights";
    private static final String NONE = "none";
    private static final String BALANCED = "balanced";

    /** What a specification may set: {@code {"name": "fashion-mnist", "settings": {"trainingShare": 0.1}}}. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.real(
                    TRAINING_SHARE,
                    1,
                    0.001,
                    1,
                    "Share of the training rows to use, stratified; the test part is always whole."),
            Setting.choice(
                    CLASS_WEIGHTS,
                    NONE,
                    List.of(NONE, BALANCED),
                    "Whether rare classes count as much as frequent ones in training; metrics know no weights."));

    /** The whole of that data set. */
    public static Selection of(String id) {
        return of(id, Map.of());
    }

    /**
     * That data set with the settings a person gave.
     *
     * @throws InvalidInputException for unknown settings and refused values
     */
    public static Selection of(String id, Map<String, ?> given) {
        Settings settings = Settings.of(SETTINGS, given);
        return new Selection(
                id, settings.real(TRAINING_SHARE), settings.text(CLASS_WEIGHTS).equals(BALANCED));
    }

    /** All settings, as {@link #of(String, Map)} takes them. */
    public Map<String, Object> settings() {
        return Settings.of(SETTINGS, Map.of(TRAINING_SHARE, trainingShare, CLASS_WEIGHTS, balanced ? BALANCED : NONE))
                .values();
    }

    /** @throws InvalidInputException where a setting means nothing for this task */
    public void requireFitting(Task task) {
        if (balanced && task.type() == Task.Type.REGRESSION) {
            throw new InvalidInputException(
                    "/settings/" + CLASS_WEIGHTS,
                    "The class weights (%s) must be '%s': a regression has no classes.".formatted(BALANCED, NONE));
        }
    }
}
