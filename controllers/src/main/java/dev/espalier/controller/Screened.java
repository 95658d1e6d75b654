package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Foresight;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A filter before evaluation: another controller is asked several times, and what a zero-cost proxy likes best is
 * proposed (Mellor 2021, algorithm 1, for one draw after another; Abdelfattah 2021). With random draws it ranks by the
 * proxy alone. A policy hears only of what passed, as if it had drawn that at once.
 */
final class Screened implements Controller {
    private static final String CONTROLLER = "controller";
    private static final String PROXY = "proxy";
    private static final String DRAWS = "draws";

    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "screened",
            "Asks another controller for several candidates and proposes what looks best untrained.",
            List.of(
                    Setting.text(CONTROLLER, "random", "Name of the controller that is asked; it takes its defaults."),
                    Setting.choice(
                            PROXY,
                            "naswot",
                            List.of("naswot", "synflow", "snip", "gradient-norm", "parameters", "macs"),
                            "What looks at the candidates; the greater the better."),
                    Setting.integer(DRAWS, 10, 2, 1000, "Candidates asked for, of which one is proposed.")),
            settings -> new Template(settings, base(settings.text(CONTROLLER))));

    private final Controller base;
    private final Foresight foresight;
    private final String proxy;
    private final int draws;
    private final Set<Decisions> told = new HashSet<>(); // looked up, never iterated
    private final Map<Decisions, Double> seen = new HashMap<>(); // looked up, never iterated

    private Screened(Controller base, Foresight foresight, Settings settings) {
        this.base = base;
        this.foresight = foresight;
        this.proxy = settings.text(PROXY);
        this.draws = (int) settings.integer(DRAWS);
    }

    private static Controllers.Template base(String name) {
        if (name.equals(ENTRY.name())) {
            throw new InvalidInputException("/" + CONTROLLER, "What is screened must be another controller.");
        }
        try {
            return Controllers.catalog().make(name, Map.of());
        } catch (InvalidInputException unknown) {
            throw new InvalidInputException("/" + CONTROLLER, String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private record Template(Settings settings, Controllers.Template base) implements Controllers.Template {
        @Override
        public Controller in(ControllerContext context) {
            String proxy = settings.text(PROXY);
            if (!context.foresight().names().contains(proxy)) {
                throw new InvalidInputException(
                        "/settings/" + PROXY,
                        "The proxy '%s' is not known here. Known: %s."
                                .formatted(proxy, context.foresight().names()));
            }
            return new Screened(base.in(context.inner("screened")), context.foresight(), settings);
        }

        @Override
        public void fits(SearchSpace space) {
            base.fits(space);
        }
    }

    /** Of the candidates that were not proposed before, where there are such. */
    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        List<Proposal> candidates = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            candidates.add(base.ask(number, pending, random));
        }
        List<Decisions> underWay = pending.stream().map(Proposal::decisions).toList();
        List<Proposal> fresh = candidates.stream()
                .filter(candidate -> !told.contains(candidate.decisions()) && !underWay.contains(candidate.decisions()))
                .toList();
        return best(fresh.isEmpty() ? candidates : fresh);
    }

    /** Of equal ones the first that was drawn. */
    private Proposal best(List<Proposal> candidates) {
        Proposal best = candidates.get(0);
        for (Proposal candidate : candidates) {
            if (look(candidate.decisions()) > look(best.decisions())) {
                best = candidate;
            }
        }
        return best;
    }

    private double look(Decisions play) {
        return seen.computeIfAbsent(play, unseen -> foresight.of(proxy, unseen).orElse(Double.NEGATIVE_INFINITY));
    }

    @Override
    public void tell(Trial trial) {
        told.add(trial.proposal().decisions());
        base.tell(trial);
    }

    @Override
    public List<Belief> beliefs() {
        return base.beliefs();
    }
}
