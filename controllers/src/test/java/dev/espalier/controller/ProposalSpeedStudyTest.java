package dev.espalier.controller;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processor time of a proposal with its share of the learning; runs only with {@code -Despalier.study.speed=true}. */
class ProposalSpeedStudyTest {
    private static final int WARM = 300;
    private static final int MEASURED = 300;

    @Test
    void printsTheTable() {
        assumeTrue(Boolean.getBoolean("espalier.study.speed"), "a study: ask for it with -Despalier.study.speed=true");
        for (String controller : Controllers.catalog().names()) {
            StringBuilder row = new StringBuilder("| " + controller + " |");
            for (String name : List.of("cell", "darts-cell", "chain")) {
                row.append(' ').append(milliseconds(controller, name)).append(" |");
            }
            System.out.println(row);
        }
    }

    private static String milliseconds(String name, String spaceName) {
        SearchSpace space =
                SearchSpaces.catalog().make(spaceName, Map.of()).fit(Ports.of(new Shape.Image(1, 8, 8), 10));
        Controller controller;
        try {
            controller = Searches.controller(name, Map.of(), space, 1, WARM + MEASURED);
        } catch (InvalidInputException misfit) {
            return "-";
        }
        long start = 0;
        for (int number = 1; number <= WARM + MEASURED; number++) {
            if (number == WARM + 1) {
                start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            }
            Proposal proposal = controller.ask(number, List.of(), new Seeds(3).stream("ask", number));
            double score = new Seeds(4).stream("score", number).nextDouble();
            controller.tell(new Trial(number, proposal, null, new Outcome.Scored(score, Map.of(), 0, null), null));
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6 / MEASURED);
    }
}
