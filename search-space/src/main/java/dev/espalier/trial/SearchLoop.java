package dev.espalier.trial;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a controller and an evaluator meet.
 *
 * <p>Trials are asked, finished and told in order of number. {@code ask(i)} happens when exactly the trials up to
 * {@code i - inFlight} are told (at the first trial of a round: all before it), whatever has finished meanwhile;
 * trials of the history go through the same steps without being asked or evaluated. So an interrupted search goes on
 * as the uninterrupted one would have, for any number of threads.
 */
public final class SearchLoop {
    private final SearchPlan plan;
    private final SearchListener listener;
    private final Executor executor;

    private final Deque<Flight> flights = new ArrayDeque<>();
    private final List<Trial> told = new ArrayList<>();
    private final Map<String, Integer> firstOfRound = new HashMap<>();

    /** A trial that is asked and not told yet; {@code recorded} where it comes from the history. */
    private record Flight(
            Proposal proposal,
            @Nullable Architecture architecture,
            @Nullable String hash,
            @Nullable Integer sameAs,
            CompletableFuture<Outcome> outcome,
            @Nullable Trial recorded) {}

    /** @param executor runs the evaluations; one thread of it is one evaluation at a time */
    public SearchLoop(SearchPlan plan, SearchListener listener, Executor executor) {
        this.plan = plan;
        this.listener = listener;
        this.executor = executor;
    }

    /**
     * Runs to the end of the plan or until {@code stop} says so; what is in flight then is still finished.
     *
     * @param history the trials that are already finished, from number 1 without gaps; those beyond the plan are left
     * @param condemned trials that must not be evaluated again, by number, each with the reason
     */
    public void run(List<Trial> history, Map<Integer, String> condemned, BooleanSupplier stop) {
        requireWithoutGaps(history);
        for (int number = 1; number <= plan.trials(); number++) {
            boolean recorded = number <= history.size();
            if (!recorded && stop.getAsBoolean()) {
                break;
            }
            tellUpTo(toldBefore(number));
            if (startsRound(number)) {
                learn(number);
            }
            Flight flight = recorded
                    ? replay(history.get(number - 1))
                    : launch(number, Optional.ofNullable(condemned.get(number)));
            flights.add(flight);
            if (flight.hash() != null) {
                firstOfRound.putIfAbsent(work(flight.hash(), flight.proposal()), number);
            }
        }
        tellUpTo(told.size() + flights.size());
    }

    private static void requireWithoutGaps(List<Trial> history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).number() != i + 1) {
                throw new IllegalArgumentException("Trial %d of the history has the number %d."
                        .formatted(i + 1, history.get(i).number()));
            }
        }
    }

    private int toldBefore(int number) {
        int window = Math.max(0, number - plan.inFlight());
        int perRound = plan.evaluator().trialsPerRound();
        return perRound == 0 ? window : Math.max(window, (number - 1) / perRound * perRound);
    }

    private boolean startsRound(int number) {
        int perRound = plan.evaluator().trialsPerRound();
        return perRound != 0 && (number - 1) % perRound == 0;
    }

    private void learn(int number) {
        int round = (number - 1) / plan.evaluator().trialsPerRound();
        firstOfRound.clear();
        listener.learning(round);
        plan.evaluator()
                .learn(
                        round,
                        random ->
                                plan.controller().ask(number, List.of(), random).decisions());
    }

    private Flight replay(Trial trial) {
        return new Flight(
                trial.proposal(),
                null,
                trial.architecture(),
                trial.sameAs(),
                CompletableFuture.completedFuture(trial.outcome()),
                trial);
    }

    private Flight launch(int number, Optional<String> condemned) {
        List<Proposal> pending = flights.stream().map(Flight::proposal).toList();
        Proposal proposal = plan.controller().ask(number, pending, plan.seeds().stream("ask", number));
        Architecture architecture;
        try {
            plan.space().points(proposal.decisions());
            architecture = plan.space().decode(proposal.decisions());
        } catch (InvalidInputException impossible) {
            Outcome refused = new Outcome.Failed(String.valueOf(impossible.getMessage()), Map.of(), 0);
            return new Flight(proposal, null, null, null, CompletableFuture.completedFuture(refused), null);
        }
        String hash = architecture.hash();
        Integer sameAs = firstOfRound.get(work(hash, proposal));
        CompletableFuture<Outcome> outcome = sameAs == null
                ? start(number, proposal, architecture, condemned)
                : new CompletableFuture<>(); // taken from the earlier trial when that is told
        return new Flight(proposal, architecture, hash, sameAs, outcome, null);
    }

    /** What makes two evaluations the same: the architecture, and how long it is to be trained where that is said. */
    private static String work(String hash, Proposal proposal) {
        return proposal.epochs().isPresent()
                ? hash + " for " + proposal.epochs().getAsInt()
                : hash;
    }

    private CompletableFuture<Outcome> start(
            int number, Proposal proposal, Architecture architecture, Optional<String> condemned) {
        Optional<String> refusal = condemned.or(() -> plan.objective().violation(architecture.cost()));
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Failed(refusal.get(), Objective.metrics(architecture.cost()), 0));
        }
        listener.started(number, proposal);
        Evaluator.Candidate candidate = new Evaluator.Candidate(
                number, proposal.decisions(), architecture, plan.seeds().child("trial", number), proposal.epochs());
        return CompletableFuture.supplyAsync(() -> plan.evaluator().evaluate(candidate), executor);
    }

    private void tellUpTo(int number) {
        while (told.size() < number) {
            Flight flight = flights.remove();
            Trial trial = flight.recorded() == null ? finish(told.size() + 1, flight) : flight.recorded();
            told.add(trial);
            plan.controller().tell(trial);
        }
    }

    private Trial finish(int number, Flight flight) {
        Outcome outcome = flight.sameAs() == null
                ? withinBounds(join(flight.outcome()))
                : told.get(flight.sameAs() - 1).outcome();
        Trial trial = new Trial(number, flight.proposal(), flight.hash(), outcome, flight.sameAs());
        listener.finished(trial, flight.architecture());
        return trial;
    }

    private Outcome withinBounds(Outcome outcome) {
        return outcome instanceof Outcome.Scored scored
                ? plan.objective()
                        .violation(scored.metrics())
                        .<Outcome>map(reason -> new Outcome.Failed(reason, scored.metrics(), scored.seconds()))
                        .orElse(outcome)
                : outcome;
    }

    private static Outcome join(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException thrown) {
            if (thrown.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            if (thrown.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw thrown;
        } catch (CancellationException cancelled) {
            throw new IllegalStateException("An evaluation was cancelled from outside.", cancelled);
        }
    }
}
