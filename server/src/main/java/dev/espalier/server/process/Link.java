package dev.espalier.server.process;

import dev.espalier.trial.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The worker's end: waits for acknowledgements, hears the word to halt, and ends the process as soon as the supervisor
 * is gone, so that a restarted supervisor never has two workers for one search.
 */
final class Link {
    private static final int ORPHANED = 3;

    private final Wire wire;
    private final Set<Integer> committed = new HashSet<>();
    private Message.@Nullable Halt halt;

    /** What a worker is told before it starts. */
    record Orders(Message.Begin begin, List<Trial> history) {}

    Link(Wire wire) {
        this.wire = wire;
    }

    /** Hears the orders, then listens for as long as the process lives. */
    Orders begin() {
        Message.Begin begin = (Message.Begin) wire.receive().orElseThrow(Link::unordered);
        List<Trial> history = new ArrayList<>();
        Message next = wire.receive().orElseThrow(Link::unordered);
        while (next instanceof Message.Recorded recorded) {
            history.add(recorded.trial());
            next = wire.receive().orElseThrow(Link::unordered);
        }
        Thread listener = new Thread(this::listen, "supervisor");
        listener.setDaemon(true);
        listener.start();
        return new Orders(begin, history);
    }

    void send(Message message) {
        try {
            wire.send(message);
        } catch (IOException gone) {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    /** Sends what must become durable and waits until it is. */
    void commit(Message message, int number) {
        send(message);
        synchronized (this) {
            while (!committed.remove(number)) {
                await();
            }
        }
    }

    /** Whether and how the supervisor wants the search to end early. */
    synchronized Optional<Message.Halt> halt() {
        return Optional.ofNullable(halt);
    }

    private void listen() {
        for (Optional<Message> message = wire.receive(); message.isPresent(); message = wire.receive()) {
            hear(message.get());
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    private synchronized void hear(Message message) {
        if (message instanceof Message.Committed stored) {
            committed.add(stored.number());
            notifyAll();
        } else if (message instanceof Message.Halt order) {
            halt = order;
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException ended) {
            throw new IllegalStateException("A worker's threads are never interrupted.", ended);
        }
    }

    private static IllegalStateException unordered() {
        return new IllegalStateException("The supervisor was gone before it said what to search.");
    }
}
