package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.network.Bank;
import dev.espalier.network.Hypernetwork;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Tiles;
import dev.espalier.network.Weights;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One kind of {@link OneShot} evaluation.
 *
 * @param defaults of the settings that all kinds have
 * @param own settings beside these
 * @param maker of the weights, where they are not shared
 */
record OneShotKind(
        String name, String summary, SharedSettings.Defaults defaults, List<Setting> own, Optional<Maker> maker) {

    /** What makes an architecture's weights and is moved by a step. */
    interface Maker {
        Hypernetwork hypernetwork(Settings settings);

        /** Seconds that a step takes beside the network's own; what a candidate takes is a third of that. */
        double effort(Workload workload, Settings settings);

        /** @throws dev.espalier.catalog.InvalidInputException where it makes nothing for this space */
        default void fits(SearchSpace space) {}
    }

    Entry<Evaluators.Template> entry() {
        List<Setting> described = new ArrayList<>(SharedSettings.described(defaults));
        described.addAll(own);
        return new Entry<>(name, summary, described, settings -> new Template(this, settings));
    }

    private record Template(OneShotKind kind, Settings values) implements Evaluators.Template {
        /** Copies of each generated number: made, squared, scaled, laid and cut, and gradients; as measured. */
        private static final int MADE = 11;
        /** The same of each hidden unit of a tile, with what it reads. */
        private static final int HIDDEN = 10;
        /** All exits of a network over itself, about: each stage costs the same. */
        private static final double EXITS = 2;
        /** A number that is learned, its gradient and the two averages of Adam. */
        private static final int LEARNED = 4;

        @Override
        public Evaluator in(EvaluatorContext context) {
            Requirements.checked(context);
            fits(context.space(), context.objective());
            SharedSettings settings = new SharedSettings(values);
            return new OneShot(
                    context,
                    settings,
                    IntStream.range(0, settings.banks())
                            .mapToObj(number -> bank(number, context))
                            .toList());
        }

        @Override
        public boolean starts() {
            return true;
        }

        @Override
        public Weights start(EvaluatorContext context, Architecture architecture) {
            try (SharedBank first = bank(0, context)) {
                return new OneShot(context, new SharedSettings(values), List.of(first)).learned(architecture);
            }
        }

        private SharedBank bank(int number, EvaluatorContext context) {
            SharedSettings settings = new SharedSettings(values);
            Seeds seeds = SharedBank.seeds(context, number);
            Optimizer optimizer =
                    settings.training(context.data().training().shape()).optimizer();
            Bank bank = kind.maker
                    .map(maker -> context.engine().hypernetwork(seeds, optimizer, maker.hypernetwork(values)))
                    .orElseGet(() -> context.engine().bank(seeds, optimizer));
            return new SharedBank(kind.name, number, context, settings, bank);
        }

        @Override
        public void fits(SearchSpace space, Objective objective) {
            kind.maker.ifPresent(maker -> maker.fits(space));
            if (new SharedSettings(values).anytime() && exits(space) < 2) {
                throw new InvalidInputException(
                        "/evaluator/settings/anytime",
                        "The networks of this space have no early exits. Maybe take 'cell', 'darts-cell' or 'size' with 2 stages or more.");
            }
        }

        private static int exits(SearchSpace space) {
            return space.exits(space.complete(Decisions.none(), new Seeds(0).stream("any")))
                    .size();
        }

        @Override
        public boolean runsOn(String engine) {
            return kind.maker.isEmpty() || engine.equals("torch");
        }

        @Override
        public long parameters(Architecture architecture) {
            int banks = new SharedSettings(values).banks();
            if (kind.maker.isEmpty()) {
                return banks * Evaluators.Template.super.parameters(architecture);
            }
            Tiles tiles = Tiles.of(architecture);
            long hidden = kind.maker.get().hypernetwork(values).hidden();
            return MADE * tiles.numbers() + hidden * (HIDDEN * tiles.count() + banks * LEARNED * tiles.kinds());
        }

        @Override
        public Estimate estimate(Workload workload) {
            SharedSettings settings = new SharedSettings(values);
            double beside =
                    kind.maker.map(maker -> maker.effort(workload, values)).orElse(0.0);
            double step = workload.steps(1, settings.batch()) + beside;
            // Estimating statistics is a forward pass, a third of a step; so is making the weights.
            double trial = workload.steps(settings.statisticsBatches() / 3.0, settings.batch())
                    + beside / 3
                    + workload.scoring();
            trial *= settings.banks() * (settings.anytime() ? EXITS : 1);
            double controls = settings.controls() * trial;
            return new Estimate(
                    settings.banks() * settings.steps(0) * step + controls,
                    settings.banks() * settings.steps(1) * step + controls,
                    trial,
                    settings.trialsPerRound());
        }
    }
}
