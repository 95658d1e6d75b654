package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may say of a file when it is uploaded: its columns, or the size of its images. */
class UploadPageTest extends PageScene {
    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void columnsAreChosenFromTheHeaderAndRefusedAtTheirFields(int width) {
        leave();
        arrive(width, ColorScheme.LIGHT);
        page.navigate("/datasets");
        choose("visits.csv", table());
        visitor.fill("Name", "visits " + width);
        visitor.fold("More").click();
        page.getByLabel("Group column").selectOption("patient");
        page.getByLabel("Time column").selectOption("day");
        page.getByLabel("code, old").check();
        visitor.button("Add the data set").click();
        assertThat(page.locator("#up-group-error")).containsText("not by both");
        visitor.findsTheScreenSound();

        page.getByLabel("Time column").selectOption("");
        visitor.button("Add the data set").click();
        assertThat(page.locator("h1")).containsText("visits " + width);
        assertThat(visitor.copied(page.getByLabel("Copy Example rows")))
                .startsWith("day\tcode, old\tlength\ttarget\n")
                .hasLineCount(9);
        Locator columns = page.locator("tr");
        assertThat(columns.filter(new Locator.FilterOptions().setHasText("code, old"))
                        .last())
                .containsText("category");
        assertThat(page.getByText("patient")).hasCount(0);
    }

    private static byte[] table() {
        StringBuilder csv = new StringBuilder("patient;day;\"code, old\";length;ill\n");
        for (int i = 0; i < 120; i++) {
            csv.append("p%d;%d;%d;%d.5;%s\n".formatted(i % 12, i, i % 3, i % 7, i % 2 == 0 ? "yes" : "no"));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void onlyWhatFitsTheKindOfTheFileIsAsked() throws IOException {
        page.navigate("/datasets");
        assertThat(visitor.field("Target column")).isVisible();
        assertThat(visitor.fold("More")).hasCount(0);

        choose("images.zip", zip("pets/", "pets/cat/1.png"));
        visitor.fold("More").click();
        assertThat(visitor.field("Side")).isVisible();
        assertThat(page.getByLabel("Target column")).hasCount(0);
        visitor.fill("Name", "pets");
        visitor.fill("Side", "wide");
        visitor.button("Add the data set").click();
        assertThat(page.locator("#up-side-error")).containsText("'wide' must be a whole number");
        visitor.findsTheScreenSound();

        choose("table.zip", zip("table.csv"));
        assertThat(visitor.field("Group column")).isVisible();
        assertThat(visitor.field("Nominal columns")).isVisible();
        choose("packed.csv.gz", packed(table()));
        assertThat(page.getByLabel("Target column").locator("option")).hasText(new String[] {
            "found by its name, or the last one", "patient", "day", "code, old", "length", "ill"
        });
        choose("digits.zip", zip("t10k-images-idx3-ubyte"));
        assertThat(page.getByLabel("Target column")).hasCount(0);
        assertThat(visitor.fold("More")).hasCount(0);
    }

    @Test
    void aHeaderIsReadAsTheServiceReadsIt() {
        page.navigate("/");
        assertThat(page.evaluate("""
                        import('/js/form/file-header.js').then(({ header }) => [
                          header('a,b\\r\\n1,2'), header('\\n"x ""y"";z"; b ;\\n'), header('a\\tb'), header('a\\tb', true),
                          header('"a,b'), header('alone\\n1'), header('"a"b,c\\n'), header('')])"""))
                .isEqualTo(Arrays.asList(
                        List.of("a", "b"),
                        List.of("x \"y\";z", "b", "column 3"),
                        List.of("a", "b"),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private void choose(String name, byte[] content) {
        page.getByLabel("File").setInputFiles(new FilePayload(name, "application/octet-stream", content));
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        return out.toByteArray();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
