package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    private Locator table(String caption) {
        return page.locator(
                "table",
                new Page.LocatorOptions()
                        .setHas(page.locator("caption", new Page.LocatorOptions().setHasText(caption))));
    }
}
