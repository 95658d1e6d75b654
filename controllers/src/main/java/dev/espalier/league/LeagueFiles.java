package dev.espalier.league;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A league as files: a line for each search and checkpoint, documents for programs, a page for people. */
final class LeagueFiles {
    private final Path folder;
    private final JsonMapper json;

    LeagueFiles(Path folder, JsonMapper json) {
        this.folder = folder;
        this.json = json;
    }

    void write(LeagueResult result) {
        write("league.csv", csv(result));
        write("league.json", json.writeValueAsString(document(result)) + "\n");
        write("curves.json", json.writeValueAsString(curves(result)) + "\n");
        write("league.md", LeaguePage.of(result));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException full) {
            throw new UncheckedIOException("'%s' cannot be written.".formatted(folder.resolve(name)), full);
        }
    }

    private static String csv(LeagueResult result) {
        List<String> reports = result.contests().stream()
                .flatMap(contest -> contest.metric().reports().keySet().stream())
                .distinct()
                .toList();
        StringBuilder csv =
                new StringBuilder("controller,benchmark,metric,protocol,repeats,seed,checkpoint,value,regret,"
                        + "proposals,queries,seconds,repeats_isomorphic,repeats_same");
        reports.forEach(report -> csv.append(',').append(quoted("report_" + report)));
        csv.append('\n');
        for (LeagueResult.Group group : result.groups()) {
            for (Finished search : group.searches()) {
                search.standings()
                        .forEach(standing -> csv.append(line(result.terms(), group, search, standing, reports)));
            }
        }
        return csv.toString();
    }

    private static String line(
            Terms terms, LeagueResult.Group group, Finished search, Standing standing, List<String> reports) {
        Stream<Object> cells = Stream.of(
                quoted(group.entrant().label()),
                quoted(group.contest().benchmark().name()),
                quoted(group.contest().metric().name()),
                terms.protocol().key(),
                terms.repeats().key(),
                search.key().seed(),
                number(standing.checkpoint()),
                cell(standing.value()),
                cell(standing.regret()),
                standing.proposals(),
                standing.queries(),
                number(standing.seconds()),
                standing.repeatsIsomorphic(),
                cell(standing.repeatsSame()));
        Stream<Object> reported =
                reports.stream().map(report -> cell(standing.reports().get(report)));
        return Stream.concat(cells, reported).map(String::valueOf).collect(Collectors.joining(",")) + "\n";
    }

    private static Object cell(@Nullable Object value) {
        return value == null ? "" : value;
    }

    /** Whole numbers without a point. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Map<String, Object> document(LeagueResult result) {
        Map<String, Object> document = head(result);
        document.put(
                "benchmarks",
                result.contests().stream()
                        .map(contest -> facts(result, contest))
                        .toList());
        document.put("refused", result.misfits());
        document.put("rows", result.rows());
        return document;
    }

    private static Map<String, Object> head(LeagueResult result) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("protocol", result.terms().protocol().key());
        head.put("repeats", result.terms().repeats().key());
        head.put("seeds", result.terms().seeds());
        return head;
    }

    private static Map<String, Object> facts(LeagueResult result, Contest contest) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("benchmark", contest.benchmark().name());
        facts.put("metric", contest.metric().name());
        facts.put("direction", contest.metric().maximized() ? "maximize" : "minimize");
        facts.put("plays", contest.benchmark().rows());
        facts.put("optimum", contest.optimum(result.terms().protocol()));
        facts.put("planned", result.terms().planned(contest));
        facts.put("mostProposals", result.terms().most(contest));
        facts.put("fingerprint", contest.benchmark().fingerprint());
        return facts;
    }

    private static Map<String, Object> curves(LeagueResult result) {
        Map<String, Object> document = head(result);
        document.put(
                "curves",
                result.groups().stream()
                        .map(group -> curve(result.terms(), group))
                        .toList());
        return document;
    }

    /** Mean, and the values between which eight of ten searches lie. */
    private static Map<String, Object> curve(Terms terms, LeagueResult.Group group) {
        Map<String, Object> curve = new LinkedHashMap<>();
        curve.put("controller", group.entrant().label());
        curve.put("benchmark", group.contest().benchmark().name());
        curve.put("metric", group.contest().metric().name());
        double[] points = terms.curve(group.contest());
        curve.put("at", points);
        curve.put("mean", band(group, points.length, Summary::mean));
        curve.put("low", band(group, points.length, values -> Summary.percentile(values, 10)));
        curve.put("middle", band(group, points.length, values -> Summary.percentile(values, 50)));
        curve.put("high", band(group, points.length, values -> Summary.percentile(values, 90)));
        return curve;
    }

    private interface Brief {
        double of(double[] values);
    }

    private static List<@Nullable Double> band(LeagueResult.Group group, int points, Brief brief) {
        List<@Nullable Double> band = new ArrayList<>();
        IntStream.range(0, points).forEach(point -> {
            List<@Nullable Double> all = new ArrayList<>();
            group.searches().forEach(search -> all.add(search.curve().get(point)));
            double[] there = Summary.there(all);
            band.add(there.length == 0 ? null : (Double) brief.of(there));
        });
        return band;
    }
}
