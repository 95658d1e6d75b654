package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All 15,625 cells against what is known of NAS-Bench-201. */
class CellClassesTest {
    /**
     * The published rule tells 6,466 classes apart. It is no isomorphism: it writes every node as an expression of its
     * edges, so that a shared node and two equal ones become the same, and sums in another order different.
     */
    @Test
    void thereAreAsManyClassesAsPrunedAndContractedGraphs() {
        SearchSpace space = new CellSpace(new CellSkeleton(4, 1, 1, Ports.of(new Shape.Image(1, 8, 8), 10)));
        Set<String> classes = new HashSet<>();
        int constant = 0;
        for (int number = 0; number < 15_625; number++) {
            Decisions play = Decisions.none();
            for (int rest = number, i = 0; i < 6; i++, rest /= 5) {
                play = play.then(rest % 5);
            }
            Architecture architecture = space.decode(play);
            classes.add(architecture.hash());
            constant += architecture.constant() ? 1 : 0;
        }
        assertThat(constant).isEqualTo(341);
        assertThat(classes).hasSize(5_425);
    }
}
