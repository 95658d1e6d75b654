package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Architecture;
import dev.espalier.server.history.Histories;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.Pulse;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    static List<Message> messages() {
        Architecture architecture = Histories.anArchitecture(3);
        Proposal proposal =
                new Proposal(Decisions.of(1, 2), 1, Map.of("log", List.of(-0.1, 1e-300, Double.NEGATIVE_INFINITY)));
        Outcome scored = new Outcome.Scored(0.1 + 0.2, Map.of("a", Double.NaN, "b", 1.0 / 3), 0.5, "hash");
        Outcome failed = new Outcome.Failed("reason \u00e9", Map.of(), 0);
        return List.of(
                new Message.Begin(
                        "id",
                        "{}",
                        "/data",
                        Map.of(3, "bad"),
                        List.of(3, 4),
                        1.5,
                        true,
                        List.of(2),
                        List.of(new TrainingOrder(3, 20, true))),
                new Message.Recorded(new Trial(1, Proposal.of(Decisions.of(0)), null, failed, null)),
                new Message.Go(),
                new Message.Committed(7),
                new Message.Halt(true),
                new Message.Beat(new Pulse(Pulse.Phase.SEARCHING, 2.5, null, "words")),
                new Message.Evaluating(5),
                new Message.Evaluated(5),
                new Message.Finished(new Trial(2, proposal, architecture.hash(), scored, 1), architecture),
                new Message.Believed(List.of(new Controller.Belief("edge", List.of("a", "b"), List.of(0.25, 0.75)))),
                new Message.Trained(new ModelRecord(
                        "id-2",
                        "id",
                        2,
                        architecture.hash(),
                        0.8,
                        Map.of("test.accuracy", 0.9),
                        new ModelRecord.Confusion(List.of("x"), List.of(List.of(1))),
                        null,
                        3.5,
                        4,
                        true,
                        Instant.EPOCH)),
                new Message.Ended(),
                new Message.Broken("reason"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageArrivesEqual(Message message) {
        assertThat(Wire.decode(Wire.encode(message))).isEqualTo(message);
    }
}
