package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was filled in stays, and who has gone on is left where they are. */
class FormPageTest extends PageScene {
    @Test
    void neitherTheSkipLinkNorTheKeyNorTheButtonForANewSearchEmptiesItsForm() {
        page.navigate("/searches/new");
        Locator trials = visitor.field("And at most");
        assertThat(trials).hasValue("200", new HasValueOptions().setTimeout(30_000));
        visitor.fill("And at most", "40");

        page.getByText("Skip to content").press("Enter");
        assertThat(page).hasURL(service.url() + "/searches/new#main");
        visitor.fold("Evaluator").press("n");
        page.getByText("New search").first().click();
        page.waitForTimeout(300);
        assertThat(trials).hasValue("40");

        page.getByText("Data sets").click();
        page.goBack();
        assertThat(trials).hasValue("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/datasets", "/searches"})
    void anAnswerThatComesLatePullsNobodyAway(String sent) {
        List<Route> held = new ArrayList<>();
        page.route("**/api/v1" + sent, route -> {
            if (route.request().method().equals("POST")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        Request request = page.waitForRequest(
                asked -> asked.method().equals("POST") && asked.url().endsWith(sent), () -> submit(sent));
        page.getByText("Leagues").click();
        assertThat(page.getByText("No league has been played yet")).isVisible();
        held.get(0)
                .fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"id\": \"late\"}"));
        request.response().finished();
        page.waitForTimeout(300);
        assertThat(page).hasURL(service.url() + "/leagues");
    }

    private void submit(String sent) {
        if (sent.equals("/searches")) {
            page.navigate("/searches/new");
            visitor.button("Start the search").click();
        } else {
            page.navigate("/datasets");
            page.getByLabel("File").setInputFiles(new FilePayload("a.csv", "text/csv", new byte[] {1}));
            visitor.fill("Name", "late");
            visitor.button("Add the data set").click();
        }
    }
}
