package dev.espalier.evaluator;

import dev.espalier.data.DataSets;
import dev.espalier.data.PreparedData;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a one-shot evaluator takes and gives on the digits, and Kendall's tau against stand-alone trainings of the same
 * architectures: {@code -Done-shot="hypernetwork; smash space=memory-bank warmUpSteps=500"}, and how many by
 * {@code -Darchitectures=20}. Seconds are those of one thread's own work, so that a busy machine tells the same.
 */
class OneShotBenchmark {
    private static final int COUNT = Integer.getInteger("architectures", 20);
    private static final Seeds SEEDS = new Seeds(1);
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);

    private final Map<String, List<Map<String, Double>>> alone = new TreeMap<>();

    @Test
    void uniformArchitecturesOfTheDigits() throws Exception {
        for (String one : System.getProperty("one-shot", "hypernetwork").split(";")) {
            measure(one.strip());
        }
    }

    private void measure(String line) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>();
        String[] words = line.split(" ");
        for (int i = 1; i < words.length; i++) {
            settings.put(words[i].split("=")[0], value(words[i].split("=")[1]));
        }
        String name = String.valueOf(Objects.requireNonNullElse(settings.remove("space"), "cell"));
        SearchSpace space = SearchSpaces.catalog().make(name, Map.of()).fit(DIGITS.ports());
        EvaluatorContext context = new EvaluatorContext(
                space,
                new TorchEngine(),
                DIGITS,
                Objective.of(Metric.ACCURACY),
                SEEDS,
                Files.createTempDirectory("one-shot"),
                20);
        List<Map<String, Double>> trained = alone.computeIfAbsent(
                name,
                missing -> scores(
                        Evaluators.catalog()
                                .make("stand-alone", Map.of("keepWeights", false, "repeats", 2))
                                .in(context),
                        space));
        Evaluator evaluator = Evaluators.catalog().make(words[0], settings).in(context);
        double start = seconds();
        evaluator.learn(0, random -> space.complete(Decisions.none(), random));
        double learned = seconds();
        List<Map<String, Double>> scored = scores(evaluator, space);
        double end = seconds();
        System.out.printf(
                "%s: %.1f s to learn, %d uniform architectures with accuracy %.3f (%.3f to %.3f; trained alone %.3f), %.0f an hour, tau of accuracy %.2f, of log loss %.2f%n",
                line,
                learned - start,
                COUNT,
                statistics(scored).getAverage(),
                statistics(scored).getMin(),
                statistics(scored).getMax(),
                statistics(trained).getAverage(),
                3600 * COUNT / (end - learned),
                tau(scored, trained, "accuracy"),
                tau(scored, trained, "log-loss"));
    }

    private static Object value(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException word) {
            return text.matches("true|false") ? Boolean.valueOf(text) : text;
        }
    }

    private static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static List<Map<String, Double>> scores(Evaluator evaluator, SearchSpace space) {
        return IntStream.range(0, COUNT)
                .mapToObj(number -> score(evaluator, space, number))
                .toList();
    }

    private static Map<String, Double> score(Evaluator evaluator, SearchSpace space, int number) {
        Decisions play = space.complete(Decisions.none(), SEEDS.stream("benchmark", number, 0));
        for (int i = 1; space.decode(play).constant(); i++) {
            play = space.complete(Decisions.none(), SEEDS.stream("benchmark", number, i));
        }
        return evaluator
                .evaluate(new Evaluator.Candidate(1, play, space.decode(play), SEEDS.child("trial", number)))
                .metrics();
    }

    private static DoubleSummaryStatistics statistics(List<Map<String, Double>> scores) {
        return scores.stream()
                .mapToDouble(score -> score.getOrDefault(Metric.ACCURACY.key(), Double.NaN))
                .summaryStatistics();
    }

    private static double value(List<Map<String, Double>> scores, int number, String metric) {
        return scores.get(number).getOrDefault(metric, Double.NaN);
    }

    /** Kendall's tau-b. */
    private static double tau(List<Map<String, Double>> some, List<Map<String, Double>> others, String metric) {
        double sum = 0;
        double untiedHere = 0;
        double untiedThere = 0;
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < i; j++) {
                double here = Math.signum(value(some, i, metric) - value(some, j, metric));
                double there = Math.signum(value(others, i, metric) - value(others, j, metric));
                sum += here * there;
                untiedHere += here * here;
                untiedThere += there * there;
            }
        }
        return sum / Math.sqrt(untiedHere * untiedThere);
    }
}
