package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Shape;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Foresight;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchAssemblyTest {
    private static final SearchSpace SPACE =
            SearchSpaces.catalog().make("cell", Map.of()).fit(Ports.of(new Shape.Image(1, 8, 8), 10));

    /** Plays that follow when scores fall with the number of the trial and sizes go up and down. */
    private static List<Decisions> played(String controller, String objective) {
        SearchSpecification specification = SpecificationReader.stored(Searches.specification(
                "{\"dataset\": \"digits\", \"controller\": %s, \"objective\": %s}".formatted(controller, objective)));
        Controller made = SearchAssembly.controller(specification, SPACE, Foresight.NONE);
        List<Decisions> plays = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            Proposal proposal = made.ask(number, List.of(), new Seeds(1).stream("ask", number));
            Map<String, Double> metrics = Map.of("accuracy", -1.0 * number, "macs", 37.0 * number % 101);
            Outcome outcome = new Outcome.Scored(-number, metrics, 0, null);
            made.tell(new Trial(number, proposal, null, outcome, null));
            plays.add(proposal.decisions());
        }
        return plays;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"nsga2\", \"settings\": {\"population\": 6}}",
                "{\"name\": \"reinforce\", \"settings\": {\"learningRate\": 0.3}}"
            })
    void controllerTradesOffWhatTheSpecificationNames(String controller) {
        String one = "{\"maximize\": \"accuracy\"}";
        String two = "{\"maximize\": \"accuracy\", \"tradeOff\": [\"macs\"]}";
        assertThat(played(controller, two)).isEqualTo(played(controller, two)).isNotEqualTo(played(controller, one));
    }

    @Test
    void scalarizationOfTheSpecificationReachesTheController() {
        String controller = "{\"name\": \"reinforce\", \"settings\": {\"learningRate\": 0.3}}";
        String sum = "{\"maximize\": \"accuracy\", \"tradeOff\": [\"macs\"], \"scalarization\": \"weighted-sum\"}";
        assertThat(played(controller, sum)).isNotEqualTo(played(controller, sum.replace("weighted-sum", "chebyshev")));
    }
}
