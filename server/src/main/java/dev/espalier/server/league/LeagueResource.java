package dev.espalier.server.league;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leagues that were played, their tables and anytime curves. */
@RestController
@RequestMapping("/api/v1/leagues")
final class LeagueResource {
    private final Leagues leagues;

    LeagueResource(Leagues leagues) {
        this.leagues = leagues;
    }

    /** A list that is short enough to have no pages. */
    record ListView<T>(List<T> items) {}

    @GetMapping
    ListView<LeagueView> list() {
        return new ListView<>(leagues.list());
    }

    @GetMapping("/{name}")
    LeagueView get(@PathVariable String name) {
        return leagues.get(name);
    }

    @GetMapping("/{name}/curves")
    ListView<CurvesDocument.Curve> curves(
            @PathVariable String name, @RequestParam String benchmark, @RequestParam String metric) {
        return new ListView<>(leagues.curves(name, benchmark, metric));
    }
}
