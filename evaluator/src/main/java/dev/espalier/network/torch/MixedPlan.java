package dev.espalier.network.torch;

import dev.espalier.architecture.Architecture;
import dev.espalier.network.Mixture;
import dev.espalier.space.Supernet;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A supernet as layers, with those operations alone that a mixture computes.
 *
 * @param spots the layers of the outer plan that mix, each by its identity
 */
record MixedPlan(Supernet supernet, Mixture mixture, Plan outer, Map<Layer, Spot> spots) {
    /**
     * What one mixed layer computes.
     *
     * @param edge position of its edge in the supernet
     */
    record Spot(int edge, List<Branch> branches) {}

    /**
     * One operation on the way.
     *
     * @param operation its position in the supernet
     */
    record Branch(int operation, Plan plan) {}

    static MixedPlan of(Supernet supernet, Mixture mixture, TorchBank bank) {
        Plan outer = Plan.of(supernet.outer(), bank::parameters);
        Map<Layer, Spot> spots = new IdentityHashMap<>();
        supernet.places().forEach((key, place) -> {
            List<Branch> branches = new ArrayList<>();
            for (int operation = 0; operation < place.options().size(); operation++) {
                Optional<Architecture> option = place.options().get(operation);
                if (option.isPresent() && mixture.operations()[place.edge()][operation] != 0) {
                    branches.add(new Branch(operation, Plan.of(option.get(), bank::parameters)));
                }
            }
            Layer layer = outer.layers().get(supernet.outer().position(key));
            spots.put(layer, new Spot(place.edge(), List.copyOf(branches)));
        });
        return new MixedPlan(supernet, mixture, outer, spots);
    }

    /** The layers of all branches, in the order of the outer plan. */
    List<Layer> inner() {
        return outer.layers().stream()
                .flatMap(layer -> Stream.ofNullable(spots.get(layer)))
                .flatMap(spot -> spot.branches().stream())
                .flatMap(branch -> branch.plan().layers().stream())
                .toList();
    }
}
