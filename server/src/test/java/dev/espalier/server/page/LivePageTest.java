package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page keeps of a search that goes on, and what it asks for while somebody looks or does not. */
class LivePageTest extends PageScene {
    @Test
    void theBestTrialAndTheFrontStayWhateverComesAfterThem() throws IOException {
        List<Double> scores = Stream.concat(
                        Stream.of(0.9, 0.1), IntStream.range(0, 2500).mapToObj(i -> 0.5))
                .toList();
        new ToldSearch("RUNNING", scores, 1000).tell(page);
        page.navigate(ToldSearch.ADDRESS);
        Locator top = table("Top architectures");
        assertThat(page.getByText("2,000 rows")).isVisible();
        assertThat(top.locator("tbody tr").first()).containsText("90.00");
        assertThat(Files.readAllLines(visitor.saved(page.getByLabel("Download Best compromises as CSV"))))
                .hasSize(2001)
                .anyMatch(line -> line.startsWith("1,"))
                .anyMatch(line -> line.startsWith("2,"));
    }

    @Test
    void theStreamIsClosedWhileThePageIsHiddenAndGoesOnFromTheLastEvent() {
        ToldSearch search = new ToldSearch("RUNNING", List.of(0.9, 0.1, 0.5), 2);
        search.tell(page);
        page.navigate(ToldSearch.ADDRESS);
        page.waitForCondition(() -> search.lastIds().size() == 2);
        List<Request> closed = new ArrayList<>();
        page.onRequestFailed(closed::add);
        hide(true);
        page.waitForTimeout(2500);
        assertThat(closed)
                .extracting(Request::url)
                .containsExactly(service.url() + "/api/v1" + ToldSearch.ADDRESS + "/events");
        assertThat(search.lastIds()).containsExactly("2", "3");

        hide(false);
        page.waitForCondition(() -> search.lastIds().size() == 3);
        assertThat(search.lastIds()).containsExactly("2", "3", "3");
    }

    @Test
    void aSlowAnswerIsWaitedForBeforeTheNextQuestion() {
        page.navigate("/");
        assertThat(page.evaluate("""
                        import('/js/stage.js').then(async ({ poll, throttled }) => {
                          const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));
                          const seen = async (start) => {
                            let now = 0, most = 0, runs = 0;
                            const end = start(async () => {
                              runs++;
                              most = Math.max(most, ++now);
                              await pause(100);
                              now--;
                            });
                            await pause(500);
                            end();
                            await pause(200);
                            const before = runs;
                            await pause(200);
                            return most === 1 && runs > 1 && runs < 6 && runs === before;
                          };
                          const asked = (run) => {
                            const ask = throttled(run, 10);
                            const clock = setInterval(ask, 10);
                            return () => { clearInterval(clock); ask.end(); };
                          };
                          return [await seen(asked), await seen((run) => poll(run, 10))];
                        })""")).isEqualTo(List.of(true, true));
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamedAndWaitedFor() {
        page.route("**/api/v1/**", Route::abort);
        page.navigate(ToldSearch.ADDRESS);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The service does not answer.");
        new ToldSearch("COMPLETED", List.of(0.8, 0.9), 2).tell(page);
        assertThat(page.locator("h1")).hasText("told");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/datasets, Bring your own, 'Handwritten digits, 8 x 8'",
        "/datasets/digits, Data set, Examples of each class",
        "/datasets/nobody, Data set, All data sets",
        "/ranks, Ranks, No evaluator has been compared yet",
        "/ranks/a/b, Rank, All ranks",
        "/leagues/nobody, nobody, All leagues",
        "/searches/nobody, Search, All searches",
        "/searches/new, New search, Your data",
        "/searches/new?from=nobody, New search, Begin without it",
        "/architectures/nobody, Architecture, All searches",
        "/models/nobody, Model, All searches",
        "/compare?a=one&b=two, Compare, All searches"
    })
    void aScreenComesByItselfWhenTheServiceIsBackOrLeadsOnward(String address, String title, String content) {
        page.route("**/api/v1/**", Route::abort);
        page.navigate(address);
        assertThat(page.getByText(title).last()).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This page asks again until it does.");
        page.unroute("**/api/v1/**");
        assertThat(page.getByRole(AriaRole.MAIN).getByText(content)).isVisible();
        assertThat(page.getByText("This page asks again")).hasCount(0);
        visitor.findsTheScreenSound();
    }

    @Test
    void aListThatIsCutSaysSo() {
        List<String> asked = new ArrayList<>();
        page.route("**/api/v1/searches?**", route -> {
            asked.add(route.request().url());
            String searches = IntStream.range(200 * asked.size(), 200 * asked.size() + 200)
                    .mapToObj("{\"id\": \"s%d\", \"name\": \"one\", \"state\": \"COMPLETED\"}"::formatted)
                    .collect(Collectors.joining(","));
            String next = asked.size() < 20 ? ", \"nextPageToken\": \"more\"" : "";
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"items\": [%s]%s}".formatted(searches, next)));
        });
        page.navigate("/searches");
        assertThat(page.getByText("Only the newest 2,000 searches are listed")).isVisible();
        assertThat(asked).hasSize(10);
        visitor.findsTheScreenSound();
        page.waitForCondition(() -> asked.size() == 20);
        assertThat(page.getByText("Only the newest")).hasCount(0);
        assertThat(page.getByText("2,000 rows")).isVisible();
    }

    @Test
    void theBestScoreIsTheGreatestWhicheverTrialIsTrainedToTheEnd() {
        new ToldSearch("COMPLETED", List.of(0.8, 0.9), 2).tell(page);
        page.navigate(ToldSearch.ADDRESS);
        assertThat(page.locator(".figures div").first()).containsText("90.00");
        assertThat(page.locator(".figures div").first()).containsText("trial 2");
    }

    @Test
    void severalTrainingsOfATrialShowTheirDeviation() {
        new ToldSearch("COMPLETED", List.of(0.8, 0.9), 2, true).tell(page);
        page.navigate(ToldSearch.ADDRESS);
        assertThat(page.locator(".figures div").first())
                .hasText(Pattern.compile("90\\.00 ± 1\\.41 %\\s*trial 2, mean of 2 trainings"));
        assertThat(table("Top architectures").locator("tbody tr").first()).containsText("± 1.41 over 2 trainings");
        assertThat(table("Best compromises").locator("tbody tr").first()).containsText("± 1.41 over 2 trainings");
    }

    @Test
    void trialsOfASearchThatFailedAreTrainedToTheEndAsOthersAre() {
        new ToldSearch("FAILED", List.of(0.9, 0.1), 2).tell(page);
        page.navigate(ToldSearch.ADDRESS);
        assertThat(page.locator(".head .state")).containsText("Failed");
        Request order = page.waitForRequest(
                "**/train",
                () -> table("Top architectures")
                        .getByLabel("Train trial 1 to the end")
                        .click());
        assertThat(order.postData()).isEqualTo("{\"trials\":[1],\"start\":\"fresh\"}");
    }

    private void hide(boolean hidden) {
        page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    private Locator table(String caption) {
        return page.locator(
                "table",
                new Page.LocatorOptions()
                        .setHas(page.locator("caption", new Page.LocatorOptions().setHasText(caption))));
    }
}
