package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Shape;
import dev.espalier.network.Mixture;
import dev.espalier.space.Ports;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.space.Supernet;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RelaxationTest {
    private static final Supernet SUPERNET = ((RelaxedSpace)
                    SearchSpaces.catalog().make("cell", Map.of("stages", 1)).fit(Ports.of(new Shape.Image(1, 4, 4), 2)))
            .supernet(4);
    private static final int EDGES = SUPERNET.edges().size();
    private static final int OPTIONS = SUPERNET.operations().size();

    private static Alphas alphas(double[] values) {
        Alphas alphas = new Alphas(SUPERNET, new Seeds(1).stream("alphas"));
        alphas.values(values);
        return alphas;
    }

    private static double[] logits() {
        RandomGenerator random = new Seeds(2).stream("logits");
        return random.doubles(EDGES * (OPTIONS + 1), -1, 1).toArray();
    }

    private static Mixture slopes() {
        RandomGenerator random = new Seeds(3).stream("slopes");
        double[][] operations = new double[EDGES][OPTIONS];
        Arrays.stream(operations).forEach(row -> Arrays.setAll(row, i -> random.nextGaussian()));
        return new Mixture(operations, random.doubles(EDGES).toArray());
    }

    /** A loss that is linear in the mixture has these slopes everywhere. */
    private static double loss(Mixture mixture, Mixture slopes) {
        double sum = 0;
        for (int edge = 0; edge < EDGES; edge++) {
            sum += mixture.edges()[edge] * slopes.edges()[edge];
            for (int i = 0; i < OPTIONS; i++) {
                sum += mixture.operations()[edge][i] * slopes.operations()[edge][i];
            }
        }
        return sum;
    }

    @Test
    void gradientOfTheMixtureIsThatOfFiniteDifferences() {
        double[] logits = logits();
        double[] gradient = Relaxation.mixed(SUPERNET, alphas(logits)).gradient(slopes());
        for (int i = 0; i < logits.length; i++) {
            double[] above = logits.clone();
            double[] below = logits.clone();
            above[i] += 1e-3;
            below[i] -= 1e-3;
            double expected = (loss(Relaxation.mixed(SUPERNET, alphas(above)).mixture(), slopes())
                            - loss(Relaxation.mixed(SUPERNET, alphas(below)).mixture(), slopes()))
                    / 2e-3;
            assertThat(gradient[i]).as("logit %d", i).isCloseTo(expected, within(2e-4));
        }
    }

    @Test
    void sampledPathIsOneOperationOnEachEdgeAsOftenAsItsAlphaSays() {
        Alphas alphas = alphas(logits());
        double[][] counts = new double[EDGES][OPTIONS];
        int draws = 4000;
        for (int draw = 0; draw < draws; draw++) {
            Relaxation sampled = Relaxation.sampled(SUPERNET, alphas, 0.5, new Seeds(4).stream("draw", draw));
            for (int edge = 0; edge < EDGES; edge++) {
                double[] row = sampled.mixture().operations()[edge];
                assertThat(Arrays.stream(row).filter(weight -> weight == 1).count())
                        .isEqualTo(1);
                assertThat(Arrays.stream(row).filter(weight -> weight == 0).count())
                        .isEqualTo(OPTIONS - 1);
                for (int i = 0; i < OPTIONS; i++) {
                    counts[edge][i] += row[i] / draws;
                }
            }
        }
        double[][] expected = alphas.operations();
        for (int edge = 0; edge < EDGES; edge++) {
            for (int i = 0; i < OPTIONS; i++) {
                assertThat(counts[edge][i]).isCloseTo(expected[edge][i], within(0.03));
            }
        }
    }

    @Test
    void gradientOfASampleIsThatOfItsSoftmaxAtTheTemperature() {
        double[] logits = logits();
        Mixture slopes = slopes();
        double[] gradient = sampled(logits).gradient(slopes);
        for (int i = 0; i < EDGES * OPTIONS; i++) {
            double[] above = logits.clone();
            double[] below = logits.clone();
            above[i] += 1e-3;
            below[i] -= 1e-3;
            double expected = (loss(new Mixture(sampled(above).soft(), new double[EDGES]), slopes)
                            - loss(new Mixture(sampled(below).soft(), new double[EDGES]), slopes))
                    / 2e-3;
            assertThat(gradient[i]).as("logit %d", i).isCloseTo(expected, within(1e-3));
        }
    }

    private static Relaxation sampled(double[] logits) {
        return Relaxation.sampled(SUPERNET, alphas(logits), 0.7, new Seeds(5).stream("draw"));
    }

    @Test
    void edgesOfANodeShareOne() {
        double[] edges = alphas(logits()).edges();
        assertThat(edges[0]).isCloseTo(1, within(1e-9));
        assertThat(edges[1] + edges[2]).isCloseTo(1, within(1e-9));
        assertThat(edges[3] + edges[4] + edges[5]).isCloseTo(1, within(1e-9));
    }

    @Test
    void restoredAlphasGoOnAsTheOriginals() {
        Alphas original = alphas(logits());
        original.step(logits(), 0.1, 0.01);
        Alphas restored = new Alphas(SUPERNET, new Seeds(9).stream("others"));
        restored.restore(original.state());
        original.step(logits(), 0.1, 0.01);
        restored.step(logits(), 0.1, 0.01);
        assertThat(restored.values()).containsExactly(original.values());
        assertThat(original.entropy()).isBetween(0.5, 1.0);
    }
}
