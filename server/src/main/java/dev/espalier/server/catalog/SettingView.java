package dev.espalier.server.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.espalier.catalog.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting, as a form needs it.
 *
 * @param type {@code integer}, {@code number}, {@code choice}, {@code flag}, {@code text} or {@code document}
 * @param min only of numbers
 * @param max only of numbers
 * @param options only of choices
 * @param examples only of documents: to start from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingView(
        String name,
        String type,
        @JsonProperty("default") Object defaultValue,
        @Nullable Number min,
        @Nullable Number max,
        @Nullable List<String> options,
        @Nullable List<Setting.Example> examples,
        String description) {

    static SettingView of(Setting setting) {
        if (setting instanceof Setting.Whole whole) {
            return number(setting, "integer", whole.min(), whole.max());
        }
        if (setting instanceof Setting.Real real) {
            return number(setting, "number", real.min(), real.max());
        }
        if (setting instanceof Setting.Choice choice) {
            return worded(setting, "choice", choice.options(), null);
        }
        if (setting instanceof Setting.Document document) {
            return worded(setting, "document", null, document.examples());
        }
        return worded(setting, setting instanceof Setting.Flag ? "flag" : "text", null, null);
    }

    private static SettingView number(Setting setting, String type, Number min, Number max) {
        return new SettingView(
                setting.name(), type, setting.defaultValue(), min, max, null, null, setting.description());
    }

    private static SettingView worded(
            Setting setting, String type, @Nullable List<String> options, @Nullable List<Setting.Example> examples) {
        return new SettingView(
                setting.name(), type, setting.defaultValue(), null, null, options, examples, setting.description());
    }
}
