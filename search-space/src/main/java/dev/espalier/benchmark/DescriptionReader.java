package dev.espalier.benchmark;

import dev.espalier.benchmark.Description.CatalogSpace;
import dev.espalier.benchmark.Description.Condition;
import dev.espalier.benchmark.Description.JoinedFile;
import dev.espalier.benchmark.Description.Layout;
import dev.espalier.benchmark.Description.MetricColumns;
import dev.espalier.benchmark.Description.Reference;
import dev.espalier.benchmark.Description.SignalColumns;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the description of a table that a person wrote; the form is described in {@code docs/league.md}. */
final class DescriptionReader {
    private static final int MAX_FILES = 20;
    private static final int MAX_COLUMNS = 200;
    private static final int MAX_WORDS = 1_000;

    private DescriptionReader() {}

    /**
     * @throws InvalidInputException with a pointer into the document
     */
    static Description read(String document) {
        Place root = Place.root(document)
                .only(
                        "name",
                        "about",
                        "files",
                        "where",
                        "duplicates",
                        "partial",
                        "decisions",
                        "space",
                        "same",
                        "metrics",
                        "costs",
                        "proxies",
                        "latencies");
        root.field("about").ifPresent(Place::text);
        List<JoinedFile> files = root.required("files").items(1, MAX_FILES).stream()
                .map(DescriptionReader::file)
                .toList();
        if (files.get(0).key().isPresent()) {
            throw root.required("files").refused("The first file is the one that others are joined to: no 'join'.");
        }
        List<MetricColumns> metrics = root.required("metrics").items(1, MAX_COLUMNS).stream()
                .map(DescriptionReader::metric)
                .toList();
        unique(
                root.required("metrics"),
                metrics.stream().map(MetricColumns::name).toList());
        return new Description(root.required("name").word(), files, layout(root), metrics, measured(root));
    }

    private static Map<String, Reference> measured(Place root) {
        Map<String, Reference> measured = new LinkedHashMap<>(columns(root, "costs"));
        BiConsumer<String, Reference> add = (label, column) -> {
            if (measured.put(label, column) != null) {
                throw new InvalidInputException(column.pointer(), "'%s' is measured twice.".formatted(label));
            }
        };
        columns(root, "proxies").forEach(add);
        columns(root, "latencies").forEach((device, column) -> add.accept("latency." + device, column));
        return Collections.unmodifiableMap(measured);
    }

    private static JoinedFile file(Place place) {
        if (place.isText()) {
            return new JoinedFile(fileName(place), Optional.empty(), place.pointer());
        }
        place.only("file", "join");
        return new JoinedFile(
                fileName(place.required("file")), Optional.of(reference(place.required("join"))), place.pointer());
    }

    private static String fileName(Place place) {
        String name = place.text();
        if (name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw place.refused("The file '%s' must be a name in the folder of the tables, not a path.", name);
        }
        return name;
    }

    private static Layout layout(Place root) {
        boolean mean = root.field("duplicates")
                .map(place -> choice(place, "refuse", "mean").equals("mean"))
                .orElse(false);
        List<DecisionColumn> decisions = root.required("decisions").items(1, MAX_COLUMNS).stream()
                .map(DescriptionReader::decision)
                .toList();
        return new Layout(
                where(root),
                mean,
                root.field("partial").map(Place::flag).orElse(false),
                decisions,
                root.field("space").map(DescriptionReader::space),
                root.field("same").map(DescriptionReader::reference));
    }

    private static List<Condition> where(Place root) {
        List<Condition> conditions = new ArrayList<>();
        root.field("where").ifPresent(where -> {
            for (String column : where.names()) {
                Place words = where.required(column);
                conditions.add(new Condition(
                        new Reference(column, 1, words.pointer()),
                        words.isText() ? List.of(words.text()) : texts(words, 1)));
            }
        });
        return conditions;
    }

    private static DecisionColumn decision(Place place) {
        place.only("column", "split", "match", "name", "names", "kind", "kinds", "options", "words", "optional");
        Reference column = reference(place.required("column"));
        DecisionColumn.Reading reading = reading(place);
        String name = place.field("name").map(Place::text).orElse(column.column());
        List<String> names = place.field("names").map(list -> texts(list, 1)).orElse(List.of());
        place.field("names").ifPresent(list -> unique(list, names));
        List<String> kinds = place.field("kinds")
                .map(list -> texts(list, 1))
                .orElse(List.of(place.field("kind").map(Place::text).orElse(name)));
        if (kinds.size() != 1 && kinds.size() != names.size()) {
            throw place.required("kinds")
                    .refused("There are %d kinds for %d names of decisions.", kinds.size(), names.size());
        }
        List<String> options =
                place.field("options").map(list -> texts(list, 1)).orElse(List.of());
        place.field("options").ifPresent(list -> unique(list, options));
        return new DecisionColumn(
                column,
                reading,
                name,
                names,
                kinds,
                options,
                place.field("words").map(DescriptionReader::words).orElse(Map.of()),
                place.field("optional").map(Place::flag).orElse(false));
    }

