package dev.espalier.evaluator;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.network.Bank;
import dev.espalier.network.Optimizer;
import dev.espalier.trial.Evaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of {@link OneShot} evaluation.
 *
 * @param defaults of the settings that all kinds have
 * @param own settings beside these
 */
record OneShotKind(
        String name,
        String summary,
        SharedSettings.Defaults defaults,
        List<Setting> own,
        Supply supply,
        Effort effort) {

    /** What supplies the parameters of an architecture and is moved by a step. */
    @FunctionalInterface
    interface Supply {
        /** @throws dev.espalier.catalog.InvalidInputException where it does not fit the engine or the space */
        Bank bank(EvaluatorContext context, Optimizer optimizer, Settings settings);
    }

    /** Seconds that a step takes beside the network's own; what a candidate takes is a third of that. */
    @FunctionalInterface
    interface Effort {
        double seconds(Workload workload, Settings settings);
    }

    Entry<Evaluators.Template> entry() {
        List<Setting> described = new ArrayList<>(SharedSettings.described(defaults));
        described.addAll(own);
        return new Entry<>(name, summary, described, settings -> new Template(this, settings));
    }

    private record Template(OneShotKind kind, Settings values) implements Evaluators.Template {
        @Override
        public Evaluator in(EvaluatorContext context) {
            Requirements.checked(context);
            SharedSettings settings = new SharedSettings(values);
            Optimizer optimizer =
                    settings.training(context.data().training().shape()).optimizer();
            Bank bank = kind.supply.bank(context, optimizer, values);
            return new OneShot(kind.name, context, settings, bank);
        }

        @Override
        public Estimate estimate(Workload workload) {
            SharedSettings settings = new SharedSettings(values);
            double beside = kind.effort.seconds(workload, values);
            double step = workload.steps(1, settings.batch()) + beside;
            // Estimating statistics is a forward pass, a third of a step; so is making the weights.
            double trial = workload.steps(settings.statisticsBatches() / 3.0, settings.batch())
                    + beside / 3
                    + workload.scoring();
            double controls = settings.controls() * trial;
            return new Estimate(
                    settings.steps(0) * step + controls,
                    settings.steps(1) * step + controls,
                    trial,
                    settings.trialsPerRound());
        }
    }
}
