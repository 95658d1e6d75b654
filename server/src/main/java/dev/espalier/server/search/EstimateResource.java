package dev.espalier.server.search;

import dev.espalier.server.web.JsonText;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a search would take, before anybody waits for it. */
@RestController
final class EstimateResource {
    private final Submissions submissions;
    private final Estimator estimator;

    EstimateResource(Submissions submissions, Estimator estimator) {
        this.submissions = submissions;
        this.estimator = estimator;
    }

    @PostMapping(path = "/api/v1/estimates", consumes = MediaType.APPLICATION_JSON_VALUE)
    Estimate estimate(@RequestBody JsonText body) {
        return estimator.of(submissions.read(body.text()));
    }
}