    private static DecisionColumn.Reading reading(Place place) {
        Optional<Place> match = place.field("match");
        Optional<Place> split = place.field("split");
        if (match.isPresent() && split.isPresent()) {
            throw split.get().refused("A column is read by 'split' or by 'match', not by both.");
        }
        return match.<DecisionColumn.Reading>map(pattern -> new DecisionColumn.Reading.Matches(pattern(pattern)))
                .or(() -> split.map(separator -> new DecisionColumn.Reading.Split(String.valueOf(separator.scalar()))))
                .orElse(new DecisionColumn.Reading.Whole());
    }

    private static Pattern pattern(Place place) {
        try {
            return Pattern.compile(place.text());
        } catch (PatternSyntaxException wrong) {
            throw place.refused("'%s' is no regular expression: %s.", place.text(), wrong.getDescription());
        }
    }

    private static Map<String, String> words(Place place) {
        Map<String, String> words = new LinkedHashMap<>();
        place.names().forEach(word -> words.put(word, place.required(word).text()));
        return words;
    }

    private static CatalogSpace space(Place place) {
        place.only("name", "settings", "identity", "input", "outputs");
        List<Integer> input = place.required("input").items(1, 3).stream()
                .map(DescriptionReader::whole)
                .toList();
        Map<String, Object> settings = settings(place, "settings");
        Map<String, Object> identity = new LinkedHashMap<>(settings);
        identity.putAll(settings(place, "identity"));
        return new CatalogSpace(
                place.required("name").word(),
                settings,
                identity,
                input,
                whole(place.required("outputs")),
                place.pointer());
    }

    private static Map<String, Object> settings(Place place, String field) {
        Map<String, Object> settings = new LinkedHashMap<>();
        place.field(field)
                .ifPresent(given -> given.names()
                        .forEach(name -> settings.put(name, given.required(name).scalar())));
        return settings;
    }

    private static int whole(Place place) {
        double value = place.above(0);
        if (value != Math.rint(value) || value > 1_000_000) {
            throw place.refused("Here must be a whole number from 1 to 1000000, not %s.", value);
        }
        return (int) value;
    }

    private static MetricColumns metric(Place place) {
        place.only("name", "direction", "reward", "report", "signal");
        boolean maximized = place.field("direction")
                .map(direction -> choice(direction, "maximize", "minimize").equals("maximize"))
                .orElse(true);
        return new MetricColumns(
                place.required("name").word(),
                maximized,
                reference(place.required("reward")),
                columns(place, "report"),
                place.field("signal").map(DescriptionReader::signal),
                place.pointer());
    }

    private static SignalColumns signal(Place place) {
        place.only("reward", "seconds", "budget");
        return new SignalColumns(
                reference(place.required("reward")),
                reference(place.required("seconds")),
                place.required("budget").above(0));
    }

    private static Map<String, Reference> columns(Place place, String field) {
        Map<String, Reference> columns = new LinkedHashMap<>();
        place.field(field)
                .ifPresent(given -> given.names().forEach(name -> columns.put(name, reference(given.required(name)))));
        return Collections.unmodifiableMap(columns);
    }

    private static Reference reference(Place place) {
        if (place.isText()) {
            return new Reference(place.text(), 1, place.pointer());
        }
        place.only("column", "factor");
        double factor = place.field("factor").map(given -> given.above(0)).orElse(1.0);
        return new Reference(place.required("column").text(), factor, place.pointer());
    }

    private static String choice(Place place, String one, String other) {
        if (!List.of(one, other).contains(place.text())) {
            throw place.refused("Here must be '%s' or '%s', not '%s'.", one, other, place.text());
        }
        return place.text();
    }

    private static List<String> texts(Place place, int least) {
        Function<Place, String> text = item -> item.isText() ? item.text() : String.valueOf(item.scalar());
        return place.items(least, MAX_WORDS).stream().map(text).toList();
    }

    private static void unique(Place place, List<String> words) {
        for (String word : words) {
            if (words.indexOf(word) != words.lastIndexOf(word)) {
                throw place.refused("'%s' stands here twice.", word);
            }
        }
    }
}
