package dev.espalier.catalog;

import java.util.List;
import java.util.Map;

/** An ordered list of entries with unique names; the first one is the default. */
public record Catalog<T>(String kind, List<Entry<T>> entries) {
    public Catalog {
        entries = List.copyOf(entries);
        if (entries.stream().map(Entry::name).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("Two entries of the catalogue of %ss share a name.".formatted(kind));
        }
    }

    /**
     * The entry of that name.
     *
     * @throws InvalidInputException with pointer {@code /name} and the list of known names
     */
    public Entry<T> entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "/name", "There is no %s '%s'. Known: %s.".formatted(kind, name, names())));
    }

    /**
     * The thing of that name with those settings.
     *
     * @throws InvalidInputException with a pointer to {@code /name} or below {@code /settings}
     */
    public T make(String name, Map<String, ?> settings) {
        Entry<T> entry = entry(name);
        try {
            return entry.with(settings);
        } catch (InvalidInputException refused) {
            throw refused.within("/settings");
        }
    }

    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }
}
