package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Multi-agent architecture search (MANAS, Carlucci 2019), in the form of Exp3 (Auer 2002, section 3): one
 * {@link Bandit} per decision, all of them told the loss of the play that they made together.
 */
final class Manas implements Controller {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "manas",
            "An adversarial bandit for each decision, all told the loss of the architecture they made together.",
            List.of(Setting.real("rate", 3, 1e-3, 1e3, "Multiplies the step size sqrt(ln K / (K t)) of each bandit.")),
            settings -> context -> new Manas(context.space(), settings.real("rate")));

    private final SearchSpace space;
    private final double rate;
    private final RunningLoss losses = new RunningLoss();
    private final Map<String, Bandit> bandits = new HashMap<>(); // by decision; looked up, never iterated

    /**
     * The agent of one decision among K options. {@code B[a] += L 1{a chosen} / pi[a]} estimates the loss that option a
     * would have had so far; pi is the softmax of {@code -eta_t B} with {@code eta_t = rate sqrt(ln K / (K t))} before
     * loss t.
     */
    static final class Bandit {
        private final double rate;
        private final double[] losses;
        private int told;

        Bandit(int options, double rate) {
            this.losses = new double[options];
            this.rate = rate;
        }

        double[] probabilities(List<Boolean> legal) {
            int options = losses.length;
            double eta = rate * Math.sqrt(Math.log(options) / (options * (told + 1.0)));
            double[] logits = new double[options];
            for (int option = 0; option < options; option++) {
                logits[option] = -eta * losses[option];
            }
            return Categorical.softmax(logits, legal);
        }

        /** @param probability with which the option had been chosen */
        void tell(int option, double loss, double probability) {
            losses[option] += loss / probability;
            told++;
        }
    }

    private Manas(SearchSpace space, double rate) {
        this.space = space;
        this.rate = rate;
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return Walk.through(space, this::probabilities, probabilities -> Categorical.draw(probabilities, random))
                .proposal();
    }

    private double[] probabilities(DecisionPoint point, Decisions before) {
        Bandit fresh = new Bandit(point.options().size(), rate);
        return bandits.getOrDefault(point.name(), fresh).probabilities(point.legal());
    }

    @Override
    public void tell(Trial trial) {
        double loss = losses.of(losses.tell(trial.outcome()));
        Decisions play = trial.proposal().decisions();
        List<DecisionPoint> points = space.points(play);
        for (int i = 0; i < points.size(); i++) {
            DecisionPoint point = points.get(i);
            bandits.computeIfAbsent(
                            point.name(), name -> new Bandit(point.options().size(), rate))
                    .tell(play.choice(i), loss, probability(trial.proposal(), i, point));
        }
    }

    /** As noted; a play of another origin is taken for one of these bandits. */
    private double probability(Proposal proposal, int position, DecisionPoint point) {
        List<Double> noted = proposal.notes().get(PolicyNotes.LOG_PROBABILITIES);
        return noted == null
                ? probabilities(point, proposal.decisions())[
                        proposal.decisions().choice(position)]
                : Math.exp(noted.get(position));
    }

    @Override
    public List<Belief> beliefs() {
        return Walk.through(space, this::probabilities, Categorical::likeliest).beliefs();
    }
}
