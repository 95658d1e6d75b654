package dev.espalier.controller;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.benchmark.TableEvaluator;
import dev.espalier.benchmark.TableMetric;
import dev.espalier.league.Entrant;
import dev.espalier.trial.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Prints the hypervolume of accuracy (percent above 80 on CIFAR-10, above 50 on CIFAR-100) against millions of
 * parameters below 1.6 on NAS-Bench-201. Runs only where {@code -Despalier.study.pareto=N} asks for N seeds;
 * {@code -Despalier.study.controllers="nsga2:population=50,random"} compares settings.
 */
class ParetoStudyTest {
    private static final int[] QUERIES = {50, 100, 200};

    private final int seeds = Integer.getInteger("espalier.study.pareto", 0);
    private final String controllers = System.getProperty("espalier.study.controllers", "all");

    @Test
    void printsTheTable() {
        assumeTrue(seeds > 0, "a study, not a test: ask for it with -Despalier.study.pareto=30");
        Benchmark table = Benchmarks.named("nasbench201", Path.of("../../shared/data/nas"));
        for (Entrant entrant : controllers.equals("all") ? Entrant.all() : Entrant.list(controllers)) {
            System.out.printf(
                    "| %s | %s | %s |%n",
                    entrant.label(), row(table, entrant, "cifar10", 80), row(table, entrant, "cifar100", 50));
        }
    }

    private String row(Benchmark table, Entrant entrant, String metric, double least) {
        TableEvaluator rewards = table.evaluator(table.metric(metric), TableMetric.View.REWARD);
        TradeOff problem = new TradeOff(table.space(), TradeOff.ACCURACY_AGAINST_PARAMETERS, play -> {
            Map<String, Double> row = rewards.outcome(table.row(play)).metrics();
            return Map.of(
                    "accuracy", row.getOrDefault(metric, 0.0), "parameters", row.getOrDefault("parameters", 0.0) / 1e6);
        });
        double[] volumes = new double[QUERIES.length];
        double[] squares = new double[QUERIES.length];
        for (int seed = 1; seed <= seeds; seed++) {
            List<Trial> trials = problem.search(entrant.name(), entrant.settings(), seed, QUERIES[QUERIES.length - 1]);
            for (int i = 0; i < QUERIES.length; i++) {
                double volume = problem.hypervolume(trials.subList(0, QUERIES[i]), least, 1.6);
                volumes[i] += volume / seeds;
                squares[i] += volume * volume / seeds;
            }
        }
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < QUERIES.length; i++) {
            double error = Math.sqrt((squares[i] - volumes[i] * volumes[i]) / Math.max(1, seeds - 1));
            row.append(String.format(Locale.ROOT, "%s%.2f ± %.2f", i == 0 ? "" : " | ", volumes[i], 1.96 * error));
        }
        return row.toString();
    }
}
