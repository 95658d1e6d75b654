package dev.espalier.server.catalog;

import dev.espalier.catalog.Catalog;
import dev.espalier.catalog.Entry;
import dev.espalier.controller.Controllers;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.space.SearchSpaces;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a specification can name; the first of each kind is the default. */
@RestController
@RequestMapping("/api/v1/catalog")
final class CatalogResource {
    /** A whole catalogue. */
    record CatalogView(List<EntryView> items) {}

    /** Something to pick by name. */
    record EntryView(String name, String summary, List<SettingView> settings) {
        static EntryView of(Entry<?> entry) {
            return new EntryView(
                    entry.name(),
                    entry.summary(),
                    entry.settings().stream().map(SettingView::of).toList());
        }
    }

    @GetMapping("/{kind:spaces|controllers|evaluators}")
    CatalogView catalog(@PathVariable String kind) {
        Catalog<?> catalog = switch (kind) {
            case "spaces" -> SearchSpaces.catalog();
            case "controllers" -> Controllers.catalog();
            case "evaluators" -> Evaluators.catalog();
            default -> throw new NotFoundException("catalogue", kind);
        };
        return new CatalogView(catalog.entries().stream().map(EntryView::of).toList());
    }
}
