package dev.espalier.benchmark;

import dev.espalier.architecture.Shape;
import dev.espalier.benchmark.Description.CatalogSpace;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Foresight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A table of trained networks: a search space of its rows, and what was measured of each. */
public final class Benchmark {
    private final String name;
    private final TableSpace space;
    private final RowPlays.Result rows;
    private final List<String> places;
    private final List<TableMetric> metrics;
    private final Map<String, TableMetric.Numbers> measured;
    private final Optional<List<String>> same;
    private final @Nullable SearchSpace identity;
    private final AtomicReferenceArray<@Nullable String> classes;
    private final String fingerprint;

    private Benchmark(String document, Path folder) {
        Description description = DescriptionReader.read(document);
        Sheet sheet = new Sheet(description, folder);
        Description.Layout layout = description.layout();
        SearchSpace networks = layout.space()
                .map(space -> catalog(space, space.settings(), "/settings"))
                .orElse(null);
        List<DecisionPoint> decisions = networks == null ? List.of() : fixed(networks, layout);
        this.identity = layout.space().map(space -> identity(space, decisions)).orElse(null);
        this.name = description.name();
        this.rows = RowPlays.of(layout, sheet, decisions);
        this.space = new TableSpace(rows, networks);
        this.places =
                rows.rows().stream().map(group -> sheet.place(group.get(0))).toList();
        Measurements read = new Measurements(sheet, rows.rows());
        this.metrics = description.metrics().stream().map(read::metric).toList();
        this.measured = read.numbers(description.measured());
        this.same = layout.same().map(read::same);
        this.classes = new AtomicReferenceArray<>(rows.plays().size());
        this.fingerprint = CsvTable.sum((document + sheet.sums()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The benchmark that a description makes of the files in a folder.
     *
     * @throws InvalidInputException with a pointer into the description, naming file, line and column
     */
    static Benchmark of(String document, Path folder) {
        return new Benchmark(document, folder);
    }

    /** @param field of the description that holds the settings */
    private static SearchSpace catalog(CatalogSpace space, Map<String, Object> settings, String field) {
        List<Integer> input = space.input();
        Shape shape = switch (input.size()) {
            case 1 -> new Shape.Vector(input.get(0));
            case 2 -> new Shape.Sequence(input.get(0), input.get(1));
            default -> new Shape.Image(input.get(0), input.get(1), input.get(2));
        };
        try {
            return SearchSpaces.catalog().make(space.name(), settings).fit(Ports.of(shape, space.outputs()));
        } catch (InvalidInputException refused) {
            String place = space.pointer() + refused.pointer().replaceFirst("^/settings", field);
            throw new InvalidInputException(place, String.valueOf(refused.getMessage()), refused);
        }
    }

    /** The space of smaller networks, which must have the same plays. */
    private static SearchSpace identity(CatalogSpace space, List<DecisionPoint> decisions) {
        SearchSpace identity = catalog(space, space.identity(), "/identity");
        if (!identity.fixedDecisions().equals(Optional.of(decisions))) {
            throw new InvalidInputException(
                    space.pointer() + "/identity",
                    "With these settings the space '%s' has other decisions than the rows.".formatted(space.name()));
        }
        return identity;
    }

    private static List<DecisionPoint> fixed(SearchSpace networks, Description.Layout layout) {
        return networks.fixedDecisions()
                .orElseThrow(() -> new InvalidInputException(
                        layout.space().map(CatalogSpace::pointer).orElse(""),
                        "The rows of a table are plays of a space with a fixed list of decisions; in this one they"
                                + " depend on the play."));
    }

    public String name() {
        return name;
    }

    /** The rows as a game; has fixed decisions where every combination of options has a row. */
    public SearchSpace space() {
        return space;
    }

    /** How many plays have a row; rows are numbered from 0 in order of first appearance. */
    public int rows() {
        return rows.plays().size();
    }

    /** The row of a complete play, or -1 where it has none. */
    public int row(Decisions play) {
        return space.row(play);
    }

    public Decisions play(int row) {
        return rows.plays().get(row);
    }

    /** File and line of a row, for messages. */
    public String place(int row) {
        return places.get(row);
    }

    public List<TableMetric> metrics() {
        return metrics;
    }

    /**
     * The metric of that name.
     *
     * @throws InvalidInputException with the list of known names
     */
    public TableMetric metric(String wanted) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "/metric",
                        "The benchmark '%s' has no metric '%s'. Known: %s."
                                .formatted(
                                        name,
                                        wanted,
                                        metrics.stream().map(TableMetric::name).toList())));
    }

    /** Costs, proxies and latencies: all that is known without training. */
    public Foresight foresight() {
        return new Foresight() {
            @Override
            public List<String> names() {
                return List.copyOf(measured.keySet());
            }

            @Override
            public OptionalDouble of(String name, Decisions play) {
                int row = row(play);
                double value = row < 0
                        ? Double.NaN
                        : Objects.requireNonNull(measured.get(name), name).of(row);
                return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
            }
        };
    }

    /** Costs and proxies by name and latencies as {@code latency.DEVICE}, as far as they were measured for this row. */
    public Map<String, Double> measured(int row) {
        Map<String, Double> values = new TreeMap<>();
        measured.forEach((label, numbers) -> {
            if (!Double.isNaN(numbers.of(row))) {
                values.put(label, numbers.of(row));
            }
        });
        return values;
    }

    /** Looks up what a search sees. */
    public TableEvaluator evaluator(TableMetric metric, TableMetric.View view) {
        return new TableEvaluator(this, metric, view);
    }

    /** Equal for rows whose networks are isomorphic; where only names are known, for no two rows. Safe for threads. */
    public String isomorphismClass(int row) {
        if (identity == null) {
            return String.valueOf(row);
        }
        String known = classes.get(row);
        if (known == null) {
            known = identity.decode(play(row)).hash();
            classes.set(row, known);
        }
        return known;
    }

    /** What the table itself calls the network of a row, where it has such a column. */
    public Optional<String> sameNetwork(int row) {
        return same.map(words -> words.get(row));
    }

    /** Whether the table has a column that names networks. */
    public boolean hasSameNetworks() {
        return same.isPresent();
    }

    /** Changes with the content of the files and the description. */
    public String fingerprint() {
        return fingerprint;
    }
}
