package dev.espalier.server.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.espalier.catalog.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting, as a form needs it.
 *
 * @param type {@code integer}, {@code number}, {@code choice}, {@code flag} or {@code text}
 * @param min only of numbers
 * @param max only of numbers
 * @param options only of choices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingView(
        String name,
        String type,
        @JsonProperty("default") Object defaultValue,
        @Nullable Number min,
        @Nullable Number max,
        @Nullable List<String> options,
        String description) {

    static SettingView of(Setting setting) {
        if (setting instanceof Setting.Whole whole) {
            return of(setting, "integer", whole.min(), whole.max(), null);
        }
        if (setting instanceof Setting.Real real) {
            return of(setting, "number", real.min(), real.max(), null);
        }
        if (setting instanceof Setting.Choice choice) {
            return of(setting, "choice", null, null, choice.options());
        }
        return of(setting, setting instanceof Setting.Flag ? "flag" : "text", null, null, null);
    }

    private static SettingView of(
            Setting setting, String type, @Nullable Number min, @Nullable Number max, @Nullable List<String> options) {
        return new SettingView(setting.name(), type, setting.defaultValue(), min, max, options, setting.description());
    }
}
