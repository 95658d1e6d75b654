package dev.espalier.server.history;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.aTrial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.trial.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of lists that are read page by page. */
abstract class PagesContract extends HistoryContract {
    @ParameterizedTest
    @CsvSource({
        "number,",
        "-number,",
        "score,",
        "-score,",
        "parameters,",
        "-parameters,",
        "macs,",
        "-macs,",
        "seconds,",
        "-seconds,",
        "-score,scored",
        "score,failed",
        "number,failed",
        "-parameters,scored"
    })
    void pagesTogetherAreTheWholeListInOrder(String orderBy, String filter) {
        String id = newSearch();
        // Scores and widths with many ties.
        history.trials()
                .append(
                        id,
                        IntStream.rangeClosed(1, 40)
                                .mapToObj(n -> n % 7 == 0 ? aFailedTrial(n, 3 + n % 5) : aTrial(n, n % 4, 3 + n % 5))
                                .toList());
        history.trials().append(newSearch(), List.of(aTrial(1, 9, 3)));
        String filterWord = filter == null ? "" : filter;

        List<Integer> whole =
                numbers(history.trials().page(id, TrialQuery.of(1000, Optional.empty(), orderBy, filterWord)));
        List<Integer> paged = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<StoredTrial> page = history.trials().page(id, TrialQuery.of(3, token, orderBy, filterWord));
            assertThat(page.items().size()).isBetween(1, 3);
            paged.addAll(numbers(page));
            token = Optional.ofNullable(page.nextPageToken());
        } while (token.isPresent());

        assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates();
        assertThat(whole).hasSize(filter == null ? 40 : filter.equals("failed") ? 5 : 35);
        assertThat(keys(id, whole, orderBy.replace("-", "")))
                .isSortedAccordingTo(
                        orderBy.startsWith("-") ? Comparator.reverseOrder() : Comparator.<Double>naturalOrder());
    }

    private static List<Integer> numbers(Page<StoredTrial> page) {
        return page.items().stream().map(stored -> stored.trial().number()).toList();
    }

    private List<Double> keys(String id, List<Integer> numbers, String column) {
        return numbers.stream()
                .map(number -> history.trials().find(id, number).orElseThrow().trial())
                .map(trial -> switch (column) {
                    case "score" ->
                        trial.outcome() instanceof Outcome.Scored scored ? scored.score() : -Double.MAX_VALUE;
                    case "seconds" -> trial.outcome().seconds();
                    case "number" -> (double) trial.number();
                    default ->
                        (double) history.architectures()
                                .find(Objects.requireNonNull(trial.architecture()))
                                .orElseThrow()
                                .architecture()
                                .cost()
                                .parameters();
                })
                .toList();
    }

    @Test
    void bestFirstPutsTheEarlierOfEqualsFirst() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3), aTrial(2, 0.7, 4), aTrial(3, 0.7, 5)));

        assertThat(numbers(history.trials().page(id, TrialQuery.of(10, Optional.empty(), "-score", ""))))
                .containsExactly(2, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "fHw=", "bnVtYmVyfGF8Yg", "../../etc/passwd", "c2NvcmVmYWxzZUFMTHwxLjB8MQ"})
    void tokenOfNobodyIsRefused(String token) {
        String id = newSearch();
        assertThatThrownBy(() -> history.trials().page(id, TrialQuery.of(3, Optional.of(token), "number", "")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/pageToken"));
        assertThatThrownBy(() -> history.searches().list(3, Optional.of(token)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void searchesAreListedNewestFirstInPages() {
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> newSearch()).toList();

        Page<SearchRecord> first = history.searches().list(3, Optional.empty());
        Page<SearchRecord> second = history.searches().list(3, Optional.ofNullable(first.nextPageToken()));

        assertThat(first.items()).extracting(SearchRecord::id).containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(second.items()).extracting(SearchRecord::id).containsExactly(ids.get(1), ids.get(0));
        assertThat(second.nextPageToken()).isNull();
    }
}
