package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A search after several metrics, from the form to the choice among its best compromises. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompromisesPageTest extends PageScene {
    private static final double MINUTES = 60_000;
    private static final String SEARCH = """
            {"dataset": {"name": "digits", "settings": {"trainingShare": 0.1}},
             "space": {"name": "cell", "settings": {"stemWidth": 4}},
             "controller": {"name": "nsga2", "settings": {"population": 4, "offspring": 2}},
             "evaluator": {"name": "stand-alone", "settings": {"epochs": 1, "repeats": 2}},
             "objective": {"tradeOff": ["parameters", "latency"], "risk": {"measure": "cvar", "level": 0.5}},
             "budget": {"trials": 12}, "finalTraining": {"top": 0}}""";

    private String search = "";

    @Test
    @Order(1)
    void tradeOffsAndRiskAreChosenInTheForm() {
        page.navigate("/searches/new?dataset=digits");
        page.getByLabel("fewer parameters").check();
        page.getByLabel("lower latency").check();
        assertThat(page.getByLabel("fewer MACs")).isDisabled();
        visitor.button("Take nsga2").click();
        assertThat(page.getByText("The controller nsga2 is made for them.")).isVisible();

        visitor.fold("Risk and trade-off").click();
        Locator measure = page.getByLabel("What repeated trainings are worth");
        measure.selectOption("cvar");
        assertThat(measure).hasAttribute("aria-invalid", "true", new HasAttributeOptions().setTimeout(MINUTES / 2));
        assertThat(page.locator("#at-objective-risk-measure-error")).containsText("stand-alone");
        assertThat(visitor.button("Start the search")).isDisabled();
        visitor.findsTheScreenSound();

        visitor.fold("Evaluator").click();
        page.locator("#at-evaluator-name").selectOption("stand-alone");
        visitor.fill("Repeats", "3");
        assertThat(measure).hasAttribute("aria-invalid", "false", new HasAttributeOptions().setTimeout(MINUTES / 2));
        assertThat(visitor.button("Start the search")).isEnabled();
        page.getByLabel("fewer parameters").uncheck();
        page.getByLabel("lower latency").uncheck();
        assertThat(page.getByLabel("fewer MACs")).isEnabled();
        assertThat(visitor.button("Start the search")).isEnabled();
    }

    @Test
    @Order(2)
    void bestCompromisesAreDrawnListedAndSavedWithTheirShare() throws Exception {
        search =
                json(service.post("/api/v1/searches", SEARCH).body()).path("id").asString();
        page.navigate("/searches/" + search);
        assertThat(page.locator(".head .state"))
                .containsText("Completed", new ContainsTextOptions().setTimeout(2 * MINUTES));
        JsonNode front = json(service.get("/api/v1/searches/" + search).body()).path("front");
        int best = front.path("numbers").size();
        Locator listed = page.locator(
                "table",
                new Page.LocatorOptions()
                        .setHas(page.locator("caption", new Page.LocatorOptions().setHasText("Best compromises"))));
        assertThat(listed.locator("tbody tr")).hasCount(Math.min(10, best));
        assertThat(page.locator(".figures"))
                .containsText("hypervolume %.3f of 1"
                        .formatted(front.path("hypervolume").asDouble()));
        assertThat(page.locator(".figures")).containsText("mean of the worst 50 % of 2 trainings: mean");
        assertThat(listed.locator("tbody tr").first()).containsText(" over 2 trainings");
        page.getByLabel("Score against").selectOption("latency");
        assertThat(saved("latency"))
                .startsWith("trial,architecture,accuracy,latency")
                .hasLineCount(13);
        page.getByLabel("Score against").selectOption("parameters");
        assertThat(saved("parameters")).startsWith("trial,architecture,accuracy,parameters");
    }

    @Test
    @Order(3)
    void oneOfThemIsTrainedToTheEnd() {
        page.navigate("/searches/" + search);
        Locator train =
                page.getByLabel(Pattern.compile("Train trial .* to the end")).first();
        assertThat(train).isVisible();
        assertThat(page.getByLabel("Training begins with")).isHidden();
        visitor.findsTheScreenSound();
        train.click();
        assertThat(page.locator(".head .state"))
                .not()
                .containsText("Completed", new ContainsTextOptions().setTimeout(MINUTES / 2));
        assertThat(page.locator(".head .state"))
                .containsText("Completed", new ContainsTextOptions().setTimeout(2 * MINUTES));
        page.getByText("Open the trained best").click();
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("50 % of 2 trainings")))
                .containsText("trainings: mean");
    }

    private String saved(String against) throws IOException {
        assertThat(page.locator("espalier-chart[aria-label$='and " + metric(against) + "']"))
                .isVisible();
        return Files.readString(visitor.saved(page.getByLabel("Download Best compromises as CSV")));
    }

    private static String metric(String against) {
        return against.equals("latency") ? "latency, ms" : against;
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    @Test
    @Order(4)
    void screensOfSeveralMetricsAreSound() {
        findsSoundEverywhere("/searches/" + search);
        findsSoundEverywhere("/searches/new?from=" + search);
        findsSoundEverywhere("/searches");
    }
}
