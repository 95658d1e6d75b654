package dev.espalier.server.process;

import dev.espalier.architecture.Architecture;
import dev.espalier.network.EngineException;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.Pulse;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.SearchListener;
import dev.espalier.trial.SearchLoop;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search from its orders to its models, inside the worker. */
final class SearchSession implements SearchListener {
    private static final Logger LOG = LoggerFactory.getLogger(SearchSession.class);
    private static final int WEIGHTS_KEPT = 20;
    private static final long BELIEFS_EVERY_NANOSECONDS = 2_000_000_000L;

    private final Link link;
    private final Link.Orders orders;
    private final SearchSpecification specification;
    private final Assembly assembly;
    private final Heartbeat heartbeat;
    private final EvaluationThreads threads;
    private final List<Trial> trials;
    private @Nullable String failures;
    private long believed = System.nanoTime() - BELIEFS_EVERY_NANOSECONDS;

    SearchSession(
            Link link, Link.Orders orders, SearchSpecification specification, Assembly assembly, Heartbeat heartbeat) {
        this.link = link;
        this.orders = orders;
        this.specification = specification;
        this.assembly = assembly;
        this.heartbeat = heartbeat;
        this.threads = new EvaluationThreads(
                specification.evaluator().threads(), orders.begin().suspects());
        this.trials = new ArrayList<>(orders.history());
    }

    void run() {
        assembly.keepWeights(Ranking.weights(trials, specification.objective(), WEIGHTS_KEPT));
        heartbeat.begin(trials.size());
        if (orders.begin().searching()) {
            heartbeat.phase(Pulse.Phase.SEARCHING, null);
            new SearchLoop(watched(assembly.plan()), this, threads)
                    .run(orders.history(), orders.begin().condemned(), this::over);
        }
        threads.close();
        assembly.keepWeights(Ranking.weights(trials, specification.objective(), WEIGHTS_KEPT));
        if (link.halt().map(Message.Halt::training).orElse(true)) {
            train();
        }
        heartbeat.phase(Pulse.Phase.DONE, lastWords());
        link.send(new Message.Ended());
    }

    /** What failed, and what memory it took. */
    private @Nullable String lastWords() {
        OptionalLong peak = PeakMemory.megabytes();
        if (peak.isEmpty()) {
            return failures;
        }
        String memory = "Peak memory of the process: %d MB.".formatted(peak.getAsLong());
        LOG.info(memory);
        return failures == null ? memory : failures + " " + memory;
    }

    private boolean over() {
        return link.halt().isPresent() || heartbeat.spent();
    }

    private SearchPlan watched(SearchPlan plan) {
        Evaluator evaluator = new WatchedEvaluator(plan.evaluator(), link);
        return new SearchPlan(
                plan.space(),
                plan.controller(),
                evaluator,
                plan.objective(),
                plan.seeds(),
                plan.trials(),
                plan.inFlight());
    }

    @Override
    public void learning(int round) {
        heartbeat.phase(Pulse.Phase.LEARNING, "Round %d".formatted(round + 1));
    }

    @Override
    public void started(int number, Proposal proposal) {
        heartbeat.searching();
    }

    @Override
    public void finished(Trial trial, @Nullable Architecture architecture) {
        link.commit(new Message.Finished(trial, architecture), trial.number());
        trials.add(trial);
        heartbeat.trial(trial.number());
        threads.finished(trial.number());
        if (System.nanoTime() - believed > BELIEFS_EVERY_NANOSECONDS) {
            believed = System.nanoTime();
            link.send(new Message.Believed(assembly.plan().controller().beliefs()));
        }
    }

    /** What was ordered, or else the best of the trials that are not trained yet, in order of merit. */
    private List<TrainingOrder> ordered() {
        List<TrainingOrder> ordered = orders.begin().ordered();
        SearchSpecification.FinalTraining training = specification.finalTraining();
        return !ordered.isEmpty()
                ? ordered
                : Ranking.best(trials, specification.objective(), training.top()).stream()
                        .map(trial -> new TrainingOrder(trial.number(), training.epochs(), training.inherits()))
                        .filter(order -> !orders.begin().trained().contains(order.number()))
                        .toList();
    }

    /** As many at once as there are threads; stored in their order. */
    private void train() {
        List<TrainingOrder> networks = ordered();
        if (networks.isEmpty()) {
            return;
        }
        heartbeat.phase(Pulse.Phase.FINAL_TRAINING, networks(networks.size()));
        ExecutorService pool =
                Executors.newFixedThreadPool(specification.evaluator().threads());
        try {
            List<Future<ModelRecord>> models = networks.stream()
                    .map(order -> pool.submit(() -> train(order)))
                    .toList();
            for (int i = 0; i < models.size(); i++) {
                store(networks.get(i).number(), models.get(i));
            }
        } finally {
            pool.shutdown();
        }
    }

    private ModelRecord train(TrainingOrder order) {
        int number = order.number();
        return assembly.train(
                trials.get(number - 1), order, words -> heartbeat.say("trial %d, %s".formatted(number, words)));
    }

    private void store(int number, Future<ModelRecord> model) {
        try {
            link.commit(new Message.Trained(model.get()), number);
        } catch (ExecutionException thrown) {
            if (!(thrown.getCause() instanceof EngineException failed)) {
                throw new IllegalStateException(thrown.getCause());
            }
            LOG.warn("The final training of trial {} failed.", number, failed);
            failures = "The final training of trial %d failed: %s".formatted(number, failed.getMessage());
        } catch (InterruptedException never) {
            throw new IllegalStateException("A worker's threads are never interrupted.", never);
        }
    }

    private static String networks(int count) {
        return count == 1 ? "one network" : count + " networks";
    }
}
