package dev.espalier.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void aStreamDependsOnItsNameAlone() {
        Seeds seeds = new Seeds(7);
        long first = seeds.stream("ask", 3).nextLong();
        seeds.stream("ask", 2).nextLong();
        assertThat(seeds.stream("ask", 3).nextLong()).isEqualTo(first);
        assertThat(new Seeds(7).stream("ask", 3).nextLong()).isEqualTo(first);
    }

    @Test
    void differentNamesHaveDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = -20; seed < 20; seed++) {
            for (String purpose : new String[] {"", "a", "b", "ab", "ba", "ask", "init"}) {
                seeds.add(new Seeds(seed).of(purpose));
                for (long number = 0; number < 50; number++) {
                    seeds.add(new Seeds(seed).of(purpose, number));
                    seeds.add(new Seeds(seed).of(purpose, number, 1));
                    seeds.add(new Seeds(seed).child(purpose, number).of("ask", 1));
                }
            }
        }
        assertThat(seeds).hasSize(40 * 7 * (1 + 50 * 3));
    }

    /** A fixed value: histories written by an older build must draw the same. */
    @Test
    void streamsNeverChangeBetweenBuilds() {
        assertThat(new Seeds(7).of("ask", 1)).isEqualTo(5_629_350_696_284_342_612L);
    }

    @Test
    void neighbouringStreamsAreUncorrelated() {
        Seeds seeds = new Seeds(1);
        double[] draws = LongStream.range(0, 10_000)
                .mapToDouble(number -> seeds.stream("draw", number).nextDouble() - 0.5)
                .toArray();
        double product = 0;
        double square = 0;
        for (int i = 1; i < draws.length; i++) {
            product += draws[i] * draws[i - 1];
            square += draws[i] * draws[i];
        }
        assertThat(Math.abs(product / square)).isLessThan(0.05);
    }
}
