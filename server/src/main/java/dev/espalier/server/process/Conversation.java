package dev.espalier.server.process;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NewTrial;
import dev.espalier.server.history.Pulse;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.trial.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is said with one worker from its start to its end: every trial is in the history before it hears so. */
final class Conversation {
    private final String searchId;
    private final History history;
    private final SearchEvents events;
    private final Child child;
    private final Map<Integer, Long> evaluating = new ConcurrentSkipListMap<>();
    private volatile long heard = System.nanoTime();
    private volatile Pulse.Phase phase = Pulse.Phase.STARTING;
    private boolean progress;

    /** How it ended. */
    sealed interface Ending {
        /** The worker did everything that it was asked. */
        record Done() implements Ending {}

        /** The search cannot go on. */
        record Broken(String reason) implements Ending {}

        /**
         * The worker is gone before it was done.
         *
         * @param evaluating trials that were under way
         * @param progress whether anything became durable before
         */
        record Died(String reason, List<Integer> evaluating, boolean progress) implements Ending {}
    }

    Conversation(String searchId, History history, SearchEvents events, Child child) {
        this.searchId = searchId;
        this.history = history;
        this.events = events;
        this.child = child;
    }

    /** Gives the orders; a worker that dies meanwhile is found dead by {@link #listen}. */
    void open(Message.Begin begin, List<Trial> trials) {
        try {
            child.wire().send(begin);
            for (Trial trial : trials) {
                child.wire().send(new Message.Recorded(trial));
            }
            child.wire().send(new Message.Go());
        } catch (IOException gone) {
            child.kill("its connection broke while it was told the history");
        }
    }

    /** Passes on what a person wants of the running search. */
    void wish(Action action) {
        if (action == Action.PAUSE && phase == Pulse.Phase.FINAL_TRAINING) {
            child.kill("paused");
            return;
        }
        try {
            child.wire().send(new Message.Halt(action == Action.STOP));
        } catch (IOException gone) {
            child.kill("its connection broke");
        }
    }

    /** Hears the worker to its end. */
    Ending listen() {
        for (Optional<Message> message = child.wire().receive();
                message.isPresent();
                message = child.wire().receive()) {
            heard = System.nanoTime();
            if (message.get() instanceof Message.Ended) {
                return new Ending.Done();
            }
            if (message.get() instanceof Message.Broken broken) {
                return new Ending.Broken(broken.reason());
            }
            hear(message.get());
        }
        return new Ending.Died(child.reason(), List.copyOf(evaluating.keySet()), progress);
    }

    private void hear(Message message) {
        if (message instanceof Message.Beat beat) {
            phase = beat.pulse().phase();
            history.searches().beat(searchId, beat.pulse());
            tellState();
        } else if (message instanceof Message.Evaluating started) {
            evaluating.put(started.number(), System.nanoTime());
        } else if (message instanceof Message.Evaluated survived) {
            evaluating.remove(survived.number());
        } else if (message instanceof Message.Finished finished) {
            List<StoredTrial> stored =
                    history.trials().append(searchId, List.of(new NewTrial(finished.trial(), finished.architecture())));
            committed(finished.trial().number());
            stored.forEach(trial -> events.trial(searchId, trial));
        } else if (message instanceof Message.Believed believed) {
            history.searches().believe(searchId, believed.beliefs());
        } else if (message instanceof Message.Trained trained) {
            history.models().save(trained.model());
            committed(trained.model().number());
            tellState();
        }
    }

    private void committed(int number) {
        progress = true;
        try {
            child.wire().send(new Message.Committed(number));
        } catch (IOException gone) {
            child.kill("its connection broke");
        }
    }

    private void tellState() {
        Optional<SearchRecord> search = history.searches().find(searchId);
        search.ifPresent(events::state);
    }

    /** Ends a worker that is silent, takes too long over a trial or takes too much memory. */
    void watch(Limits limits) {
        long now = System.nanoTime();
        if (now - heard > limits.silence().toNanos()) {
            child.kill("it gave no sign of life for %d s"
                    .formatted(limits.silence().toSeconds()));
        }
        if (evaluating.values().stream()
                .anyMatch(since -> now - since > limits.evaluation().toNanos())) {
            child.kill("an evaluation took longer than %d s"
                    .formatted(limits.evaluation().toSeconds()));
        }
        child.memory().ifPresent(bytes -> {
            if (bytes > limits.memory()) {
                child.kill("it took %d MB of memory, more than %d MB".formatted(bytes >> 20, limits.memory() >> 20));
            }
        });
    }

    void kill(String why) {
        child.kill(why);
    }
}
