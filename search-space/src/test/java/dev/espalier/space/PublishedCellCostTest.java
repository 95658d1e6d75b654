package dev.espalier.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Cost;
import dev.espalier.architecture.Shape;
import dev.espalier.trial.Seeds;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PublishedCellCostTest {
    /**
     * The affine law of NAS-Bench-201's own parameter and MAC columns, for cells without a dead edge. The published
     * MACs count the ten biases of the classifier too; ours count products with learned weights only.
     */
    @Test
    void costsAgreeWithNasBench201InItsSkeleton() {
        SearchSpace space = SearchSpaces.catalog()
                .make("cell", Map.of("stemWidth", 16, "cellsPerStage", 5, "stages", 3))
                .fit(Ports.of(new Shape.Image(3, 32, 32), 10));
        RandomGenerator random = new Seeds(1).stream("cells");
        int checked = 0;
        for (int i = 0; i < 300; i++) {
            Decisions play = space.complete(Decisions.none(), random);
            if (play.stream().anyMatch(choice -> chosen(space, choice).equals("none"))) {
                continue;
            }
            long pointwise =
                    play.stream().filter(c -> chosen(space, c).contains("1x1")).count();
            long spatial = play.stream()
                    .filter(c -> chosen(space, c).contains("conv_3x3"))
                    .count();
            Cost cost = space.decode(play).cost();
            assertThat(cost.parameters()).as("%s", play).isEqualTo(73_306 + 28_000 * pointwise + 243_040 * spatial);
            assertThat(cost.macs())
                    .as("%s", play)
                    .isEqualTo(7_783_050 - 10 + 3_932_160 * pointwise + 35_389_440 * spatial);
            checked++;
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static String chosen(SearchSpace space, int choice) {
        return space.next(Decisions.none()).orElseThrow().options().get(choice);
    }
}
