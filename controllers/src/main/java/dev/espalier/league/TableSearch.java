package dev.espalier.league;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.TableEvaluator;
import dev.espalier.benchmark.TableMetric;
import dev.espalier.controller.ControllerContext;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One search over a table, one evaluation in flight. It asks and tells as {@link dev.espalier.trial.SearchLoop} does,
 * but builds no network: a proposal is its row, and what is isomorphic is counted and not looked up again, because the
 * rows of isomorphic networks differ as two trainings of one network do.
 */
final class TableSearch {
    private final Contest contest;
    private final Terms terms;
    private final Benchmark benchmark;
    private final TableEvaluator table;
    private final TableMetric.Numbers shown;
    private final double optimum;
    private final double[] points;

    private final Set<String> networks = new HashSet<>(); // looked up, never iterated
    private final Set<String> called = new HashSet<>(); // looked up, never iterated
    private final List<Standing> standings = new ArrayList<>();
    private final List<@Nullable Double> curve = new ArrayList<>();
    private double bestScore = Double.NEGATIVE_INFINITY;
    private int best = -1;
    private int proposals;
    private int queries;
    private double seconds;
    private int repeatsIsomorphic;
    private int repeatsSame;

    private TableSearch(Contest contest, Terms terms, TableEvaluator table, double optimum) {
        this.contest = contest;
        this.terms = terms;
        this.benchmark = contest.benchmark();
        this.table = table;
        this.shown = contest.shown(terms.protocol());
        this.optimum = optimum;
        this.points = terms.curve(contest);
    }

    /**
     * Runs a search to its end.
     *
     * @param table of the contest's metric as the protocol sees it
     * @param optimum of what the protocol shows
     */
    static Finished run(
            Finished.Key key, Contest contest, Terms terms, Entrant entrant, TableEvaluator table, double optimum) {
        Seeds seeds = new Seeds(key.seed());
        Controller controller = entrant.in(context(contest, terms, seeds.child("controller")));
        TableSearch search = new TableSearch(contest, terms, table, optimum);
        search.run(controller, seeds);
        return new Finished(key, List.copyOf(search.standings), Collections.unmodifiableList(search.curve));
    }

    static ControllerContext context(Contest contest, Terms terms, Seeds seeds) {
        Benchmark benchmark = contest.benchmark();
        return new ControllerContext(benchmark.space(), seeds, terms.planned(contest)).with(benchmark.foresight());
    }

    private void run(Controller controller, Seeds seeds) {
        double end = points[points.length - 1];
        int most = terms.most(contest);
        while (proposals < most && (spent() < end || terms.repeats() != Repeats.CHARGED)) {
            int number = proposals + 1;
            Proposal proposal = controller.ask(number, List.of(), seeds.stream("ask", number));
            int row = benchmark.row(proposal.decisions());
            Outcome outcome = row < 0 ? outside(proposal) : table.outcome(row);
            if (!pay(row, outcome, end)) {
                break;
            }
            take(row, outcome);
            controller.tell(new Trial(number, proposal, null, outcome, null));
        }
        standUntil(Double.POSITIVE_INFINITY);
    }

    private static Outcome outside(Proposal proposal) {
        return new Outcome.Failed("The play %s has no row.".formatted(proposal.decisions()), Map.of(), 0);
    }

    private double spent() {
        return terms.protocol() == Protocol.SECONDS ? seconds : queries;
    }

    /** Counts the proposal and what it costs; false where that is more than is left. */
    private boolean pay(int row, Outcome outcome, double end) {
        boolean isomorphic = row >= 0 && !networks.add(benchmark.isomorphismClass(row));
        boolean same = row >= 0
                && benchmark.sameNetwork(row).map(name -> !called.add(name)).orElse(false);
        boolean free = switch (terms.repeats()) {
            case CHARGED -> false;
            case FREE_ISOMORPHIC -> isomorphic;
            case FREE_SAME -> same;
        };
        if (!free) {
            double after = spent() + (terms.protocol() == Protocol.SECONDS ? outcome.seconds() : 1);
            if (after > end) {
                return false;
            }
            standUntil(after);
            queries++;
            seconds += terms.protocol() == Protocol.SECONDS ? outcome.seconds() : 0;
        }
        proposals++;
        repeatsIsomorphic += isomorphic ? 1 : 0;
        repeatsSame += same ? 1 : 0;
        return true;
    }

    private void take(int row, Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored && scored.score() > bestScore) {
            bestScore = scored.score();
            best = row;
        }
    }

    /** Notes where the search stands at all points before this one. */
    private void standUntil(double after) {
        while (curve.size() < points.length && points[curve.size()] < after) {
            double point = points[curve.size()];
            Double value = best < 0 || Double.isNaN(shown.of(best)) ? null : (Double) shown.of(best);
            curve.add(value);
            for (double checkpoint : terms.checkpoints(contest)) {
                if (checkpoint == point) {
                    standings.add(standing(checkpoint, value));
                }
            }
        }
    }

    private Standing standing(double checkpoint, @Nullable Double value) {
        Map<String, Double> reports = new LinkedHashMap<>();
        contest.metric().reports().forEach((name, numbers) -> {
            if (best >= 0 && !Double.isNaN(numbers.of(best))) {
                reports.put(name, numbers.of(best));
            }
        });
        return new Standing(
                checkpoint,
                value,
                value == null ? null : (Double) regret(value),
                Collections.unmodifiableMap(reports),
                proposals,
                queries,
                seconds,
                repeatsIsomorphic,
                benchmark.hasSameNetworks() ? (Integer) repeatsSame : null);
    }

    /** Without the noise of a binary difference of decimal numbers. */
    private double regret(double value) {
        return Math.rint(Math.abs(optimum - value) * 1e9) / 1e9;
    }
}
