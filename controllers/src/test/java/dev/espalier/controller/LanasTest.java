package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.benchmark.TableMetric;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LanasTest {
    private static final int SEEDS = 10;
    private static final int STARTS = 100;
    private static final Path TABLES = Path.of("../../shared/data/nas");

    /** Of 10 seeds, in how many 20 new samples of the best leaf are truly better than 20 of the worst. */
    private static int wins(SearchSpace space, ToDoubleFunction<Decisions> value) {
        int wins = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomGenerator random = new Seeds(seed).stream("samples");
            List<PlayRegression.Sample> samples = new ArrayList<>();
            Set<Decisions> known = new HashSet<>();
            while (samples.size() < STARTS) {
                Decisions play = space.complete(Decisions.none(), random);
                if (known.add(play)) {
                    samples.add(new PlayRegression.Sample(play, space.points(play)));
                }
            }
            double[] values = samples.stream()
                    .mapToDouble(sample -> value.applyAsDouble(sample.play()))
                    .toArray();
            List<Region> leaves = Region.root(samples, values, 5, 1).leaves();
            Predicate<Decisions> unseen = play -> !known.contains(play);
            Lanas lanas = new Lanas(space, Settings.of(Lanas.ENTRY.settings(), Map.of()));
            double best = mean(lanas, leaves.get(0), unseen, value, random);
            double worst = mean(lanas, leaves.get(leaves.size() - 1), unseen, value, random);
            wins += best > worst ? 1 : 0;
        }
        return wins;
    }

    private static double mean(
            Lanas lanas,
            Region region,
            Predicate<Decisions> wanted,
            ToDoubleFunction<Decisions> value,
            RandomGenerator random) {
        double mean = 0;
        for (int i = 0; i < 20; i++) {
            Decisions play = lanas.sample(region, wanted, random);
            assertThat(wanted).accepts(play);
            mean += value.applyAsDouble(play) / 20;
        }
        return mean;
    }

    @Test
    void leftmostLeafIsTrulyBetterThanTheRightmost() {
        assertThat(wins(TestSpaces.fixed(), play -> play.stream().sum() + (play.choice(0) == play.choice(2) ? 2 : 0)))
                .isGreaterThanOrEqualTo(9);
        assertThat(wins(TestSpaces.deepening(), play -> play.size() - 0.5 * play.choice(1)))
                .isGreaterThanOrEqualTo(9);
    }

    @Test
    void leftmostLeafIsTrulyBetterThanTheRightmostOnARealTable() {
        assumeTrue(Files.isDirectory(TABLES), "needs the tables in " + TABLES);
        Benchmark table = Benchmarks.named("nasbench201", TABLES);
        TableMetric.Numbers accuracy = table.metric("cifar10").reward();
        assertThat(wins(table.space(), play -> accuracy.of(table.row(play)))).isGreaterThanOrEqualTo(9);
    }

    @Test
    void samplesOfALeafLieInIt() {
        SearchSpace space = TestSpaces.deepening();
        RandomGenerator random = new Seeds(3).stream("samples");
        List<PlayRegression.Sample> samples = new ArrayList<>();
        double[] values = new double[60];
        for (int i = 0; i < values.length; i++) {
            Decisions play = space.complete(Decisions.none(), random);
            samples.add(new PlayRegression.Sample(play, space.points(play)));
            values[i] = play.stream().sum();
        }
        Lanas lanas = new Lanas(space, Settings.of(Lanas.ENTRY.settings(), Map.of()));
        List<Region> leaves = Region.root(samples, values, 5, 1).leaves();
        assertThat(leaves).hasSizeGreaterThan(4);
        for (Region leaf : leaves) {
            Decisions play = lanas.sample(leaf, each -> true, random);
            assertThat(leaf.holds(new PlayRegression.Sample(play, space.points(play))))
                    .isTrue();
            assertThat(leaf.bag()).allMatch(leaf::holds);
        }
    }

    /** Two leaves: the better is taken until its visits make the other one's bound greater. */
    @Test
    void fewVisitsOutweighASmallDifferenceWhereExplorationIsGreat() {
        Bandit space = new Bandit(List.of(true, true));
        List<PlayRegression.Sample> samples = new ArrayList<>();
        double[] values = new double[20];
        for (int i = 0; i < values.length; i++) {
            Decisions play = Decisions.of(i < 18 ? 0 : 1);
            samples.add(new PlayRegression.Sample(play, space.points(play)));
            values[i] = i < 18 ? 0.6 : 0.5;
        }
        Region root = Region.root(samples, values, 1, 0.1);
        List<Region> leaves = root.leaves();
        assertThat(leaves).hasSize(2);
        assertThat(root.select(0)).isSameAs(leaves.get(0));
        assertThat(root.select(1)).isSameAs(leaves.get(1));
    }
}
