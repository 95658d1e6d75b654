package dev.espalier.catalog;

import java.util.List;
import java.util.Map;

/**
 * One line of a catalogue: what a person picks by name.
 *
 * @param name the field's name for it, in kebab case
 * @param summary one sentence for the page and the command line
 * @param settings what can be set, in the order in which a form shows it
 * @param make turns checked settings into the factory that the catalogue promises
 */
public record Entry<T>(String name, String summary, List<Setting> settings, Maker<T> make) {
    /** Turns checked settings into the thing itself. */
    @FunctionalInterface
    public interface Maker<T> {
        T make(Settings settings);
    }

    public Entry {
        settings = List.copyOf(settings);
    }

    /**
     * The thing itself with the given settings.
     *
     * @throws InvalidInputException where a setting is unknown or out of bounds
     */
    public T with(Map<String, ?> given) {
        return make.make(Settings.of(settings, given));
    }
}
