package dev.espalier.network;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Parameter;
import dev.espalier.architecture.Shape;
import dev.espalier.architecture.Vertex;
import dev.espalier.trial.Seeds;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of a bank by key and shape, under the names of {@link StoredName}. Safe for many threads, because
 * networks that are made in parallel may begin parameters that were never trained; the numbers in it are not guarded.
 */
public final class BankParameters<P extends BankParameter<?>> implements AutoCloseable {
    private final Seeds seeds;
    private final Maker<P> maker;
    private final Map<String, P> parameters = new TreeMap<>();
    /** What was found before: a search asks for the same vertices again and again. */
    private final Map<Place, Map<String, P>> known = new HashMap<>();

    /** How an engine begins a parameter. */
    @FunctionalInterface
    public interface Maker<P> {
        P make(String key, FloatArray start, boolean trainable);
    }

    /** All that the parameters of a vertex depend on. */
    private record Place(String vertex, Operation operation, List<Shape> inputs) {}

    public BankParameters(Seeds seeds, Maker<P> maker) {
        this.seeds = seeds;
        this.maker = maker;
    }

    /** The parameters of a vertex by their names within it, begun where they were never asked for. */
    public synchronized Map<String, P> of(Architecture architecture, Vertex vertex) {
        Place place = new Place(vertex.key(), vertex.operation(), architecture.inputShapes(vertex));
        return known.computeIfAbsent(place, asked -> {
            Map<String, P> found = new LinkedHashMap<>();
            asked.operation()
                    .parameters(asked.inputs())
                    .forEach(described ->
                            found.put(described.name(), of(Weights.key(asked.vertex(), described.name()), described)));
            return Collections.unmodifiableMap(found);
        });
    }

    /** The parameter of that key and shape, begun where it was never asked for. */
    public synchronized P of(String key, Parameter described) {
        return parameters.computeIfAbsent(
                StoredName.of(key, described.shape()).text(),
                name -> maker.make(key, Initialization.draw(seeds, key, described), described.trainable()));
    }

    /** A copy of all parameters, under the plain key where one shape alone has it. */
    public synchronized Weights weights() {
        Map<String, Integer> shapes = new HashMap<>();
        parameters.values().forEach(parameter -> shapes.merge(parameter.key(), 1, Integer::sum));
        Map<String, FloatArray> byKey = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            boolean only = Integer.valueOf(1).equals(shapes.get(parameter.key()));
            byKey.put(only ? parameter.key() : name, parameter.array());
        });
        return new Weights(byKey);
    }

    /** A copy of all parameters and of what the optimiser keeps. */
    public synchronized Weights snapshot() {
        Map<String, FloatArray> byKey = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            byKey.put(name, parameter.array());
            parameter.state().forEach((slot, array) -> byKey.put(name + ":" + slot, array));
        });
        return new Weights(byKey);
    }

    /** Puts back what {@link #snapshot} or {@link #weights} gave; other parameters stay. */
    public synchronized void restore(Weights weights) {
        weights.byKey().forEach((name, array) -> {
            StoredName stored = StoredName.parse(name, array.shape());
            parameters
                    .computeIfAbsent(
                            stored.text(), missing -> maker.make(stored.key(), stored.zeros(), stored.trainable()))
                    .restore(stored.slot(), array);
        });
    }

    /** Frees all parameters. */
    @Override
    public synchronized void close() {
        parameters.values().forEach(BankParameter::close);
        parameters.clear();
        known.clear();
    }
}
