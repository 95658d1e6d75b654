package dev.espalier.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.server.history.Trials;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static Trials.Score score(int number, double score) {
        return new Trials.Score(number, score);
    }

    @Test
    void failedTrialsNeitherRaiseNorLowerTheCurve() {
        List<Curve.Point> points =
                Curves.thinned(List.of(new Trials.Score(1, null), score(2, 0.4), new Trials.Score(3, null)), 500);

        assertThat(points)
                .containsExactly(
                        new Curve.Point(1, null, null, null),
                        new Curve.Point(2, 0.4, 0.4, 0.4),
                        new Curve.Point(3, null, 0.4, 0.4));
    }

    @Test
    void thinnedCurveEndsAtTheLastTrialAndHasNoMorePointsThanAsked() {
        List<Curve.Point> points = Curves.thinned(
                IntStream.rangeClosed(1, 1003).mapToObj(n -> score(n, n)).toList(), 100);

        assertThat(points).hasSizeLessThanOrEqualTo(100);
        assertThat(points.get(points.size() - 1).number()).isEqualTo(1003);
        assertThat(points.get(points.size() - 1).best()).isEqualTo(1003);
    }

    @Test
    void bandIsTheDistributionOfTheBestOfSoManyDraws() {
        double[] scores =
                IntStream.rangeClosed(1, 1000).mapToDouble(n -> n / 1000.0).toArray();

        Curve.Band band = RandomBands.bestOfSoMany(scores, List.of(1, 10, 100_000), "here");

        // The best of n uniform draws from (0, 1) is below x with probability x^n.
        assertThat(band.low().get(0)).isCloseTo(0.1, within(1e-9));
        assertThat(band.middle().get(0)).isCloseTo(0.5, within(1e-9));
        assertThat(band.middle().get(1)).isCloseTo(Math.pow(0.5, 0.1), within(2e-3));
        assertThat(band.high().get(2)).isEqualTo(1);
        assertThat(band.numbers()).containsExactly(1, 10, 100_000);
    }
}
