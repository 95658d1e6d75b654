package dev.espalier.controller;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The table NAS-Bench-201 (Dong 2020) as a game of six decisions whose 15,625 plays are all different: accuracies in
 * percent instead of training.
 */
final class NasBench201 implements SearchSpace {
    /** Where the table lies beside the repository. */
    static final Path FILE = Path.of("../../shared/data/nas/nasbench201.csv.gz");

    private static final List<String> OPERATIONS =
            List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
    private static final List<DecisionPoint> POINTS = IntStream.of(1, 2, 3)
            .boxed()
            .flatMap(to -> IntStream.range(0, to)
                    .mapToObj(from -> DecisionPoint.of("edge" + from + "-" + to, "operation", OPERATIONS)))
            .toList();

    private final List<String> columns;
    private final Map<Decisions, double[]> rows = new HashMap<>(); // looked up, never iterated

    private NasBench201(BufferedReader lines) throws IOException {
        this.columns = List.of(lines.readLine().split(",", -1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.split(",", -1);
            int[] choices = Arrays.stream(cells[1].split("[|+]+"))
                    .filter(cell -> !cell.isEmpty())
                    .mapToInt(cell -> OPERATIONS.indexOf(cell.substring(0, cell.indexOf('~'))))
                    .toArray();
            double[] numbers = new double[cells.length];
            for (int i = 2; i < cells.length; i++) {
                numbers[i] = cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]);
            }
            rows.put(Decisions.of(choices), numbers);
        }
    }

    static NasBench201 load() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            return new NasBench201(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    double value(Decisions play, String column) {
        return Objects.requireNonNull(rows.get(play))[columns.indexOf(column)];
    }

    /** The plays of a search of so many queries that is rewarded with this column, one evaluation in flight. */
    List<Decisions> search(String name, Map<String, ?> settings, String column, long seed, int trials) {
        Seeds seeds = new Seeds(seed);
        Controller controller = Searches.controller(name, settings, this, seed, trials);
        Decisions[] plays = new Decisions[trials];
        for (int number = 1; number <= trials; number++) {
            Proposal proposal = controller.ask(number, List.of(), seeds.stream("ask", number));
            Outcome outcome = new Outcome.Scored(value(proposal.decisions(), column) / 100, Map.of(), 0, null);
            controller.tell(new Trial(number, proposal, null, outcome, null));
            plays[number - 1] = proposal.decisions();
        }
        return List.of(plays);
    }

    @Override
    public Optional<DecisionPoint> next(Decisions prefix) {
        return prefix.size() < POINTS.size() ? Optional.of(POINTS.get(prefix.size())) : Optional.empty();
    }

    @Override
    public Optional<List<DecisionPoint>> fixedDecisions() {
        return Optional.of(POINTS);
    }

    /** A chain whose widths are the choices: different for every play. */
    @Override
    public Architecture decode(Decisions play) {
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("input", new Operation.Input(new Shape.Vector(1)));
        for (int i = 0; i < play.size(); i++) {
            last = builder.add("edge" + i, new Operation.Dense(1 + play.choice(i), false), last);
        }
        return builder.output(last).build();
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(15_625);
    }
}
