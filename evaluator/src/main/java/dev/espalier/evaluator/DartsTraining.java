package dev.espalier.evaluator;

import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.Loss;
import dev.espalier.network.MixedNetwork;
import dev.espalier.network.Step;
import dev.espalier.network.Vote;
import dev.espalier.space.RelaxedSpace;
import dev.espalier.space.Supernet;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Learns a supernet: steps of the alphas on one half of the training part, each followed by a step of the weights on the
 * other (Liu 2019, algorithm 1). The validation part, which scores, is never touched.
 */
final class DartsTraining {
    /** The learning rate rises over a twentieth of all steps, or so many where a search is bounded by its time alone. */
    private static final int MOST_RISING = 500;

    private final EvaluatorContext context;
    private final DartsSettings settings;
    private final TrainingSettings training;
    private final Supernet supernet;
    private final List<SupernetBound> bounds;
    private final Derivation derivation;
    private final ResourceLoss resource;
    private final Schedule schedule;
    private final Half forWeights;
    private final Half forAlphas;

    /** A half of the training part, which is passed through in a new order each time. */
    private record Half(EvaluatorContext context, String name, int[] rows, int batch) {
        Examples batch(int step) {
            int perEpoch = Batches.count(rows.length, batch);
            RandomGenerator shuffle = context.seeds().stream("darts-" + name, step / perEpoch);
            int[] places = Batches.shuffled(rows.length, batch, shuffle)[step % perEpoch];
            return context.data()
                    .training()
                    .rows(Arrays.stream(places).map(place -> rows[place]).toArray());
        }
    }

    DartsTraining(EvaluatorContext context, DartsSettings settings, RelaxedSpace space, Supernet supernet) {
        this.context = context;
        this.settings = settings;
        this.supernet = supernet;
        this.training = settings.training(context.data().training().shape());
        this.bounds = SupernetBound.of(space, context.objective());
        this.derivation = new Derivation(supernet, bounds);
        derivation.requireFeasible();
        this.resource = new ResourceLoss(space, supernet, settings.resourceWeight());
        long steps = settings.warmUpSteps() + alphaSteps();
        this.schedule = new Schedule(
                training.learningRate(), training.learningRate() / 100, (int) Math.min(steps / 20, MOST_RISING), steps);
        int size = context.data().training().size();
        int[] rows = Batches.sample(size, size, context.seeds().stream("darts-halves"));
        this.forWeights = new Half(context, "weights", Arrays.copyOf(rows, (size + 1) / 2), training.batch());
        this.forAlphas = new Half(context, "alphas", Arrays.copyOfRange(rows, size / 2, size), training.batch());
    }

    /** What the alphas speak for. */
    int[] derived(Alphas alphas) {
        double[] edges = new double[supernet.edges().size()];
        Arrays.fill(edges, 1);
        return derivation.best(alphas.operations(), supernet.share() > 1 ? alphas.edges() : edges);
    }

    void round(int round, Bank bank, Alphas alphas, EarlierSupernets earlier) {
        int first = settings.warmUpSteps() + round * settings.stepsPerRound();
        if (round == 0) {
            for (int step = 0; step < first; step++) {
                moveWeights(step, bank, alphas, earlier);
            }
            earlier.add(bank, alphas);
        }
        double[] before = alphas.values();
        for (int step = first; step < first + settings.stepsPerRound(); step++) {
            if (!alphas.settled()) {
                moveAlphas(step, bank, alphas, earlier);
            }
            moveWeights(step, bank, alphas, earlier);
        }
        if (!alphas.settled() && supernet.skips(derived(alphas)) > settings.mostSkips()) {
            alphas.values(before);
            alphas.settle();
        }
        earlier.add(bank, alphas);
    }

    private void moveWeights(int step, Bank bank, Alphas alphas, EarlierSupernets earlier) {
        RandomGenerator random = context.seeds().stream("darts-step", step);
        Relaxation relaxation = relaxation(step, alphas, random);
        Examples batch = training.augmentation().apply(forWeights.batch(step), random);
        try (Vote vote = vote(step, earlier);
                MixedNetwork network = bank.mixed(supernet, relaxation.mixture(), loss(), vote)) {
            long seed = context.seeds().of("darts-dropout", step);
            network.train(batch, new Step(schedule.rate(step), training.clip(), seed));
        }
    }

    private void moveAlphas(int step, Bank bank, Alphas alphas, EarlierSupernets earlier) {
        RandomGenerator random = context.seeds().stream("darts-alpha-step", step);
        Relaxation relaxation = relaxation(step, alphas, random);
        try (Vote vote = vote(step, earlier)) {
            TwoLosses losses =
                    new SupernetLosses(bank, loss(), relaxation, vote, forWeights.batch(step), forAlphas.batch(step));
            double[] gradient = resource.addedTo(gradient(step).of(losses), alphas);
            alphas.step(gradient, settings.alphaRate(), settings.alphaDecay());
        }
        if (settings.method() == DartsSettings.Method.RC_DARTS) {
            alphas.values(Projection.of(alphas.values(), supernet, bounds));
        }
    }

    private Vote vote(int step, EarlierSupernets earlier) {
        RandomGenerator random = context.seeds().stream("darts-teachers", step);
        double ramp = Math.min(1, 2 * done(step));
        return earlier.vote(alphas -> relaxation(step, alphas, random), loss(), ramp * settings.distillation());
    }

    private AlphaGradient gradient(int step) {
        return switch (settings.method()) {
            case SECOND_ORDER -> AlphaGradient.secondOrder(schedule.rate(step));
            case AMENDED -> AlphaGradient.amended(settings.eta());
            default -> AlphaGradient.firstOrder();
        };
    }

    private Relaxation relaxation(int step, Alphas alphas, RandomGenerator random) {
        double temperature = settings.temperature(done(step));
        return switch (settings.method()) {
            case GDAS -> Relaxation.sampled(supernet, alphas, temperature, random);
            case GUMBEL -> Relaxation.noisy(supernet, alphas, temperature, random);
            default -> Relaxation.mixed(supernet, alphas);
        };
    }

    /** The share of the steps after the warm-up that lies behind. */
    private double done(int step) {
        return Math.max(0, step - settings.warmUpSteps()) / (double) alphaSteps();
    }

    private long alphaSteps() {
        return (long) context.trials() * settings.stepsPerRound();
    }

    private Loss loss() {
        return Scoring.loss(context.data().task());
    }
}
