package dev.espalier.controller;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.space.Decisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Writes the tables of docs/controllers.md. Runs only where {@code -Despalier.study.seeds=N} asks for it;
 * {@code -Despalier.study.controllers="ppo:batch=5,learningRate=0.02;random"} compares other settings.
 */
class NasBench201StudyTest {
    private static final int TRIALS = 300;
    private static final int[] QUERIES = {50, 100, 200, 300};

    private final int seeds = Integer.getInteger("espalier.study.seeds", 0);
    private final List<String> controllers = List.of(System.getProperty(
                    "espalier.study.controllers",
                    String.join(";", Controllers.catalog().names()))
            .split(";"));

    @Test
    void writesTheTables() throws IOException {
        assumeTrue(seeds > 1, "a study, not a test: ask for it with -Despalier.study.seeds=30");
        NasBench201 table = NasBench201.load();
        StringBuilder page = new StringBuilder();
        page(page, table, "c10_valid_e200", "c10_valid_e200");
        page(page, table, "c100_valid_e200", "c100_valid_e200");
        page(page, table, "c10_valid_e12", "c10_test_e200");
        Files.writeString(Path.of("target/nasbench201.md"), page);
        System.out.println(page);
    }

    private void page(StringBuilder page, NasBench201 table, String reward, String shown) {
        page.append("Rewarded with `%s`; `%s` of the best by reward after so many queries; %d seeds%n%n"
                .formatted(reward, shown, seeds));
        page.append("| controller | 50 | 100 | 200 | 300 | mean reward of the last 50 |\n|---|---|---|---|---|---|\n");
        for (String controller : controllers) {
            page.append("| %s | %s |%n".formatted(controller, row(table, controller, reward, shown)));
        }
        page.append('\n');
    }

    private String row(NasBench201 table, String controller, String reward, String shown) {
        String[] parts = controller.split(":", 2);
        Map<String, Object> settings = parts.length == 1 ? Map.of() : settings(parts[1]);
        List<List<Double>> columns = Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                .limit(QUERIES.length + 1)
                .toList();
        for (long seed = 1; seed <= seeds; seed++) {
            List<Decisions> plays = table.search(parts[0], settings, reward, seed, TRIALS);
            for (int i = 0; i < QUERIES.length; i++) {
                columns.get(i).add(table.value(best(table, plays.subList(0, QUERIES[i]), reward), shown));
            }
            columns.get(QUERIES.length).add(mean(table, plays.subList(TRIALS - 50, TRIALS), reward));
        }
        return columns.stream().map(NasBench201StudyTest::summary).collect(Collectors.joining(" | "));
    }

    private static Decisions best(NasBench201 table, List<Decisions> plays, String column) {
        Decisions best = plays.get(0);
        for (Decisions play : plays) {
            best = table.value(play, column) > table.value(best, column) ? play : best;
        }
        return best;
    }

    private static double mean(NasBench201 table, List<Decisions> plays, String column) {
        return plays.stream()
                .mapToDouble(play -> table.value(play, column))
                .average()
                .orElseThrow();
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
        return text.matches("[-0-9.eE]+") ? (Object) Double.valueOf(text) : text;
    }

    /** Mean and half the width of its 95 % interval. */
    private static String summary(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double error = Math.sqrt(squares / (values.size() - 1) / values.size());
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, 1.96 * error);
    }
}
