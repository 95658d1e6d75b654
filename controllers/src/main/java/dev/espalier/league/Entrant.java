package dev.espalier.league;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.controller.ControllerContext;
import dev.espalier.controller.Controllers;
import dev.espalier.trial.Controller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A controller with settings.
 *
 * @param label as it was written, such as {@code ppo:batch=5}
 * @param settings all of them, defaults filled in
 */
public record Entrant(String label, String name, Map<String, Object> settings) {

    /** What decides how long networks are trained, of which a table knows nothing, and what decides nothing. */
    private static final List<String> NOT_FOR_TABLES = List.of("successive-halving", "replay");

    /** Every controller of the catalogue as it comes that decides on plays alone. */
    public static List<Entrant> all() {
        return Controllers.catalog().names().stream()
                .filter(name -> !NOT_FOR_TABLES.contains(name))
                .map(Entrant::of)
                .toList();
    }

    /**
     * Reads {@code NAME} or {@code NAME:SETTING=VALUE,SETTING=VALUE}.
     *
     * @throws InvalidInputException where there is no such controller or setting, or the value is refused
     */
    public static Entrant of(String label) {
        String[] parts = label.split(":", 2);
        Entry<Controllers.Template> entry = Controllers.catalog().entry(parts[0]);
        Map<String, Object> given = parts.length == 1 ? Map.of() : settings(parts[1]);
        try {
            return new Entrant(
                    label, parts[0], Settings.of(entry.settings(), given).values());
        } catch (InvalidInputException refused) {
            throw new InvalidInputException(
                    "/settings" + refused.pointer(), "'%s': %s".formatted(label, refused.getMessage()), refused);
        }
    }

    /**
     * Reads several, separated by commas; what holds a {@code =} belongs to the controller before it.
     *
     * @throws InvalidInputException as {@link #of}, or where one stands there twice
     */
    public static List<Entrant> list(String text) {
        List<String> labels = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int last = labels.size() - 1;
            boolean setting = part.contains("=")
                    && !part.contains(":")
                    && last >= 0
                    && labels.get(last).contains(":");
            if (setting) {
                labels.set(last, labels.get(last) + "," + part.strip());
            } else {
                labels.add(part.strip());
            }
        }
        for (String label : labels) {
            if (labels.indexOf(label) != labels.lastIndexOf(label)) {
                throw new InvalidInputException("", "The controller '%s' stands there twice.".formatted(label));
            }
        }
        return labels.stream().map(Entrant::of).toList();
    }

    private static Map<String, Object> settings(String text) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String setting : text.split(",", -1)) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new InvalidInputException(
                        "/settings", "'%s' is no setting; write NAME=VALUE.".formatted(setting));
            }
            settings.put(parts[0].strip(), value(parts[1].strip()));
        }
        return settings;
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?") ? (Object) Double.valueOf(text) : text;
    }

    /**
     * The controller itself.
     *
     * @throws InvalidInputException where it does not fit the space
     */
    Controller in(ControllerContext context) {
        Controllers.Template template = Controllers.catalog().make(name, settings);
        template.fits(context.space());
        return template.in(context);
    }

    /** What decides how it searches. */
    String identity() {
        return name + settings;
    }
}
