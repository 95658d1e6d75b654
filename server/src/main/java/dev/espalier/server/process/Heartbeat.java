package dev.espalier.server.process;

import dev.espalier.server.history.Pulse;
import dev.espalier.server.search.SearchSpecification;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the time of a search and tells the supervisor every two seconds how it goes. */
final class Heartbeat {
    private static final long MILLISECONDS = 2000;
    private static final double NANOSECONDS = 1e-9;

    private final Link link;
    private final SearchSpecification.Budget budget;
    private final double earlier;
    private Pulse.Phase phase = Pulse.Phase.STARTING;
    private @Nullable String message;
    private @Nullable Double searched;
    private long begun = System.nanoTime();
    private int trialsBefore;
    private int trials;

    /** @param earlier seconds used by earlier processes of this search */
    Heartbeat(Link link, SearchSpecification.Budget budget, double earlier) {
        this.link = link;
        this.budget = budget;
        this.earlier = earlier;
    }

    void start() {
        Thread thread = new Thread(this::beatForever, "heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    /** From here on time counts. */
    synchronized void begin(int trialsBefore) {
        this.trialsBefore = trialsBefore;
        trials = trialsBefore;
        begun = System.nanoTime();
    }

    synchronized void trial(int number) {
        trials = number;
    }

    void phase(Pulse.Phase next, @Nullable String words) {
        synchronized (this) {
            boolean searchingEnds = phase != Pulse.Phase.FINAL_TRAINING && next == Pulse.Phase.FINAL_TRAINING;
            searched = searchingEnds ? Double.valueOf(seconds()) : searched;
            phase = next;
            message = words;
        }
        beat();
    }

    /** What the next beat tells a person. */
    synchronized void say(String words) {
        message = words;
    }

    /** Learning is over, where it was under way. */
    void searching() {
        boolean changes;
        synchronized (this) {
            changes = phase != Pulse.Phase.SEARCHING;
        }
        if (changes) {
            phase(Pulse.Phase.SEARCHING, null);
        }
    }

    /** Seconds of this search over all its processes, those of the final training not among them. */
    synchronized double seconds() {
        if (searched != null) {
            return searched;
        }
        return phase == Pulse.Phase.STARTING ? earlier : earlier + (System.nanoTime() - begun) * NANOSECONDS;
    }

    boolean spent() {
        return budget.seconds().isPresent() && seconds() >= budget.seconds().getAsDouble();
    }

    void beat() {
        link.send(new Message.Beat(pulse()));
    }

    private synchronized Pulse pulse() {
        Pulse.Phase now = phase;
        boolean between = phase == Pulse.Phase.SEARCHING || phase == Pulse.Phase.LEARNING;
        Optional<Message.Halt> halt = link.halt();
        if (between && halt.isPresent()) {
            now = halt.get().training() ? Pulse.Phase.STOPPING : Pulse.Phase.PAUSING;
        }
        return new Pulse(now, seconds(), between ? secondsLeft() : null, message);
    }

    /** By the seconds of the budget, or sooner by its trials at the pace so far. */
    private @Nullable Double secondsLeft() {
        double bySeconds = budget.seconds().orElse(Double.POSITIVE_INFINITY) - seconds();
        int done = trials - trialsBefore;
        double byTrials =
                done == 0 ? Double.POSITIVE_INFINITY : (seconds() - earlier) / done * (budget.trials() - trials);
        double left = Math.max(0, Math.min(bySeconds, byTrials));
        return Double.isFinite(left) ? left : null;
    }

    private void beatForever() {
        try {
            while (true) {
                beat();
                Thread.sleep(MILLISECONDS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
