package dev.espalier.server.process;

import dev.espalier.server.history.Action;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.process.Conversation.Ending;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** One running search: a worker, and another one whenever it dies, until the search has ended or is called off. */
final class SearchRun {
    /** Deaths in a row that no trial can be blamed for and between which nothing became durable. */
    private static final int FUTILE_DEATHS = 3;

    private static final Duration UNWRITTEN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SearchRun.class);

    private final String searchId;
    private final Supervisor.Surroundings around;
    private final Suspects suspects = new Suspects();
    private @Nullable Conversation conversation;
    private boolean calledOff;

    SearchRun(String searchId, Supervisor.Surroundings around) {
        this.searchId = searchId;
        this.around = around;
    }

    String searchId() {
        return searchId;
    }

    /** How a search ended, with the reason where it failed. */
    record Verdict(Action action, @Nullable String reason) {}

    /** Runs to the verdict; null where it was called off. */
    @Nullable
    Verdict run() throws IOException {
        int futile = 0;
        while (true) {
            SearchRecord search = record();
            if (search.wish() == Action.PAUSE) {
                return new Verdict(Action.PAUSE, null);
            }
            Ending ending = attempt(search);
            if (isCalledOff()) {
                return null;
            }
            if (ending instanceof Ending.Done) {
                Action wish = record().wish();
                return new Verdict(wish == null ? Action.COMPLETE : wish, null);
            }
            if (ending instanceof Ending.Broken broken) {
                return new Verdict(Action.FAIL, broken.reason());
            }
            Ending.Died died = (Ending.Died) ending;
            suspects.died(died.evaluating(), died.reason());
            futile = died.progress() || !died.evaluating().isEmpty() ? 0 : futile + 1;
            if (futile >= FUTILE_DEATHS) {
                return new Verdict(
                        Action.FAIL,
                        "Its process died %d times in a row: %s. Maybe its log tells more: %s"
                                .formatted(futile, died.reason(), log()));
            }
            around.events().log(searchId, "The process is gone (%s) and is started again.".formatted(died.reason()));
        }
    }

    private Ending attempt(SearchRecord search) throws IOException {
        Child started;
        try {
            started = Child.start(around.command(), log(), around.limits().start());
        } catch (IOException notUp) {
            return new Ending.Died(String.valueOf(notUp.getMessage()), List.of(), false);
        }
        try (Child child = started) {
            Conversation talk = new Conversation(searchId, around.history(), around.events(), child);
            List<Trial> trials = around.history().trials().all(searchId);
            trials.forEach(trial -> suspects.settled(trial.number()));
            talk.open(begin(search, trials), trials);
            begun(talk);
            return heard(talk);
        } finally {
            begun(null);
        }
    }

    /** What cannot be written now is asked of the next process, a while later. */
    private static Ending heard(Conversation talk) {
        try {
            return talk.listen();
        } catch (DataAccessException unwritten) {
            LOG.warn("The history cannot be written.", unwritten);
            talk.kill("the history cannot be written");
            LockSupport.parkNanos(UNWRITTEN.toNanos());
            return new Ending.Died("the history cannot be written: " + unwritten.getMessage(), List.of(), false);
        }
    }

    private Message.Begin begin(SearchRecord search, List<Trial> trials) {
        SearchSpecification.Budget budget =
                SpecificationReader.stored(search.specification()).budget();
        double seconds = search.progress().pulse().secondsRunning();
        List<TrainingOrder> ordered = around.history().searches().orders(searchId);
        boolean searching = search.wish() != Action.STOP
                && ordered.isEmpty()
                && trials.size() < budget.trials()
                && seconds < budget.seconds().orElse(Double.POSITIVE_INFINITY);
        return new Message.Begin(
                searchId,
                search.specification(),
                around.folder().root().toString(),
                suspects.condemned(),
                suspects.suspects(),
                seconds,
                searching,
                around.history().models().ofSearch(searchId).stream()
                        .map(ModelRecord::number)
                        .toList(),
                ordered);
    }

    /** From here on wishes reach the worker; one that came while it was launched is passed on now. */
    private synchronized void begun(@Nullable Conversation next) {
        conversation = next;
        if (next != null) {
            if (calledOff) {
                next.kill("called off");
            }
            Action wish = record().wish();
            if (wish != null) {
                next.wish(wish);
            }
        }
    }

    /** Passes on a wish that the history knows already. */
    synchronized void wish(Action action) {
        if (conversation != null) {
            conversation.wish(action);
        }
    }

    /** Ends the worker at once and starts no other; the history stays as it is. */
    synchronized void callOff() {
        calledOff = true;
        if (conversation != null) {
            conversation.kill("called off");
        }
    }

    synchronized void watch() {
        if (conversation != null) {
            conversation.watch(around.limits());
        }
    }

    private synchronized boolean isCalledOff() {
        return calledOff;
    }

    private SearchRecord record() {
        return around.history().searches().find(searchId).orElseThrow();
    }

    /** What its processes print. */
    private Path log() {
        return around.folder().search(searchId).resolve("log.txt");
    }
}
