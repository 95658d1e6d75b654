package dev.espalier.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checked values for every setting of one catalogue entry, defaults filled in, in the entry's order. */
public final class Settings {
    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Checks what a person gave against the described settings.
     *
     * @throws InvalidInputException for an unknown name (listing the known ones) or a refused value
     */
    public static Settings of(List<Setting> described, Map<String, ?> given) {
        List<String> known = described.stream().map(Setting::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidInputException(
                        InvalidInputException.step(name),
                        "There is no setting '%s'. Known settings: %s.".formatted(name, known));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting setting : described) {
            Object value = given.get(setting.name());
            values.put(setting.name(), value == null ? setting.defaultValue() : setting.accept(value));
        }
        return new Settings(values);
    }

    public int integer(String name) {
        return Math.toIntExact((Long) value(name));
    }

    public double real(String name) {
        return (Double) value(name);
    }

    public String text(String name) {
        return (String) value(name);
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** All values by name, in the entry's order. */
    public Map<String, Object> values() {
        return values;
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no setting '" + name + "' is described");
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
