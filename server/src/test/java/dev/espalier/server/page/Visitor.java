package dev.espalier.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody with a browser window, who finds things by the words on them and notes every complaint of the browser. */
final class Visitor implements AutoCloseable {
    private final BrowserContext window;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Chromium chromium, String url, int width, ColorScheme scheme) {
        window = chromium.window(url, width, 900, scheme);
        page = window.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::listen);
    }

    // The browser itself notes every refused request; what the page does about one is tested.
    private void listen(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
        }
    }

    Page page() {
        return page;
    }

    List<String> complaints() {
        return complaints;
    }

    /** A text field; one in a fold that is closed is not found. */
    Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    /** The field with its label, hint and error. */
    Locator around(String label) {
        return page.locator(".field", new Page.LocatorOptions().setHas(field(label)));
    }

    void fill(String label, String value) {
        field(label).fill(value);
        field(label).blur();
    }

    Locator fold(String title) {
        return page.locator("summary", new Page.LocatorOptions().setHasText(title));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The file that a click brings. */
    Path saved(Locator link) {
        return page.waitForDownload(link::click).path();
    }

    /** What a button copies. */
    String copied(Locator button) {
        page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }");
        button.click();
        page.getByText(Pattern.compile("Copied \\d+ row")).waitFor();
        return (String) page.evaluate("window.copied");
    }

    /** Axe finds nothing on the drawn screen, and nothing reaches over the right edge. */
    void findsTheScreenSound() {
        page.locator("h1").waitFor();
        AxeBuilder axe = new AxeBuilder(page);
        assertThat(axe.analyze().getViolations()).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels too wide")
                .isLessThanOrEqualTo(0);
    }

    @Override
    public void close() {
        window.close();
    }
}
