package dev.espalier.server.cli;

import tools.jackson.databind.JsonNode;

/** How far a search is, as a bar. */
final class SearchProgress implements AutoCloseable {
    private final Bar bar;

    private SearchProgress(Bar bar) {
        this.bar = bar;
    }

    static SearchProgress of(JsonNode search) {
        long trials = search.path("specification").path("budget").path("trials").asLong(0);
        return new SearchProgress(Bar.of("Search " + search.path("id").asString(), "trials", trials));
    }

    void show(JsonNode search) {
        JsonNode progress = search.path("progress");
        bar.show(
                progress.path("trials").asLong(0),
                "%s, best %s"
                        .formatted(
                                progress.path("phase").asString(""),
                                Words.score(search.path("best").path("score"))));
    }

    @Override
    public void close() {
        bar.close();
    }
}
