package dev.espalier.data;

import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import java.util.List;
import java.util.Map;

/**
 * A data set as a search specification names it.
 *
 * @param trainingShare share of the rows outside the test part that is used at all, before the validation part is
 *     taken from it
 */
public record Selection(String id, double trainingShare) {
    /** What a specification may set: {@code {"name": "fashion-mnist", "settings": {"trainingShare": 0.1}}}. */
    public static final List<Setting> SETTINGS = List.of(Setting.real(
            "trainingShare",
            1,
            0.001,
            1,
            "Share of the training rows to use, stratified; the test part is always whole."));

    /** The whole of that data set. */
    public static Selection of(String id) {
        return new Selection(id, 1);
    }

    /**
     * That data set with the settings a person gave.
     *
     * @throws dev.espalier.catalog.InvalidInputException for unknown settings and refused values
     */
    public static Selection of(String id, Map<String, ?> settings) {
        return new Selection(id, Settings.of(SETTINGS, settings).real("trainingShare"));
    }
}
