package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole path of a person: an empty list, a form, a search that is watched, a network that is taken away. The tests
 * follow each other on one service: the search that one of them submits is what the later ones look at.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageTest extends PageScene {
    private static final double MINUTES = 60_000;
    private static final HasAttributeOptions PATIENTLY = new HasAttributeOptions().setTimeout(MINUTES / 2);
    private static final Pattern SEARCH = Pattern.compile(".*/searches/(?!new)[^/]+");

    private String search = "";
    private String architecture = "";

    @Test
    @Order(1)
    void anEmptyListTeachesAndLeadsToTheForm() {
        page.navigate("/");
        assertThat(page.getByText("No search has run yet")).isVisible();
        visitor.findsTheScreenSound();
        page.getByText("Start the first search").click();
        assertThat(page).hasURL(service.url() + "/searches/new");
    }

    @Test
    @Order(2)
    void badInputIsShownAtItsFieldBeforeTheButton() {
        page.navigate("/searches/new");
        visitor.fill("And at most", "-5");
        assertThat(visitor.field("And at most")).hasAttribute("aria-invalid", "true", PATIENTLY);
        assertThat(visitor.around("And at most")).containsText("-5");
        assertThat(visitor.button("Start the search")).isDisabled();
        visitor.findsTheScreenSound();
        visitor.fill("And at most", "40");
        assertThat(visitor.field("And at most")).hasAttribute("aria-invalid", "false", PATIENTLY);

        visitor.fold("Search space").click();
        visitor.fill("Stem width", "wide");
        assertThat(visitor.field("Stem width")).hasAttribute("aria-invalid", "true", PATIENTLY);
        assertThat(visitor.around("Stem width")).containsText("wide");
        assertThat(visitor.button("Start the search")).isDisabled();
    }

    @Test
    @Order(3)
    void aSearchIsSubmittedWatchedPausedAndResumed() {
        page.navigate("/searches/new");
        assertThat(visitor.field("And at most")).hasValue("200", new HasValueOptions().setTimeout(MINUTES / 2));
        visitor.fill("And at most", "40");
        visitor.fill("At most", "2");
        visitor.fold("Final training").click();
        visitor.fill("Epochs", "3");
        visitor.button("Start the search").click();
        page.waitForURL(SEARCH);
        search = page.url().substring(page.url().lastIndexOf('/') + 1);

        page.locator("tbody tr").first().waitFor(new Locator.WaitForOptions().setTimeout(2 * MINUTES));
        assertThat(page.locator("espalier-chart canvas").first()).isVisible();
        visitor.button("Pause").click();
        assertThat(page.locator(".head .state")).containsText("Paused", new ContainsTextOptions().setTimeout(MINUTES));
        visitor.button("Resume").click();
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
        assertThat(visitor.copied(page.getByLabel("Copy Confusion matrix")))
                .startsWith("truth\t0\t1\t2\t3\t4\t5\t6\t7\t8\t9\n0\t")
                .hasLineCount(11);

        try (ZipFile zip = new ZipFile(
                visitor.saved(page.getByText("DL4J model with weights")).toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("configuration.json", "coefficients.bin", "preprocessing.json");
        }
        assertThat(visitor.saved(page.getByText("GraphML"))).content().contains("<graphml");
        assertThat(visitor.saved(page.locator("a[href$='exports/svg']")))
                .content()
                .contains("<svg");
    }

    @Test
    @Order(5)
    void chartsSayTheirPointsAndAreSavedAsPictureAndNumbers() throws IOException {
        openTheSearch();
        Locator canvas = page.locator("espalier-chart canvas").first();
        canvas.hover();
        page.mouse().move(500, 500);
        page.mouse().move(520, 505);
        assertThat(page.locator(".tip").first()).containsText("best so far");

        assertThat(visitor.saved(page.getByLabel("Download Score over trials as SVG")))
                .content()
                .contains("<svg", "best so far");
        assertThat(Files.readAllLines(visitor.saved(page.getByLabel("Download Score over trials as CSV"))))
                .hasSize(41)
                .first()
                .asString()
                .startsWith("trial,accuracy,best,mean");
    }

    @Test
    @Order(6)
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
    @Order(7)
    void aDataSetIsUploadedLookedAtAndDeleted() throws IOException {
        Path file = Files.writeString(folder.resolve("flowers.csv"), flowers());
        page.navigate("/datasets");
        page.getByLabel("File").setInputFiles(file);
        visitor.fill("Name", "flowers");
        Locator target = page.getByLabel("Target column");
        target.selectOption("length");
        page.getByLabel("Task").selectOption("multi-label");
        visitor.button("Add the data set").click();
        assertThat(page.getByLabel("File")).hasAttribute("aria-invalid", "true", PATIENTLY);

        target.selectOption("kind");
        page.getByLabel("Task").selectOption("");
        visitor.button("Add the data set").click();
        assertThat(page.locator("h1")).containsText("flowers");
        assertThat(page.getByText("Examples of each class")).isVisible();
        page.onDialog(dialog -> dialog.accept());
        visitor.button("Delete").click();
        assertThat(page).hasURL(service.url() + "/datasets");
    }

    private static String flowers() {
        StringBuilder csv = new StringBuilder("length,width,kind\n");
        for (int i = 0; i < 120; i++) {
            csv.append("%d.%d,%d,%s\n".formatted(i % 7, i % 10, i % 5, i % 2 == 0 ? "rose" : "tulip"));
        }
        return csv.toString();
    }

    @Test
    @Order(8)
    void whatIsNoNumberIsADashAndABadTrialPressesNothingFlat() {
        page.navigate("/");
        assertThat(page.evaluate(
                        "import('/js/format.js').then(f => [f.whole(NaN), f.percent(null), f.compact(Infinity),"
                                + " f.duration(undefined), f.moment('never'), f.share(NaN), f.decimal('1')])"))
                .isEqualTo(List.of("–", "–", "–", "–", "–", "–", "–"));
        assertThat(
                        page.evaluate(
                                "import('/js/live/range.js').then(r => { const range = r.scoreRange("
                                        + "[10, 95, 96, 96, 97, 97, 97, 98, 98, 99], [], false); return [range.min > 80, range.outside]; })"))
                .isEqualTo(List.of(true, 1));
    }

    @Test
    @Order(8)
    void fewScoresHaveARoundRangeAboutThemAndNothingHasNoSign() {
        page.navigate("/");
        assertThat(page.evaluate("import('/js/live/range.js').then(({ scoreRange }) =>"
                        + " [[85.04], [90, 99], []].flatMap(scores => { const range = scoreRange(scores, [], false);"
                        + " return [range.min, range.max]; }))"))
                .isEqualTo(Arrays.asList(85, 86, 90, 100, null, null));
        assertThat(page.evaluate("import('/js/format.js').then(f => [f.percent(-1e-9, 0), f.decimal(-0.2, 1)])"))
                .isEqualTo(List.of("0 %", "−0.2"));
    }

    @Test
    @Order(8)
    void countsInSentencesHaveSeparators() {
        page.navigate("/");
        assertThat(page.evaluate("import('/js/live/range.js').then(({ outsideNote }) =>"
                        + " outsideNote({ outside: 1234, min: 5, max: 9 }, { minimized: false, mark: String }))"))
                .isEqualTo(" 1,234 trials lie below 5.");
    }

    @Test
    @Order(8)
    void theScoreOfAProxyIsANumberOfItsOwnKind() {
        page.navigate("/");
        assertThat(page.evaluate("""
                        import('/js/objective.js').then(({ goal, reading }) => {
                          const specification = { objective: { minimize: 'rmse' }, evaluator: { name: 'proxies' } };
                          const read = reading(specification);
                          return [read.label, read.text(21285562701073504), read.text(0.00042), read.mark(2e16),
                            goal(specification).label, goal(specification).plain(-0.5), reading({ evaluator: { name: 'stand-alone' } }).text(0.5)];
                        })"""))
                .isEqualTo(List.of("SynFlow", "2.13 × 10¹⁶", "4.20 × 10⁻⁴", "2 × 10¹⁶", "RMSE", 0.5, "50.00"));
    }

    @Test
    @Order(7)
    void twoArchitecturesAreComparedByWhatDiffers() {
        openTheSearch();
        Locator ticks = page.locator("tbody input[type=checkbox]");
        ticks.nth(0).check();
        ticks.nth(1).check();
        page.getByText("Compare the two").click();
        page.waitForURL("**/compare?a=*&b=*");
        assertThat(page.getByText("What differs")).isVisible();
        List<List<String>> rows = page.locator("tbody tr").all().stream()
                .map(row -> row.locator("td").allInnerTexts())
                .toList();
        assertThat(rows).allMatch(cells -> !cells.get(1).equals(cells.get(2)));
        assertThat(page.locator(".drawing .common").first()).isVisible();
        page.locator(".drawing .node").first().click();
        assertThat(page.locator(".drawing .chosen")).hasCount(2);
        findsSoundEverywhere(page.url());
        page.navigate("/compare");
        assertThat(page.getByText("No two architectures are chosen")).isVisible();
    }

    @Test
    @Order(8)
    void onlyScoresOfOneKindArePutTogether() {
        page.navigate("/");
        assertThat(page.evaluate("""
                        import('/js/architecture/evidence.js').then(({ comparable }) => {
                          const search = (id, evaluator) => [id, { id, specification: { dataset: 'digits', evaluator: { name: evaluator } } }];
                          const searches = new Map([search('a', 'proxies'), search('b', 'stand-alone'), search('c', 'stand-alone')]);
                          const trials = [['a', 1e9], ['b', 0.9], ['b', null], ['c', 0.8], ['unknown', 0.1]]
                            .map(([searchId, score]) => ({ searchId, score }));
                          return [comparable(trials, searches).scores, comparable(trials.slice(4), searches)];
                        })""")).isEqualTo(Arrays.asList(List.of(0.9, 0.8), null));
    }

    @ParameterizedTest
    @Order(9)
    @ValueSource(
            strings = {
                "/searches",
                "/searches/new",
                "/searches/SEARCH",
                "/architectures/ARCHITECTURE",
                "/datasets",
                "/datasets/digits",
                "/searches/nowhere/at/all"
            })
    void aScreenIsSoundInLightAndDarkOnWideAndNarrowWindows(String address) {
        findsSoundEverywhere(address.replace("SEARCH", search).replace("ARCHITECTURE", architecture));
    }

    @ParameterizedTest
    @Order(10)
    @ValueSource(ints = {1280, 390})
    void aSpaceOfOnesOwnIsWrittenInTheFormAndRefusedInItsText(int width) {
        leave();
        arrive(width, width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT);
        page.navigate("/searches/new?dataset=digits");
        visitor.fold("Search space").click();
        page.getByLabel("Which").first().selectOption("custom");
        Locator definition = visitor.field("Definition");
        assertThat(definition).hasAttribute("aria-invalid", "false", PATIENTLY);
        assertThat(page.locator(".estimate dd").nth(3))
                .containsText("12", new ContainsTextOptions().setTimeout(MINUTES));

        definition.fill(definition.inputValue().replace("[8, 16]", "[8,\n 16, 16]"));
        assertThat(definition).hasAttribute("aria-invalid", "true", PATIENTLY);
        assertThat(visitor.around("Definition")).containsText("/decisions/1/options/2");
        assertThat(page.locator(".code mark")).hasText("16");
        assertThat(visitor.button("Start the search")).isDisabled();
        visitor.findsTheScreenSound();
        visitor.button("Show line 5").click();
        assertThat(page.evaluate("document.activeElement.selectionEnd - document.activeElement.selectionStart"))
                .isEqualTo(2);

        definition.fill("{\"input\": \"image\",\n \"decisions\": [,]}");
        assertThat(visitor.around("Definition")).containsText("not JSON at line 2, column 16");
        assertThat(page.locator(".code mark")).hasText(",");
        visitor.button("A cell for images").click();
        assertThat(definition).hasAttribute("aria-invalid", "false", PATIENTLY);
        assertThat(visitor.button("Start the search")).isEnabled();
        visitor.findsTheScreenSound();
    }

    @Test
    @Order(11)
    void aPointerIsFoundInAnyJsonAndABrokenTextWhereItBreaks() {
        page.navigate("/");
        assertThat(page.evaluate("""
                        import('/js/form/json-place.js').then(({ placeOf }) => {
                          const text = '{"a/b": [1, {"~": "x\\\\"y"}],\\n "c": {}}';
                          const at = (pointer) => { const p = placeOf(text, pointer); return text.slice(p.from, p.to); };
                          return [at('/a~1b/1/~0'), at('/a~1b/1/missing'), at('/c'), placeOf(text, '/c').line,
                            placeOf(text, ''), placeOf('{"a": 1,\\n }', '/a').line, placeOf('['.repeat(100000), '/0').from,
                            placeOf('', '/a').from];
                        })"""))
                .isEqualTo(Arrays.asList("\"x\\\"y\"", "{\"~\": \"x\\\"y\"}", "{}", 2, null, 2, 101, 0));
    }

    private void openTheSearch() {
        assertThat(search).as("the search that an earlier test submits").isNotEmpty();
        page.navigate("/searches/" + search);
    }
}
