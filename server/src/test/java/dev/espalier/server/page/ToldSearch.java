package dev.espalier.server.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A search that the page is told of though the service has never run it: larger, or in another state, than a test could
 * wait for. Trials are numbered from 1; those up to {@code loaded} are there when the page comes, best first.
 */
final class ToldSearch {
    static final String ADDRESS = "/searches/told";

    private final String state;
    private final List<Double> scores;
    private final int loaded;
    private final boolean twice;
    private final Queue<String> streams = new ArrayDeque<>();
    private final List<String> lastIds = new ArrayList<>();

    ToldSearch(String state, List<Double> scores, int loaded) {
        this(state, scores, loaded, false);
    }

    /** Each candidate is trained twice if told so, a point below its score and a point above. */
    ToldSearch(String state, List<Double> scores, int loaded, boolean twice) {
        this.twice = twice;
        this.state = state;
        this.scores = scores;
        this.loaded = loaded;
        streams.add(IntStream.rangeClosed(loaded + 1, scores.size())
                .mapToObj(number -> "event: trial\nid: %d\ndata: %s\n\n".formatted(number, trial(number)))
                .collect(Collectors.joining()));
    }

    /** The last events that the page said to have, one a stream. */
    List<String> lastIds() {
        return lastIds;
    }

    /** The first stream of events brings the trials that are not loaded; the others stay open and say nothing. */
    void tell(Page page) {
        page.route("**/api/v1/searches/told**", route -> route.fulfill(json(search())));
        page.route("**/api/v1/searches/told/trials**", route -> {
            String items = route.request().url().contains("filter=scored") ? trials(1, loaded) : "";
            route.fulfill(json("{\"items\": [%s]}".formatted(items)));
        });
        page.route(
                "**/api/v1/searches/told/front",
                route -> route.fulfill(json("{\"items\": [%s]}".formatted(trials(1, 2)))));
        page.route("**/api/v1/searches/told/{curve,beliefs}**", route -> route.fulfill(json("{}")));
        page.route("**/api/v1/searches/told/events", route -> {
            lastIds.add(route.request().headerValue("last-event-id"));
            String events = streams.poll();
            if (events != null) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody(events));
            }
        });
    }

    private static Route.FulfillOptions json(String body) {
        return new Route.FulfillOptions().setContentType("application/json").setBody(body);
    }

    private String trials(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(this::trial).collect(Collectors.joining(","));
    }

    private String trial(int number) {
        return """
                {"number": %d, "architectureId": "%064x", "outcome": {"score": %s, "metrics": {"parameters": %d%s}, "seconds": 1}}""".formatted(number, number, scores.get(number - 1), 1000 + number, runs(scores.get(number - 1)))
                .strip();
    }

    private String runs(double score) {
        return twice ? ", \"accuracy.1\": %s, \"accuracy.2\": %s".formatted(score - 0.01, score + 0.01) : "";
    }

    private String search() {
        return """
                {"id": "told", "name": "told", "state": "%s", "createdAt": "2026-01-01T00:00:00Z",
                 "specification": {"objective": {"tradeOff": ["parameters"]},
                   "evaluator": {"name": "stand-alone", "settings": {"repeats": %d}}, "budget": {"trials": 9000}},
                 "progress": {"phase": "searching", "trials": %d, "failed": 0, "secondsRunning": 1},
                 "best": {"number": 1, "architectureId": "%064x", "score": %s},
                 "front": {"metrics": [], "numbers": [1, 2]}}""".formatted(state, twice ? 2 : 1, loaded, 1, scores.get(0));
    }
}
