package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the mixed vertices of a supernet while its outer network is written. */
final class Mixing {
    private final int share;
    private final List<String> operations;
    private final Map<String, Spot> spots = new LinkedHashMap<>();

    /** Writes one operation behind an input; gives the key of its result, or the input where it computes nothing. */
    @FunctionalInterface
    interface Option {
        String write(Layers layers, int operation, String input, int width);
    }

    private record Spot(int edge, int width, Option option) {}

    Mixing(int share, List<String> operations) {
        this.share = share;
        this.operations = operations;
    }

    /** Writes the vertex of an edge, which has this width on both sides; gives its key. */
    String edge(Layers layers, String key, String input, int edge, int width, int stride, Option option) {
        if (width % share != 0) {
            throw new InvalidInputException(
                    "/settings/stemWidth",
                    "%d channels cannot be cut into %d equal parts. Maybe choose a stemWidth that is a multiple of %d."
                            .formatted(width, share, share));
        }
        spots.put(key, new Spot(edge, width / share, option));
        Operation bypass =
                stride == 1 ? new Operation.Identity() : new Operation.Pooling(Operation.Pooling.Kind.MAX, 3, stride);
        return layers.add(key, bypass, input);
    }

    Supernet supernet(Architecture outer, List<Supernet.Edge> edges) {
        Map<String, Supernet.Place> places = new LinkedHashMap<>();
        spots.forEach((key, spot) -> {
            Shape.Image read =
                    (Shape.Image) outer.inputShapes(outer.vertex(key)).get(0);
            Ports ports = Ports.of(new Shape.Image(spot.width(), read.height(), read.width()), 1);
            List<Optional<Architecture>> options = new ArrayList<>();
            for (int operation = 0; operation < operations.size(); operation++) {
                options.add(option(spot, operation, ports));
            }
            places.put(key, new Supernet.Place(spot.edge(), options));
        });
        return new Supernet(outer, edges, operations, places, share);
    }

    private static Optional<Architecture> option(Spot spot, int operation, Ports ports) {
        Layers layers = new Layers(ports);
        String last = spot.option().write(layers, operation, Layers.INPUT, spot.width());
        if (last.equals(Layers.INPUT)) {
            return Optional.empty();
        }
        layers.output(last);
        return Optional.of(layers.build());
    }
}
