package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.espalier.server.league.SmallLeague;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Leagues on the page, from none to the choice of a controller. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeaguePageTest extends PageScene {
    private static final String ADDRESS = "/leagues/" + SmallLeague.NAME;

    @Test
    @Order(1)
    void anEmptyListTeachesTheCommand() {
        page.navigate("/");
        page.getByText("Leagues").click();
        assertThat(page).hasURL(service.url() + "/leagues");
        assertThat(page.getByText("No league has been played yet")).isVisible();
        assertThat(page.getByText("espalier.jar league --benchmark")).isVisible();
        assertThat(visitor.button("Copy the command")).isVisible();
        findsSoundEverywhere("/leagues");
    }

    @Test
    @Order(2)
    void aLeagueIsListedWithTheControllerThatItSpeaksFor() throws IOException {
        SmallLeague.play(folder.resolve("data"));
        Files.writeString(torn().resolve("league.json"), "{\"rows\":");
        page.navigate("/leagues");
        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(SmallLeague.NAME));
        assertThat(row).containsText("local-search");
        assertThat(row).containsText("hills height");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("torn")))
                .containsText("Cannot be read");
        findsSoundEverywhere("/leagues");
        page.getByText(SmallLeague.NAME).click();
        assertThat(page).hasURL(service.url() + ADDRESS);
    }

    private static Path torn() throws IOException {
        return Files.createDirectories(folder.resolve("data/leagues/torn"));
    }

    @Test
    @Order(3)
    void benchmarkCheckpointAndCurvesAreChosenAndStandInTheAddress() throws IOException {
        page.navigate(ADDRESS);
        assertThat(page.locator(".figures")).containsText("local-search");
        assertThat(page.locator(".figures")).containsText("100.00");
        assertThat(page.locator("tbody tr")).hasCount(4);
        assertThat(page.locator("tbody tr").first()).containsText("local-search");

        page.getByLabel("Benchmark and metric").selectOption("hills, error");
        page.getByLabel("After").selectOption("10 queries");
        assertThat(page).hasURL(service.url() + ADDRESS + "?benchmark=hills&metric=error&at=10");
        page.reload();
        assertThat(page.locator("h2").nth(1)).hasText("After 10 queries");
        assertThat(page.locator("espalier-chart canvas")).isVisible();
        page.locator("tbody").getByLabel("reinforce").uncheck();
        page.locator("tbody").getByLabel("regularized-evolution").uncheck();
        assertThat(saved()).startsWith("controller,at,mean,low,middle,high").contains("\nrandom,50,");
        assertThat(saved().lines().skip(1).map(line -> line.split(",")[0]).distinct())
                .containsExactly("random", "local-search");
    }

    private String saved() throws IOException {
        return Files.readString(visitor.saved(page.getByLabel("Download The best so far as CSV")));
    }

    @Test
    @Order(4)
    void screensOfALeagueAreSound() {
        findsSoundEverywhere(ADDRESS);
        findsSoundEverywhere("/leagues/torn");
        findsSoundEverywhere("/leagues/nobody");
    }
}
