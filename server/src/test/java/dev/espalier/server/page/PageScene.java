package dev.espalier.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A running service and somebody who looks at its page; each test begins with a fresh window. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageScene {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    RunningService service;

    @SuppressWarnings("NullAway.Init")
    Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    Visitor visitor;

    @SuppressWarnings("NullAway.Init")
    Page page;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Chromium.installed(), "The browser tests need chromium and node on the path; skipped.");
        service = RunningService.start(folder, options());
        chromium = Chromium.launch();
    }

    /** What the service is started with, beside its folder and port. */
    List<String> options() {
        return List.of();
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
    void arrive() {
        arrive(1280, ColorScheme.LIGHT);
    }

    void arrive(int width, ColorScheme scheme) {
        visitor = new Visitor(chromium, service.url(), width, scheme);
        page = visitor.page();
    }

    @AfterEach
    void leave() {
        visitor.close();
        assertThat(visitor.complaints()).isEmpty();
    }

    /** The screen at that address, light and dark, on wide and narrow windows. */
    void findsSoundEverywhere(String address) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1280, 390}) {
                leave();
                arrive(width, scheme);
                page.navigate(address);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                visitor.findsTheScreenSound();
            }
        }
    }
}
