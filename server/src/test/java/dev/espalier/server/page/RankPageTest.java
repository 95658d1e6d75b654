package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two small searches of the same draws, and the screens that compare them. */
class RankPageTest {
    private static final double MINUTES = 60_000;
    private static final String DRAWS = """
            {"dataset": {"name": "digits", "settings": {"trainingShare": 0.2}}, "seed": 5,
             "space": {"name": "cell", "settings": {"stemWidth": 4}}, "controller": {"name": "random"},
             "evaluator": {"name": "stand-alone", "settings": {"epochs": 1, "repeats": %d}},
             "budget": {"trials": 6}, "finalTraining": {"top": 0}}""";

    @TempDir
    Path folder;

    @Test
    void ranksAreListedAndTheirScatterOpens() throws Exception {
        assumeTrue(Chromium.installed(), "The browser tests need chromium and node on the path; skipped.");
        try (RunningService service = RunningService.start(folder, List.of());
                Chromium chromium = Chromium.launch()) {
            try (Visitor visitor = new Visitor(chromium, service.url(), 1280, ColorScheme.LIGHT)) {
                visitor.page().navigate("/ranks");
                assertThat(visitor.page().getByText("No evaluator has been compared yet"))
                        .isVisible();
                visitor.findsTheScreenSound();
            }
            for (int repeats : new int[] {1, 2}) {
                assertThat(service.post("/api/v1/searches", DRAWS.formatted(repeats))
                                .statusCode())
                        .isEqualTo(202);
            }
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                look(new Visitor(chromium, service.url(), 1280, scheme));
                look(new Visitor(chromium, service.url(), 390, scheme));
            }
        }
    }

    private static void look(Visitor someone) throws Exception {
        try (Visitor visitor = someone) {
            for (int i = 0; i < 600 && rows(visitor) < 1; i++) {
                Thread.sleep(200);
            }
            visitor.page().navigate("/searches");
            assertThat(visitor.page().locator("tbody"))
                    .not()
                    .containsText("Running", new ContainsTextOptions().setTimeout(2 * MINUTES));
            visitor.page().navigate("/ranks");
            visitor.page().locator("tbody a").first().click();
            assertThat(visitor.page().locator("espalier-chart canvas")).isVisible();
            assertThat(visitor.page().getByText("Predicted against real")).isVisible();
            visitor.findsTheScreenSound();
            assertThat(Files.readAllLines(
                            visitor.saved(visitor.page().getByLabel("Download Predicted against real as CSV"))))
                    .hasSizeBetween(6, 7)
                    .first()
                    .isEqualTo("architecture,trial,predicted,trained alone,parameters");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static int rows(Visitor visitor) {
        visitor.page().navigate("/ranks");
        visitor.page().locator("h1, .problem").first().waitFor();
        visitor.page().waitForTimeout(300);
        return visitor.page().locator("tbody tr").count();
    }
}
