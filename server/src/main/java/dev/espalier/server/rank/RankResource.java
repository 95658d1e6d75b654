package dev.espalier.server.rank;

import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far rankings can be trusted. */
@RestController
@RequestMapping("/api/v1/ranks")
final class RankResource {
    private final Ranks ranks;

    RankResource(Ranks ranks) {
        this.ranks = ranks;
    }

    /** All that can be compared. */
    record RanksView(List<Rank> items) {}

    @GetMapping
    RanksView all(@RequestParam Optional<String> search) {
        return new RanksView(search.map(ranks::ofSearch).orElseGet(ranks::all));
    }

    @GetMapping("/{search}/{reference}")
    Rank one(@PathVariable String search, @PathVariable String reference) {
        return ranks.of(search, reference);
    }
}
