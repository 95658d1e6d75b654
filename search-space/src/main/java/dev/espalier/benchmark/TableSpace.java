package dev.espalier.benchmark;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import java.lang.ref.SoftReference;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as a game. A play decodes to the network of the catalogue's space that the table is of; else to a
 * chain with a vertex for each decision, which says what was chosen and cannot be trained. What was decoded is kept
 * while there is memory.
 */
final class TableSpace implements SearchSpace {
    private final Trie trie;
    private final @Nullable List<DecisionPoint> fixed;
    private final @Nullable SearchSpace networks;
    private final AtomicReferenceArray<@Nullable SoftReference<Architecture>> decoded;

    TableSpace(RowPlays.Result rows, @Nullable SearchSpace networks) {
        this.trie = rows.trie();
        this.fixed = rows.fixed() ? trie.firstPath() : null;
        this.networks = networks;
        this.decoded = new AtomicReferenceArray<>(rows.plays().size());
    }

    int row(Decisions play) {
        return trie.row(play);
    }

    @Override
    public Optional<DecisionPoint> next(Decisions prefix) {
        if (fixed == null) {
            return trie.next(prefix);
        }
        return prefix.size() < fixed.size() ? Optional.of(fixed.get(prefix.size())) : Optional.empty();
    }

    @Override
    public Architecture decode(Decisions play) {
        int row = trie.row(play);
        if (row < 0) {
            points(play);
            throw new InvalidInputException("", "The play %s has no row in the table.".formatted(play));
        }
        SoftReference<Architecture> kept = decoded.get(row);
        Architecture architecture = kept == null ? null : kept.get();
        if (architecture == null) {
            architecture = networks == null ? named(play) : networks.decode(play);
            decoded.set(row, new SoftReference<>(architecture));
        }
        return architecture;
    }

    private Architecture named(Decisions play) {
        Architecture.Builder builder = Architecture.builder();
        String last = builder.add("input", new Operation.Input(new Shape.Vector(1)));
        List<DecisionPoint> points = points(play);
        for (int i = 0; i < points.size(); i++) {
            DecisionPoint point = points.get(i);
            String choice = point.options().get(play.choice(i));
            last = builder.add("decision/" + point.name(), new Operation.Named(point.name() + ": " + choice), last);
        }
        return builder.output(last).build();
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        return networks == null
                ? Optional.empty()
                : networks.encode(architecture).filter(play -> trie.row(play) >= 0);
    }

    @Override
    public Optional<List<DecisionPoint>> fixedDecisions() {
        return Optional.ofNullable(fixed);
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(trie.plays());
    }
}
