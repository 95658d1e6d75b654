package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real table every controller but random beats random at equal evaluations. */
class NasBench201Test {
    private static final String REWARD = "c10_valid_e200";
    private static final int SEEDS = 30;
    private static final int TRIALS = 200;
    private static NasBench201 table;
    private static List<Double> random;

    @BeforeAll
    static void read() {
        assumeTrue(Files.exists(NasBench201.FILE), "needs the table " + NasBench201.FILE);
        table = NasBench201.load();
        random = best("random");
    }

    private static List<Double> best(String name) {
        List<Double> best = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            best.add(table.search(name, Map.of(), REWARD, seed, TRIALS).stream()
                    .mapToDouble(play -> table.value(play, REWARD))
                    .max()
                    .orElseThrow());
        }
        return best;
    }

    /** Not only the mean: the whole 95 % interval of the paired differences lies above 0. */
    @ParameterizedTest
    @ValueSource(strings = {"ppo", "a2c", "reinforce", "tabular-reinforce", "regularized-evolution", "local-search"})
    void beatsRandomAtEqualEvaluations(String name) {
        List<Double> best = best(name);
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < SEEDS; i++) {
            double difference = best.get(i) - random.get(i);
            mean += difference / SEEDS;
            squares += difference * difference / SEEDS;
        }
        double error = Math.sqrt((squares - mean * mean) / (SEEDS - 1));
        assertThat(mean - 2.05 * error)
                .as("%s: %.3f points +- %.3f", name, mean, error)
                .isPositive();
    }
}
