package dev.espalier.server.cli;

import dev.espalier.server.history.Action;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What a person can ask of one search, each a command of its own. */
abstract class SteeringCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "A search, as 'list' names it.")
    private String id = "";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public final Integer call() {
        try (Desk desk = common.desk()) {
            JsonNode answer = ask(desk, id);
            common.answer(answer, () -> common.out().println(sentence(id, answer)));
        }
        return 0;
    }

    /** Asks it and gives the answer. */
    abstract JsonNode ask(Desk desk, String search);

    /** The answer in words. */
    abstract String sentence(String search, JsonNode answer);

    /** What changes the state of a search, now or when what is under way is finished. */
    private abstract static class Steer extends SteeringCommand {
        private static final List<String> UNDER_WAY = List.of("QUEUED", "RUNNING");

        private final Action action;

        Steer(Action action) {
            this.action = action;
        }

        @Override
        final JsonNode ask(Desk desk, String search) {
            return desk.steer(search, action);
        }

        @Override
        final String sentence(String search, JsonNode answer) {
            String state = answer.path("state").asString();
            boolean later = action != Action.RESUME && UNDER_WAY.contains(state);
            return "%s is %s%s"
                    .formatted(
                            search,
                            state.toLowerCase(Locale.ROOT),
                            later
                                    ? " until what is under way is finished; then it will %s.".formatted(action.key())
                                    : ".");
        }
    }

    @Command(
            name = "pause",
            description = "Makes a search stand still when its running evaluations are finished.",
            sortOptions = false)
    static final class Pause extends Steer {
        Pause() {
            super(Action.PAUSE);
        }
    }

    @Command(name = "resume", description = "Makes a running server go on with a paused search.", sortOptions = false)
    static final class Resume extends Steer {
        Resume() {
            super(Action.RESUME);
        }
    }

    @Command(
            name = "stop",
            description = "Ends a search early: what it found is trained to the end and kept.",
            sortOptions = false)
    static final class Stop extends Steer {
        Stop() {
            super(Action.STOP);
        }
    }

    @Command(name = "cancel", description = "Ends a search at once.", sortOptions = false)
    static final class Cancel extends Steer {
        Cancel() {
            super(Action.CANCEL);
        }
    }

    @Command(name = "rename", description = "Gives a search another name.", sortOptions = false)
    static final class Rename extends SteeringCommand {
        @Parameters(index = "1", paramLabel = "NAME", description = "What it shall be called.")
        private String name = "";

        @Override
        JsonNode ask(Desk desk, String search) {
            return desk.rename(
                    search,
                    CommonOptions.JSON.createObjectNode().put("name", name).toString());
        }

        @Override
        String sentence(String search, JsonNode answer) {
            return "%s is called '%s'.".formatted(search, answer.path("name").asString());
        }
    }

    @Command(
            name = "delete",
            description = "Forgets a search that does not run, with its trials and models. It does not ask twice.",
            sortOptions = false)
    static final class Delete extends SteeringCommand {
        @Override
        JsonNode ask(Desk desk, String search) {
            desk.delete(search);
            return CommonOptions.JSON.createObjectNode().put("deleted", search);
        }

        @Override
        String sentence(String search, JsonNode answer) {
            return search + " is deleted.";
        }
    }
}
