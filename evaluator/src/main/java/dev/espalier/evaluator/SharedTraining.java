package dev.espalier.evaluator;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.EngineException;
import dev.espalier.network.Network;
import dev.espalier.network.Step;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Evaluator.Sampler;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The training of one bank by many architectures (ENAS, Pham 2018; single path, Guo 2019): each step draws one, takes
 * its parameters from the bank and moves what they come from by one minibatch.
 */
final class SharedTraining {
    /** Later rounds begin with this share of the highest learning rate, and every round ends with a tenth of that. */
    private static final double LATER = 0.3;

    /** Draws after which an architecture outside the bounds is taken nevertheless. */
    private static final int DRAWS = 50;

    private final EvaluatorContext context;
    private final Seeds seeds;
    private final SharedSettings settings;
    private final TrainingSettings training;

    SharedTraining(EvaluatorContext context, Seeds seeds, SharedSettings settings) {
        this.context = context;
        this.seeds = seeds;
        this.settings = settings;
        this.training = settings.training(context.data().training().shape());
    }

    void round(int round, Sampler sampler, Bank bank) {
        int steps = settings.steps(round);
        double peak = training.learningRate() * (round == 0 ? 1 : LATER);
        double end = training.learningRate() * LATER / 10;
        Schedule schedule = new Schedule(peak, end, round == 0 ? steps / 20 : 0, steps);
        int perEpoch = Batches.count(examples().size(), training.batch());
        int[][] batches = new int[0][];
        Optional<FairDraws> fair = settings.fair() ? Optional.of(new FairDraws(context.space())) : Optional.empty();
        List<EngineException> failures = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            if (step % perEpoch == 0) {
                RandomGenerator shuffle = seeds.stream("share-epoch", round, step / perEpoch);
                batches = Batches.shuffled(examples().size(), training.batch(), shuffle);
            }
            RandomGenerator random = seeds.stream("share", round, step);
            Optional<Draw> draw = random.nextDouble() < settings.controllerShare(round)
                    ? drawn(() -> sampler.sample(random))
                    : drawn(() -> fair.isPresent() ? fair.get().draw(random) : play(random));
            Optional<Architecture> architecture = draw.map(
                            one -> settings.anytime() ? exit(one, random) : one.architecture())
                    .filter(one -> !one.constant());
            if (architecture.isPresent()) {
                Examples batch = training.augmentation().apply(examples().rows(batches[step % perEpoch]), random);
                long seed = seeds.of("share-step", round, step);
                step(bank, architecture.get(), batch, new Step(schedule.rate(step), training.clip(), seed))
                        .ifPresent(failures::add);
            }
        }
        if (!failures.isEmpty() && failures.size() == steps) {
            throw failures.get(0);
        }
    }

    /**
     * A non-finite loss moves nothing; a bank that is lost shows itself when its candidates are scored. Neither does an
     * architecture that is too large for the memory, which fails as a candidate too.
     */
    private Optional<EngineException> step(Bank bank, Architecture architecture, Examples batch, Step step) {
        try (Network network =
                bank.network(architecture, Scoring.loss(context.data().task()))) {
            network.train(batch, step);
            return Optional.empty();
        } catch (EngineException failed) {
            return Optional.of(failed);
        }
    }

    /** A play with what it decodes to. */
    record Draw(Decisions play, Architecture architecture) {}

    /** A uniformly drawn architecture, within the bounds and not constant where such are found; none where no play fits. */
    Optional<Draw> uniform(RandomGenerator random) {
        return drawn(() -> play(random));
    }

    /** Each exit equally often. */
    private Architecture exit(Draw draw, RandomGenerator random) {
        List<Architecture> exits = context.space().exits(draw.play());
        return exits.get(random.nextInt(exits.size()));
    }

    private Optional<Draw> drawn(Supplier<Decisions> plays) {
        Optional<Draw> last = Optional.empty();
        for (int i = 0; i < DRAWS; i++) {
            Optional<Draw> draw = decoded(plays.get());
            if (draw.isPresent() && useful(draw.get().architecture())) {
                return draw;
            }
            last = draw.isPresent() ? draw : last;
        }
        return last;
    }

    /** Empty for a play that does not fit, as a space that a person wrote may have; a trial of it is a failed one. */
    private Optional<Draw> decoded(Decisions play) {
        try {
            return Optional.of(new Draw(play, context.space().decode(play)));
        } catch (InvalidInputException impossible) {
            return Optional.empty();
        }
    }

    private Decisions play(RandomGenerator random) {
        return context.space().complete(Decisions.none(), random);
    }

    private boolean useful(Architecture architecture) {
        return !architecture.constant()
                && context.objective().violation(architecture.cost()).isEmpty();
    }

    private Examples examples() {
        return context.data().training();
    }
}
