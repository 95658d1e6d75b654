package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole path of a person: an empty list, a form, a search that is watched, a network that is taken away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageTest {
    private static final double MINUTES = 60_000;
    private static final HasAttributeOptions PATIENTLY = new HasAttributeOptions().setTimeout(MINUTES / 2);
    private static final Pattern SEARCH = Pattern.compile(".*/searches/(?!new)[^/]+");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private final List<String> complaints = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private BrowserContext window;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    private String search = "";
    private String architecture = "";

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Chromium.installed(), "The browser tests need chromium and node on the path; skipped.");
        service = RunningService.start(folder);
        chromium = Chromium.launch();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void open() {
        show(1280, ColorScheme.LIGHT);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        window.close();
        assertThat(complaints).isEmpty();
    }

    private void show(int width, ColorScheme scheme) {
        if (window != null) {
            window.close();
        }
        window = chromium.window(service.url(), width, 900, scheme);
        page = window.newPage();
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(this::listen);
    }

    // The browser itself notes every refused request; what the page does about it is tested.
    private void listen(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
        }
    }

    @Test
    @Order(1)
    void anEmptyListTeachesAndLeadsToTheForm() {
        page.navigate("/");
        assertThat(page.getByText("No search has run yet")).isVisible();
        accessible();
        page.getByText("Start the first search").click();
        assertThat(page).hasURL(service.url() + "/searches/new");
    }

    @Test
    @Order(2)
    void badInputIsShownAtItsFieldBeforeTheButton() {
        page.navigate("/searches/new");
        fill("And at most", "-5");
        assertThat(field("And at most")).hasAttribute("aria-invalid", "true", PATIENTLY);
        assertThat(page.locator(".field", new Page.LocatorOptions().setHas(field("And at most"))))
                .containsText("-5");
        assertThat(button("Start the search")).isDisabled();
        accessible();
        fill("And at most", "40");
        assertThat(field("And at most")).hasAttribute("aria-invalid", "false", PATIENTLY);

        page.locator("summary", new Page.LocatorOptions().setHasText("Search space"))
                .click();
        fill("Stem width", "wide");
        assertThat(field("Stem width")).hasAttribute("aria-invalid", "true", PATIENTLY);
        assertThat(page.locator(".field", new Page.LocatorOptions().setHas(field("Stem width"))))
                .containsText("wide");
        assertThat(button("Start the search")).isDisabled();
    }

    @Test
    @Order(3)
    void aSearchIsSubmittedWatchedAndPaused() {
        page.navigate("/searches/new");
        assertThat(page.getByText("Share that will be seen")).isVisible();
        assertThat(field("And at most")).hasValue("200", new HasValueOptions().setTimeout(MINUTES / 2));
        fill("And at most", "40");
        fill("At most", "2");
        page.locator("summary", new Page.LocatorOptions().setHasText("Final training"))
                .click();
        fill("Epochs", "3");
        assertThat(button("Start the search")).isEnabled();
        button("Start the search").click();
        page.waitForURL(SEARCH);
        search = page.url().substring(page.url().lastIndexOf('/') + 1);

        Locator firstRow = page.locator("tbody tr").first();
        firstRow.waitFor(new Locator.WaitForOptions().setTimeout(2 * MINUTES));
        assertThat(page.locator("espalier-chart canvas").first()).isVisible();
        button("Pause").click();
        assertThat(page.locator(".head .state")).containsText("Paused", new ContainsTextOptions().setTimeout(MINUTES));
        button("Resume").click();
        assertThat(page.locator(".head .state"))
                .containsText("Completed", new ContainsTextOptions().setTimeout(4 * MINUTES));
        assertThat(page.locator(".figures")).containsText("40 of 40");
    }

    @Test
    @Order(4)
    void theBestIsOpenedAndDownloaded() throws IOException {
        openTheSearch();
        page.getByText("Open the trained best").click();
        page.waitForURL("**/architectures/*");
        architecture = page.url().substring(page.url().lastIndexOf('/') + 1);
        assertThat(page.locator(".drawing .node").first()).isVisible();
        assertThat(page.getByText("Confusion on the test part")).isVisible();

        Path zip = saved(page.getByText("DL4J model with weights"));
        try (ZipFile content = new ZipFile(zip.toFile())) {
            assertThat(content.stream().map(ZipEntry::getName))
                    .contains("configuration.json", "coefficients.bin", "preprocessing.json");
        }
        assertThat(saved(page.getByText("GraphML"))).content().contains("<graphml");
        assertThat(saved(page.locator("a", new Page.LocatorOptions().setHasText(Pattern.compile("^SVG$")))))
                .content()
                .contains("<svg");
    }

    @Test
    @Order(5)
    void chartsAreSavedAsPictureAndAsNumbers() throws IOException {
        openTheSearch();
        assertThat(saved(page.getByLabel("Download Score over trials as SVG")))
                .content()
                .contains("<svg", "best so far");
        assertThat(Files.readAllLines(saved(page.getByLabel("Download Score over trials as CSV"))))
                .hasSize(41)
                .first()
                .asString()
                .startsWith("trial,accuracy,best,mean");
    }

    @Test
    @Order(6)
    void aChartSaysItsPointOnHover() {
        openTheSearch();
        Locator canvas = page.locator("espalier-chart canvas").first();
        canvas.waitFor();
        canvas.hover();
        page.mouse().move(500, 500);
        page.mouse().move(520, 505);
        assertThat(page.locator(".tip").first()).containsText("best so far");
    }

    @Test
    @Order(7)
    void keysReachTheFilterTheRowsAndTheForm() {
        openTheSearch();
        page.locator("tbody tr").nth(1).waitFor();
        page.keyboard().press("/");
        assertThat(page.getByLabel("Filter Top architectures")).isFocused();
        page.keyboard().press("Escape");
        page.locator("tbody tr a").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("tbody tr").nth(1).locator("a")).isFocused();
        page.keyboard().press("n");
        assertThat(page).hasURL(service.url() + "/searches/new");
    }

    @Test
    @Order(8)
    void aDataSetIsUploadedLookedAtAndDeleted() throws IOException {
        Path file = Files.writeString(folder.resolve("flowers.csv"), flowers());
        page.navigate("/datasets");
        page.getByLabel("File").setInputFiles(file);
        page.getByLabel("Name").fill("flowers");
        page.getByLabel("Target column").fill("colour");
        button("Add the data set").click();
        assertThat(page.getByLabel("Target column")).hasAttribute("aria-invalid", "true");

        page.getByLabel("Target column").fill("kind");
        button("Add the data set").click();
        assertThat(page.locator("h1")).containsText("flowers");
        assertThat(page.getByText("Examples of each class")).isVisible();
        page.onDialog(dialog -> dialog.accept());
        button("Delete").click();
        assertThat(page).hasURL(service.url() + "/datasets");
    }

    private static String flowers() {
        StringBuilder csv = new StringBuilder("length,width,kind\n");
        for (int i = 0; i < 120; i++) {
            csv.append("%d.%d,%d,%s\n".formatted(i % 7, i % 10, i % 5, i % 2 == 0 ? "rose" : "tulip"));
        }
        return csv.toString();
    }

    @ParameterizedTest
    @Order(9)
    @CsvSource({
        "/searches, LIGHT", "/searches, DARK",
        "/searches/new, LIGHT", "/searches/new, DARK",
        "/searches/SEARCH, LIGHT", "/searches/SEARCH, DARK",
        "/architectures/ARCHITECTURE, LIGHT", "/architectures/ARCHITECTURE, DARK",
        "/datasets, LIGHT", "/datasets, DARK",
        "/datasets/digits, LIGHT", "/datasets/digits, DARK",
        "/searches/nowhere/at/all, LIGHT",
    })
    void aScreenIsAccessibleAndNeverScrollsSideways(String address, ColorScheme scheme) {
        for (int width : new int[] {1280, 390}) {
            show(width, scheme);
            page.navigate(address.replace("SEARCH", search).replace("ARCHITECTURE", architecture));
            page.locator("h1").waitFor();
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("pixels too wide at %d", width)
                    .isLessThanOrEqualTo(0);
            accessible();
        }
    }

    private void openTheSearch() {
        assertThat(search).as("the search that an earlier test submits").isNotEmpty();
        page.navigate("/searches/" + search);
    }

    private void accessible() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    /** Fields in folds that are closed may bear the same name; a role is only found where it is shown. */
    private Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    private void fill(String label, String value) {
        field(label).fill(value);
        field(label).blur();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Path saved(Locator link) {
        Download download = page.waitForDownload(link::click);
        return download.path();
    }
}
