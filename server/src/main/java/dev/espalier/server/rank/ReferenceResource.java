package dev.espalier.server.rank;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What to submit to learn how far the ranking of a search can be trusted. */
@RestController
@RequestMapping("/api/v1/searches/{id}/reference")
final class ReferenceResource {
    private final References references;

    ReferenceResource(References references) {
        this.references = references;
    }

    @GetMapping
    Map<String, Object> specification(
            @PathVariable String id,
            @RequestParam(defaultValue = "20") int architectures,
            @RequestParam(defaultValue = "12") int epochs,
            @RequestParam(defaultValue = "1") int repeats) {
        return references.of(id, architectures, new References.Trainings(epochs, repeats));
    }
}
