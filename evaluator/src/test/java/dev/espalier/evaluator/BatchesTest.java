package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void eachRowIsInOneBatchAndNoneIsAloneWhereThereIsAnother() {
        for (int examples = 2; examples <= 40; examples++) {
            for (int batch = 1; batch <= 9; batch++) {
                int[][] parts = Batches.shuffled(examples, batch, new Seeds(1).stream("rows", examples, batch));
                for (int[] part : parts) {
                    assertThat(part)
                            .as("%d examples in batches of %d", examples, batch)
                            .hasSizeBetween(2, Math.max(batch, 3));
                }
                assertThat(Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted())
                        .containsExactlyElementsOf(
                                IntStream.range(0, examples).boxed().toList());
            }
        }
        assertThat(Batches.shuffled(1, 8, new Seeds(1).stream("rows"))).isDeepEqualTo(new int[][] {{0}});
    }
}
