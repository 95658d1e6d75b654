package dev.espalier.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.league.SmallLeague;
import dev.espalier.server.service.RunningService.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Leagues that lie in the data folder. */
final class LeagueApiTest extends ApiScene {
    private static final String ADDRESS = "/api/v1/leagues/" + SmallLeague.NAME;

    @BeforeAll
    static void play() throws IOException {
        assertThat(service.get("/api/v1/leagues").json().get("items")).isEmpty();
        SmallLeague.play(folder.root());
    }

    private static JsonNode listed(String name) {
        return service.get("/api/v1/leagues")
                .json()
                .get("items")
                .valueStream()
                .filter(league -> league.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void finishedLeagueIsListedWithWhatItRecommendsAndShownWithItsRows() {
        JsonNode listed = listed(SmallLeague.NAME);
        assertThat(listed.get("state").stringValue()).isEqualTo("finished");
        assertThat(listed.get("seeds").intValue()).isEqualTo(20);
        assertThat(listed.has("rows")).isFalse();
        JsonNode error = listed.get("contests").get(1);
        assertThat(error.get("metric").stringValue()).isEqualTo("error");
        assertThat(error.get("checkpoints").valueStream().map(JsonNode::doubleValue))
                .containsExactly(10.0, 50.0);
        JsonNode recommended = error.get("recommended").get(1).get("recommendation");
        assertThat(recommended.get("controller").stringValue()).isEqualTo("local-search");
        assertThat(recommended.get("againstRandom").get("low").doubleValue()).isPositive();

        JsonNode shown = service.get(ADDRESS).json();
        assertThat(shown.get("rows")).hasSize(4 * 2 * 2);
        assertThat(shown.get("contests")).isEqualTo(listed.get("contests"));
        assertThat(shown.get("rows").get(0).get("controller").stringValue()).isEqualTo("random");
    }

    @Test
    void curvesAreThoseOfOneContest() {
        JsonNode curves = service.get(ADDRESS + "/curves?benchmark=hills&metric=error")
                .json()
                .get("items");
        assertThat(curves).hasSize(4);
        JsonNode curve = curves.get(1);
        int last = curve.get("at").size() - 1;
        assertThat(curve.get("at").get(last).doubleValue()).isEqualTo(50);
        assertThat(curve.get("low").get(last).doubleValue())
                .isLessThanOrEqualTo(curve.get("high").get(last).doubleValue());
        assertThat(service.get(ADDRESS + "/curves?benchmark=hills&metric=nothing")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(service.get(ADDRESS + "/curves?benchmark=hills").status()).isEqualTo(400);
    }

    @Test
    void leagueThatIsStillPlayedHasNoRowsYet() throws IOException {
        Files.writeString(folder.league("playing").resolve("searches.jsonl"), "{");
        assertThat(listed("playing").get("state").stringValue()).isEqualTo("unfinished");
        assertThat(service.get("/api/v1/leagues/playing/curves?benchmark=b&metric=m")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"rows\":",
                "{\"protocol\":\"queries\",\"repeats\":\"charged\",\"seeds\":1}",
                "{\"protocol\":\"queries\",\"repeats\":\"charged\",\"seeds\":\"many\",\"benchmarks\":[],\"refused\":[],"
                        + "\"rows\":[]}",
                "{\"protocol\":\"queries\",\"repeats\":\"charged\",\"seeds\":1,\"benchmarks\":[],\"refused\":[],"
                        + "\"rows\":[{\"controller\":null}]}",
                "{\"protocol\":\"queries\",\"repeats\":\"charged\",\"seeds\":1,\"benchmarks\":[null],\"refused\":[],"
                        + "\"rows\":[]}"
            })
    void brokenFileIsNamedAndKeepsNoOtherLeagueAway(String content) throws IOException {
        Path broken = Files.writeString(folder.league("broken").resolve("league.json"), content);
        Files.writeString(broken.resolveSibling("curves.json"), content);
        JsonNode league = listed("broken");
        assertThat(league.get("state").stringValue()).isEqualTo("unreadable");
        assertThat(league.get("problem").stringValue()).contains("league.json");
        assertThat(service.get("/api/v1/leagues/broken").json()).isEqualTo(league);
        assertThat(service.get("/api/v1/leagues/broken/curves?benchmark=b&metric=m")
                        .status())
                .isEqualTo(404);
        assertThat(listed(SmallLeague.NAME).get("state").stringValue()).isEqualTo("finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "..%2Fsearches", "%2e%2e", "a%00b", "x.json", "%2Fetc"})
    void whatIsNoLeagueIsNotFound(String name) {
        Answer answer = service.get("/api/v1/leagues/" + name);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain(folder.root().toString());
        assertThat(Files.exists(folder.root().resolve("leagues").resolve("nobody")))
                .isFalse();
    }
}
