package dev.espalier.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of a service that wants a token. */
class TokenPageTest extends PageScene {
    private static final String TOKEN = "a token, 16 letters + more";

    @Override
    List<String> options() {
        return List.of("--token", TOKEN);
    }

    @Test
    void tokenIsAskedOnceAndOpensEverything() {
        page.navigate("/datasets");
        Locator field = visitor.field("Token");
        assertThat(page.getByText("This service asks for its token")).isVisible();
        visitor.findsTheScreenSound();
        field.fill("not the token of this");
        field.press("Enter");
        assertThat(page.getByText("That is not the token.")).isVisible();
        field.fill(TOKEN);
        visitor.button("Go on").click();
        assertThat(page.getByText("digits").first()).isVisible();
        assertThat(page.getByText("This service asks for its token")).isHidden();
        page.navigate("/searches/new");
        assertThat(visitor.button("Start the search")).isVisible();
        assertThat(page.getByText("This service asks for its token")).isHidden();
    }
}
