package dev.espalier.controller;

import dev.espalier.space.Decisions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares controllers on the table: best value found after so many queries, over seeds. */
final class NasBench201Study {
    private static final int[] QUERIES = {50, 100, 200, 300};

    private NasBench201Study() {}

    /** Arguments: reward column, seeds, trials, then controllers such as {@code ppo:batch=5,learningRate=0.01}. */
    public static void main(String[] arguments) {
        NasBench201 table = NasBench201.load();
        int seeds = Integer.parseInt(arguments[1]);
        int trials = Integer.parseInt(arguments[2]);
        for (int i = 3; i < arguments.length; i++) {
            String[] parts = arguments[i].split(":", 2);
            Map<String, Object> settings = parts.length == 1 ? Map.of() : settings(parts[1]);
            long start = System.nanoTime();
            String row = row(table, parts[0], settings, arguments[0], seeds, trials);
            double micros = (System.nanoTime() - start) / 1e3 / seeds / trials;
            System.out.println(String.format(Locale.ROOT, "%-60s %s  %6.0f us", arguments[i], row, micros));
        }
    }

    private static Map<String, Object> settings(String text) {
        return Stream.of(text.split(","))
                .map(setting -> setting.split("="))
                .collect(Collectors.toMap(
                        setting -> setting[0], setting -> value(setting[1]), (a, b) -> b, LinkedHashMap::new));
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException word) {
            return text;
        }
    }

    private static String row(
            NasBench201 table, String name, Map<String, ?> settings, String column, int seeds, int trials) {
        List<List<Double>> best = new ArrayList<>();
        for (int ignored : QUERIES) {
            best.add(new ArrayList<>());
        }
        List<Double> last = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            List<Decisions> plays = table.search(name, settings, column, seed, trials);
            double so = 0;
            for (int number = 1; number <= trials; number++) {
                so = Math.max(so, table.value(plays.get(number - 1), column));
                for (int i = 0; i < QUERIES.length; i++) {
                    if (QUERIES[i] == number) {
                        best.get(i).add(so);
                    }
                }
            }
            last.add(plays.subList(trials - 50, trials).stream()
                    .mapToDouble(play -> table.value(play, column))
                    .average()
                    .orElseThrow());
        }
        return best.stream()
                        .filter(values -> !values.isEmpty())
                        .map(NasBench201Study::summary)
                        .collect(Collectors.joining("  "))
                + "  | " + summary(last);
    }

    /** Mean and half the width of its 95 % interval. */
    static String summary(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double variance =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1);
        return String.format(Locale.ROOT, "%.3f±%.3f", mean, 1.96 * Math.sqrt(variance / values.size()));
    }
}
