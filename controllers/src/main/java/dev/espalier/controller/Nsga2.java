package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Pareto;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * NSGA-II (Deb 2002): the population is sorted into fronts of which none dominates the one before; parents win binary
 * tournaments by front, then by crowding distance; children inherit each decision from one of two parents and take about
 * one anew. Every {@code offspring} trials the best {@code population} of old and new survive.
 *
 * <p>It reads every metric of the objective from the outcomes. Trials outside the bounds come behind all that are
 * inside, the smaller the excess the better (constraint domination, section VI); trials that failed otherwise come last.
 * With one metric it is an elitist evolution.
 */
final class Nsga2 implements Controller, Scalarized.Exempt {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "nsga2",
            "Evolution towards all best compromises between several metrics (Deb 2002).",
            List.of(
                    Setting.integer("population", 20, 2, 10_000, "Plays that survive; as many random ones come first."),
                    Setting.integer("offspring", 5, 1, 10_000, "Trials between two selections."),
                    Setting.real("crossover", 0.9, 0, 1, "Probability that a child has two parents."),
                    Setting.real("mutations", 1, 0, 1000, "Decisions of a child that are taken anew, on average.")),
            settings -> context -> new Nsga2(context, settings));

    private static final String MATE = "mate";
    /** How often a child that is already known is made again. */
    private static final int TRIES = 20;

    private final ControllerContext context;
    private final Settings settings;
    private final Recombination recombination;
    private final Set<Decisions> known = new HashSet<>(); // asked, never iterated
    private List<Ranked> population = List.of();
    private final List<Member> waiting = new ArrayList<>();
    private int sinceSelection;

    /**
     * @param scores each the greater the better; nothing where the trial failed
     * @param excess over the bounds; infinite where it failed inside them
     */
    private record Member(int number, Decisions play, Optional<double[]> scores, double excess) {
        static Member of(Trial trial, Objective objective) {
            Optional<double[]> scores = objective.scores(trial.outcome());
            double excess = trial.outcome() instanceof Outcome.Failed failed ? objective.excess(failed.metrics()) : 0;
            return new Member(
                    trial.number(),
                    trial.proposal().decisions(),
                    scores,
                    scores.isEmpty() && excess == 0 ? Double.POSITIVE_INFINITY : excess);
        }

        boolean dominates(Member other) {
            return scores.isPresent() && other.scores().isPresent()
                    ? Pareto.dominates(scores.get(), other.scores().get())
                    : excess < other.excess();
        }
    }

    /** A survivor with its front, from 0, and its crowding distance there. */
    private record Ranked(Member member, int front, double crowding) {
        static final Comparator<Ranked> BEST_FIRST = Comparator.comparingInt(Ranked::front)
                .thenComparing(Comparator.comparingDouble(Ranked::crowding).reversed());
    }

    private Nsga2(ControllerContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        this.recombination = new Recombination(context.space());
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        Set<Decisions> busy = new HashSet<>();
        pending.forEach(proposal -> busy.add(proposal.decisions()));
        Proposal proposal = propose(random);
        for (int i = 1;
                i < TRIES && (known.contains(proposal.decisions()) || busy.contains(proposal.decisions()));
                i++) {
            proposal = propose(random);
        }
        return proposal;
    }

    private Proposal propose(RandomGenerator random) {
        if (population.isEmpty()) {
            return Proposal.of(context.space().complete(Decisions.none(), random));
        }
        Member parent = tournament(random);
        Member mate = random.nextDouble() < settings.real("crossover") ? tournament(random) : parent;
        Decisions child = recombination.child(parent.play(), mate.play(), settings.real("mutations"), random);
        return new Proposal(child, parent.number(), Map.of(MATE, List.of((double) mate.number())));
    }

    private Member tournament(RandomGenerator random) {
        Ranked one = population.get(random.nextInt(population.size()));
        Ranked other = population.get(random.nextInt(population.size()));
        return (Ranked.BEST_FIRST.compare(one, other) <= 0 ? one : other).member();
    }

    @Override
    public void tell(Trial trial) {
        if (known.add(trial.proposal().decisions())) {
            waiting.add(Member.of(trial, context.objective()));
        }
        sinceSelection++;
        if (sinceSelection == settings.integer(population.isEmpty() ? "population" : "offspring")) {
            population = survivors();
            waiting.clear();
            sinceSelection = 0;
        }
    }

    private List<Ranked> survivors() {
        List<Member> all =
                new ArrayList<>(population.stream().map(Ranked::member).toList());
        all.addAll(waiting);
        List<Ranked> ranked = new ArrayList<>();
        List<List<Member>> fronts = Pareto.fronts(all, Member::dominates);
        for (int front = 0; front < fronts.size(); front++) {
            ranked.addAll(ranked(fronts.get(front), front));
        }
        return ranked.stream()
                .sorted(Ranked.BEST_FIRST)
                .limit(settings.integer("population"))
                .toList();
    }

    /** A front holds scored trials alone or failed ones alone, which are not crowded. */
    private static List<Ranked> ranked(List<Member> members, int front) {
        List<double[]> scores =
                members.stream().flatMap(member -> member.scores().stream()).toList();
        double[] crowding = scores.isEmpty() ? new double[members.size()] : Pareto.crowding(scores);
        return IntStream.range(0, members.size())
                .mapToObj(i -> new Ranked(members.get(i), front, crowding[i]))
                .toList();
    }
}
