package dev.espalier.league;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A league as a page in Markdown: for each contest the controllers from the best down, and who does not beat random. */
final class LeaguePage {
    private final LeagueResult result;
    private final StringBuilder page = new StringBuilder();

    private LeaguePage(LeagueResult result) {
        this.result = result;
    }

    static String of(LeagueResult result) {
        LeaguePage page = new LeaguePage(result);
        page.write();
        return page.page.toString();
    }

    private void write() {
        Terms terms = result.terms();
        line("# League");
        line("");
        line(
                "Protocol: %s. Repeats: %s. Seeds 1 to %d, the same for every controller.",
                switch (terms.protocol()) {
                    case SECONDS ->
                        "simulated seconds; a search sees short training, shown is full training of its best";
                    case QUERIES -> "queries; a search sees the reward of full training, shown is its best";
                },
                terms.repeats().key(),
                terms.seeds());
        line(
                "Differences are means over equal seeds, above 0 where the controller is better, with the 95 %% interval and"
                        + " the two-sided p value of the paired t-test, not corrected for their number. Repeats are means of a"
                        + " search by graph isomorphism / by the table's own column.");
        result.contests().forEach(this::contest);
        misfits();
    }

    private void contest(Contest contest) {
        double[] checkpoints = result.terms().checkpoints(contest);
        line("");
        line("## %s", contest.title());
        line("");
        line(
                "Optimum %s of %d plays.",
                number(contest.optimum(result.terms().protocol())),
                contest.benchmark().rows());
        if (checkpoints.length > 1) {
            regrets(contest, checkpoints);
        }
        for (double checkpoint : checkpoints) {
            if (checkpoints.length == 1 || checkpoint >= 50 && checkpoint != 192) {
                table(contest, checkpoint);
            }
        }
    }

    private void regrets(Contest contest, double[] checkpoints) {
        line("");
        line("Mean regret after so many queries:");
        line("");
        line(
                "| controller | %s |",
                Arrays.stream(checkpoints).mapToObj(LeagueFiles::number).collect(Collectors.joining(" | ")));
        line("|---|%s", "---|".repeat(checkpoints.length));
        for (LeagueRow last : ranked(contest, checkpoints[checkpoints.length - 1])) {
            line(
                    "| %s | %s |",
                    last.controller(),
                    Arrays.stream(checkpoints)
                            .mapToObj(checkpoint -> rows(contest, checkpoint).stream()
                                    .filter(row -> row.controller().equals(last.controller()))
                                    .map(row -> small(row.regret()))
                                    .collect(Collectors.joining()))
                            .collect(Collectors.joining(" | ")));
        }
    }

    private void table(Contest contest, double checkpoint) {
        List<LeagueRow> ranked = ranked(contest, checkpoint);
        line("");
        line(
                "After %s %s:",
                LeagueFiles.number(checkpoint), result.terms().protocol().key());
        line("");
        line("| controller | mean ± std | median | queries | repeats | against random | against local-search |");
        line("|---|---|---|---|---|---|---|");
        for (LeagueRow row : ranked) {
            line(
                    "| %s | %s ± %s | %s | %s | %s / %s | %s | %s |",
                    row.controller(),
                    number(row.mean()),
                    like(row.mean(), row.std()),
                    number(row.median()),
                    tenth(row.queries()),
                    tenth(row.repeatsIsomorphic()),
                    tenth(row.repeatsSame()),
                    paired(row.againstRandom()),
                    paired(row.againstLocalSearch()));
        }
        humble(ranked);
    }

    private void humble(List<LeagueRow> rows) {
        String humble = rows.stream()
                .filter(row ->
                        row.againstRandom() != null && !row.againstRandom().better())
                .map(LeagueRow::controller)
                .collect(Collectors.joining(", "));
        if (rows.stream().anyMatch(row -> row.againstRandom() != null)) {
            line("");
            line(humble.isEmpty() ? "All beat random search." : "Not shown to beat random search: %s.", humble);
        }
    }

    private void misfits() {
        if (!result.misfits().isEmpty()) {
            line("");
            line("## Left out");
            line("");
            result.misfits()
                    .forEach(misfit ->
                            line("- `%s` on %s: %s", misfit.controller(), misfit.benchmark(), misfit.reason()));
        }
    }

    private List<LeagueRow> rows(Contest contest, double checkpoint) {
        return result.rows().stream()
                .filter(row -> row.benchmark().equals(contest.benchmark().name())
                        && row.metric().equals(contest.metric().name())
                        && row.checkpoint() == checkpoint)
                .toList();
    }

    /** The best first, those without a value last. */
    private List<LeagueRow> ranked(Contest contest, double checkpoint) {
        return rows(contest, checkpoint).stream()
                .sorted(Comparator.comparingDouble(row -> {
                    Double mean = row.mean();
                    return mean == null
                            ? Double.POSITIVE_INFINITY
                            : -contest.metric().score(mean);
                }))
                .toList();
    }

    private static String paired(@Nullable Paired paired) {
        return paired == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%+.3f [%+.3f, %+.3f] p %s",
                        paired.difference(),
                        paired.low(),
                        paired.high(),
                        paired.p() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", paired.p()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : digits(value, Math.abs(value) < 1 ? 4 : 2);
    }

    /** With as many digits as the mean has. */
    private static String like(@Nullable Double mean, @Nullable Double std) {
        return mean == null || std == null ? "-" : digits(std, Math.abs(mean) < 1 ? 4 : 2);
    }

    private static String small(@Nullable Double value) {
        return value == null ? "-" : digits(value, value < 0.1 ? 4 : value < 1 ? 3 : 2);
    }

    private static String tenth(@Nullable Double value) {
        return value == null ? "-" : digits(value, 1);
    }

    private static String digits(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private void line(String text, Object... values) {
        page.append(text.formatted(values)).append('\n');
    }
}
