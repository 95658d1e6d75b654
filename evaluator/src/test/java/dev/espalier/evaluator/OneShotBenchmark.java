package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What a one-shot evaluator takes and gives on the digits with its default settings, and Kendall's tau against a
 * stand-alone training of the same cells. Settings by {@code -Done-shot="hypernetwork space=cell warmUpSteps=500"}.
 */
class OneShotBenchmark {
    private static final int CELLS = Integer.getInteger("architectures", 20);
    private static final Seeds SEEDS = new Seeds(1);
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);

    @Test
    void uniformArchitecturesOfTheDigits() throws Exception {
        for (String one : System.getProperty("one-shot", "hypernetwork").split(";")) {
            measure(one.strip().split(" "));
        }
    }

    private static void measure(String[] words) throws Exception {
        Map<String, Object> settings = new TreeMap<>();
        String spaceName = "cell";
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=");
            if (pair[0].equals("space")) {
                spaceName = pair[1];
            } else {
                settings.put(pair[0], number(pair[1]));
            }
        }
        SearchSpace space = SearchSpaces.catalog().make(spaceName, Map.of()).fit(DIGITS.ports());
        Path folder = Files.createTempDirectory("one-shot");
        EvaluatorContext context =
                new EvaluatorContext(space, new TorchEngine(), DIGITS, Objective.of(Metric.ACCURACY), SEEDS, folder, 20);
        List<Double> alone = alone(space, spaceName, context);
        Evaluator evaluator = Evaluators.catalog().make(words[0], settings).in(context);
        long start = System.nanoTime();
        evaluator.learn(0, random -> space.complete(Decisions.none(), random));
        double learning = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < alone.size(); i++) {
            scores.add(accuracy(evaluator, space, i));
        }
        double scoring = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: learned in %.1f s, mean accuracy of %d uniform architectures %.3f (least %.3f, most %.3f), %.0f candidates an hour, tau %.2f%n",
                String.join(" ", words),
                learning,
                scores.size(),
                scores.stream().mapToDouble(x -> x).average().orElse(0),
                scores.stream().mapToDouble(x -> x).min().orElse(0),
                scores.stream().mapToDouble(x -> x).max().orElse(0),
                3600 * scores.size() / scoring,
                tau(scores, alone));
    }

    private static Object number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException word) {
            return text.matches("true|false") ? Boolean.valueOf(text) : text;
        }
    }

    private static double accuracy(Evaluator evaluator, SearchSpace space, int number) {
        Decisions play = Decisions.none();
        Architecture architecture = null;
        for (int i = 0; architecture == null || architecture.constant(); i++) {
            play = space.complete(Decisions.none(), SEEDS.stream("cell", number, i));
            architecture = space.decode(play);
        }
        Evaluator.Candidate candidate = new Evaluator.Candidate(1, play, architecture, SEEDS.child("trial", number));
        return evaluator.evaluate(candidate).metrics().getOrDefault("accuracy", Double.NaN);
    }

    private static List<Double> alone(SearchSpace space, String name, EvaluatorContext context) throws Exception {
        Path kept = Path.of("target/alone-" + name + CELLS + ".txt");
        if (!Files.exists(kept)) {
            Evaluator evaluator = Evaluators.catalog()
                    .make("stand-alone", Map.of("keepWeights", false, "repeats", 2))
                    .in(context);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < CELLS; i++) {
                lines.add(String.valueOf(accuracy(evaluator, space, i)));
            }
            Files.write(kept, lines);
        }
        return Files.readAllLines(kept).stream().map(Double::valueOf).toList();
    }

    private static double tau(List<Double> x, List<Double> y) {
        double[] a = x.stream().mapToDouble(v -> v).toArray();
        double[] b = y.stream().mapToDouble(v -> v).toArray();
        double sum = 0;
        double ta = 0;
        double tb = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                double sx = Math.signum(a[i] - a[j]);
                double sy = Math.signum(b[i] - b[j]);
                sum += sx * sy;
                ta += sx * sx;
                tb += sy * sy;
            }
        }
        return sum / Math.sqrt(ta * tb);
    }
}
