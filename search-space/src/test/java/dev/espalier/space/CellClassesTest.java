package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Shape;
import dev.espalier.trial.Seeds;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
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

    /** The published counts are those of the 16-channel skeleton with five cells a stage on 32x32 images, where ten biases count too. */
    @Test
    void parametersAndMultiplicationsAreThePublishedOnes() {
        SearchSpace space = new CellSpace(new CellSkeleton(16, 5, 3, Ports.of(new Shape.Image(3, 32, 32), 10)));
        for (int i = 0; i < 20; i++) {
            RandomGenerator random = new Seeds(i).stream("cell");
            Decisions play = Decisions.none();
            while (play.size() < 6) {
                play = play.then(1 + random.nextInt(4));
            }
            long ones = play.stream().filter(choice -> choice == 2).count();
            long threes = play.stream().filter(choice -> choice == 3).count();
            Architecture architecture = space.decode(play);
            assertThat(architecture.cost().parameters()).isEqualTo(73_306 + 28_000 * ones + 243_040 * threes);
            assertThat(architecture.cost().macs()).isEqualTo(7_783_040 + 3_932_160 * ones + 35_389_440 * threes);
        }
    }
}
