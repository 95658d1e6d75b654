package dev.espalier.server.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.espalier.architecture.Architecture;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.Pulse;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that a search's process and its supervisor say to each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = Message.Recorded.class, name = "recorded"),
    @JsonSubTypes.Type(value = Message.Go.class, name = "go"),
    @JsonSubTypes.Type(value = Message.Committed.class, name = "committed"),
    @JsonSubTypes.Type(value = Message.Halt.class, name = "halt"),
    @JsonSubTypes.Type(value = Message.Beat.class, name = "beat"),
    @JsonSubTypes.Type(value = Message.Evaluating.class, name = "evaluating"),
    @JsonSubTypes.Type(value = Message.Evaluated.class, name = "evaluated"),
    @JsonSubTypes.Type(value = Message.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = Message.Believed.class, name = "believed"),
    @JsonSubTypes.Type(value = Message.Trained.class, name = "trained"),
    @JsonSubTypes.Type(value = Message.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Message.Broken.class, name = "broken")
})
sealed interface Message {
    /**
     * Supervisor to worker, first: what to search.
     *
     * @param specification the checked document
     * @param condemned trials that killed their process twice, each with the reason
     * @param suspects trials that were in flight when the last process died: one at a time until they are finished
     * @param secondsUsed by earlier processes of this search
     * @param searching false where only the final training is left
     * @param trained trials whose models are stored already
     * @param ordered trials to be trained now, instead of the best
     */
    record Begin(
            String searchId,
            String specification,
            String dataDir,
            Map<Integer, String> condemned,
            List<Integer> suspects,
            double secondsUsed,
            boolean searching,
            List<Integer> trained,
            List<TrainingOrder> ordered)
            implements Message {}

    /** Supervisor to worker, any number after {@link Begin}: a trial of the history, in order of number. */
    record Recorded(Trial trial) implements Message {}

    /** Supervisor to worker: the history is complete. */
    record Go() implements Message {}

    /** Supervisor to worker: the trial or the model of this number is durable. */
    record Committed(int number) implements Message {}

    /** Supervisor to worker: finish what is in flight and start nothing more; then train, or just end. */
    record Halt(boolean training) implements Message {}

    /** Worker to supervisor: a sign of life, at least every two seconds and at every change of phase. */
    record Beat(Pulse pulse) implements Message {}

    /** Worker to supervisor: this trial's evaluation begins. */
    record Evaluating(int number) implements Message {}

    /** Worker to supervisor: this trial's evaluation survived. */
    record Evaluated(int number) implements Message {}

    /** Worker to supervisor: a trial in order of number; it waits for {@link Committed}. */
    record Finished(Trial trial, @Nullable Architecture architecture) implements Message {}

    /** Worker to supervisor: what the controller believes now. */
    record Believed(List<Controller.Belief> beliefs) implements Message {}

    /** Worker to supervisor: a model whose exports are durable; it waits for {@link Committed}. */
    record Trained(ModelRecord model) implements Message {}

    /** Worker to supervisor, last: everything that was asked is done. */
    record Ended() implements Message {}

    /** Worker to supervisor, last: the search cannot go on, whoever tries. */
    record Broken(String reason) implements Message {}
}
