package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import dev.espalier.space.Decisions;
import dev.espalier.space.PlayList;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.util.List;
import java.util.random.RandomGenerator;

/** Proposes given plays in their order, and uniform draws once they are used up. */
record Replay(SearchSpace space, List<Decisions> plays) implements Controller {
    private static final String PLAYS = "plays";

    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "replay",
            "Proposes plays that are given, in their order; then draws uniformly.",
            List.of(Setting.document(
                    PLAYS,
                    List.of(
                            new Setting.Example("None", "{\"plays\": []}"),
                            new Setting.Example("Two cells", "{\"plays\": [[3, 3, 1, 3, 3, 1], [3, 1, 2, 3, 1, 3]]}")),
                    "What to propose: the index of the option chosen at each decision of each play.")),
            settings -> new Template(PlayList.read(settings.text(PLAYS))));

    private record Template(List<Decisions> plays) implements Controllers.Template {
        @Override
        public Controller in(ControllerContext context) {
            fits(context.space());
            return new Replay(context.space(), plays);
        }

        @Override
        public void fits(SearchSpace space) {
            for (int i = 0; i < plays.size(); i++) {
                try {
                    space.points(plays.get(i));
                } catch (InvalidInputException illegal) {
                    throw new InvalidInputException(
                            "/settings/" + PLAYS,
                            "Play %d (%s) is none of this space: %s"
                                    .formatted(i + 1, plays.get(i), illegal.getMessage()),
                            illegal);
                }
            }
        }
    }

    @Override
    public Proposal ask(int number, List<Proposal> pending, RandomGenerator random) {
        return Proposal.of(number <= plays.size() ? plays.get(number - 1) : space.complete(Decisions.none(), random));
    }

    @Override
    public void tell(Trial trial) {}
}
