package dev.espalier.server.history;

import static dev.espalier.server.history.Histories.aFailedTrial;
import static dev.espalier.server.history.Histories.aSearch;
import static dev.espalier.server.history.Histories.aTrial;
import static dev.espalier.server.history.Histories.anArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Controller;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a history promises on every database. */
abstract class HistoryContract {
    private History history;

    /** The same data every time; what was open before is closed. */
    abstract History open();

    @BeforeEach
    void begin() {
        history = open();
    }

    @AfterEach
    void end() {
        history.close();
    }

    private void reopen() {
        history.close();
        history = open();
    }

    private String newSearch() {
        return history.searches().create(aSearch("one")).id();
    }

    @Test
    void everythingIsThereAfterReopening() {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());
        history.trials().append(id, List.of(aTrial(1, 0.5, 3), aFailedTrial(2, 4)));
        history.searches().beat(id, new Pulse(Pulse.Phase.SEARCHING, 3.5, 7.25, "round 2"));
        SearchRecord before = history.searches().find(id).orElseThrow();
        List<Trial> trials = history.trials().all(id);

        reopen();

        assertThat(history.searches().find(id)).contains(before);
        assertThat(history.trials().all(id)).isEqualTo(trials).hasSize(2);
        assertThat(trials.get(0)).isEqualTo(aTrial(1, 0.5, 3).trial());
        assertThat(trials.get(1)).isEqualTo(aFailedTrial(2, 4).trial());
        assertThat(before.progress().failed()).isEqualTo(1);
        assertThat(before.best())
                .isEqualTo(new SearchRecord.Best(1, anArchitecture(3).hash(), 0.5, null));
    }

    @Test
    void trialsFollowWithoutGapsOrNothingIsAppended() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3)));

        assertThatThrownBy(() -> history.trials().append(id, List.of(aTrial(2, 0.5, 5), aTrial(4, 0.5, 6))))
                .hasMessage("Trial 4 cannot follow trial 2.");
        assertThatThrownBy(() -> history.trials().append(id, List.of(aTrial(1, 0.5, 7))))
                .hasMessage("Trial 1 cannot follow trial 1.");

        assertThat(history.trials().all(id)).hasSize(1);
        assertThat(history.architectures().find(anArchitecture(5).hash())).isEmpty();
        assertThat(history.searches().find(id).orElseThrow().progress().trials())
                .isEqualTo(1);
    }

    @Test
    void trialAndArchitectureExistTogetherOrNotAtAll() {
        String id = newSearch();
        NewTrial orphan = new NewTrial(aTrial(1, 0.5, 3).trial(), null);

        assertThatThrownBy(() -> history.trials().append(id, List.of(orphan))).isInstanceOf(RuntimeException.class);

        assertThat(history.trials().all(id)).isEmpty();
    }

    @Test
    void architectureIsReadAsItWasWritten() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3), aTrial(2, 0.6, 3)));

        StoredArchitecture stored =
                history.architectures().find(anArchitecture(3).hash()).orElseThrow();

        assertThat(stored.architecture()).isEqualTo(anArchitecture(3));
        assertThat(stored.handMade()).isFalse();
        assertThat(history.trials().of(stored.id(), 10))
                .containsExactly(new Trials.Appearance(id, 1, 0.5), new Trials.Appearance(id, 2, 0.6));
    }

    @Test
    void playWithoutArchitectureIsATrialToo() {
        String id = newSearch();
        Trial impossible = new Trial(
                1,
                Proposal.of(Decisions.of(9)),
                null,
                new Outcome.Failed("The choice 9 is not legal.", Map.of(), 0),
                null);

        history.trials().append(id, List.of(new NewTrial(impossible, null)));

        assertThat(history.trials().all(id)).containsExactly(impossible);
    }

    @Test
    void firstOfEqualScoresIsTheBest() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, -2, 3), aTrial(2, -1, 4)));
        history.trials().append(id, List.of(aTrial(3, -1, 5)));

        assertThat(history.searches().find(id).orElseThrow().best())
                .isEqualTo(new SearchRecord.Best(2, anArchitecture(4).hash(), -1, null));
    }

    @Test
    void modelOfTheBestTrialIsNamed() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 3)));
        ModelRecord model = aModel(id, 1, 3, 0.8, 0.1);

        history.models().save(model);
        history.models().save(model);

        assertThat(history.models().find(model.id())).contains(model);
        assertThat(history.models().ofSearch(id)).containsExactly(model);
        assertThat(history.models().ofArchitecture(anArchitecture(3).hash())).containsExactly(model);
        assertThat(history.searches().find(id).orElseThrow().best())
                .isEqualTo(new SearchRecord.Best(1, anArchitecture(3).hash(), 0.5, model.id()));
    }

    @Test
    void ofTheTrainedNetworksTheOneIsBestThatTheValidationPartLikesBest() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.7, 3), aTrial(2, 0.6, 4), aTrial(3, 0.5, 5)));

        history.models().save(aModel(id, 1, 3, 0.8, 0.1));
        history.models().save(aModel(id, 2, 4, 0.9, 0.3));
        assertThat(history.searches().find(id).orElseThrow().best())
                .isEqualTo(new SearchRecord.Best(2, anArchitecture(4).hash(), 0.6, ModelRecord.idOf(id, 2)));

        history.models().save(aModel(id, 3, 5, 0.9, 0.2));
        assertThat(history.searches().find(id).orElseThrow().best())
                .as("equal scores, smaller log loss")
                .isEqualTo(new SearchRecord.Best(3, anArchitecture(5).hash(), 0.5, ModelRecord.idOf(id, 3)));
    }

    @Test
    void amongEqualScoresTheSmallerLogLossIsBest() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.5, 0.4, 3), aTrial(2, 0.5, 0.3, 4), aTrial(3, 0.5, 0.3, 5)));

        assertThat(history.searches().find(id).orElseThrow().best())
                .extracting(SearchRecord.Best::number)
                .isEqualTo(2);
    }

    private static ModelRecord aModel(String id, int number, int width, double score, double logLoss) {
        return new ModelRecord(
                ModelRecord.idOf(id, number),
                id,
                number,
                anArchitecture(width).hash(),
                score,
                Map.of("test.accuracy", 0.9, "validation.log-loss", logLoss),
                new ModelRecord.Confusion(List.of("a", "b"), List.of(List.of(3, 1), List.of(0, 4))),
                new ModelRecord.Residuals(List.of(1.0), List.of(1.5)),
                12.5,
                20,
                true,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

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

    @Test
    void sameKeyIsTheSameSearchAndAnotherSpecificationIsRefused() {
        NewSearch search = new NewSearch("a", "{}", Optional.of("key"));
        String id = history.searches().create(search).id();

        assertThat(history.searches().create(search).id()).isEqualTo(id);
        assertThatThrownBy(() -> history.searches().create(new NewSearch("a", "{\"seed\":1}", Optional.of("key"))))
                .isInstanceOf(IdempotencyConflictException.class);
        assertThat(history.searches().list(10, Optional.empty()).items()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void onlyLegalChangesHappen(Action action) {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());
        history.searches().change(id, Action.COMPLETE, Optional.empty());

        if (action == Action.TRAIN) {
            assertThat(history.searches().change(id, action, Optional.empty()).state())
                    .isEqualTo(SearchState.QUEUED);
        } else if (action == Action.DELETE) {
            history.searches().delete(id);
            assertThat(history.searches().find(id)).isEmpty();
        } else {
            assertThatThrownBy(() -> history.searches().change(id, action, Optional.empty()))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessageContaining("COMPLETED")
                    .hasMessageContaining("[train, delete]");
        }
    }

    @Test
    void timesAreSetWhenItStartsAndWhenItEnds() {
        String id = newSearch();
        SearchRecord started = history.searches().change(id, Action.START, Optional.empty());
        SearchRecord again = history.searches().change(id, Action.START, Optional.empty());
        SearchRecord failed = history.searches().change(id, Action.FAIL, Optional.of("The process died twice."));

        assertThat(started.startedAt()).isNotNull();
        assertThat(started.finishedAt()).isNull();
        assertThat(again.startedAt()).isEqualTo(started.startedAt());
        assertThat(failed.finishedAt()).isNotNull();
        assertThat(failed.failure()).isEqualTo("The process died twice.");
        assertThat(failed.progress().pulse().phase()).isEqualTo(Pulse.Phase.DONE);
    }

    @Test
    void wishSurvivesUntilItComesTrue() {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());
        history.searches().wish(id, Optional.of(Action.STOP));
        reopen();

        assertThat(history.searches().find(id).orElseThrow().wish()).isEqualTo(Action.STOP);
        assertThat(history.searches().in(SearchState.RUNNING)).hasSize(1);
        assertThat(history.searches().change(id, Action.STOP, Optional.empty()).wish())
                .isNull();
        assertThatThrownBy(() -> history.searches().wish(id, Optional.of(Action.PAUSE)))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void trainingOrdersSurviveUntilTheirModelIsThereOrTheSearchEnds() {
        String id = newSearch();
        history.trials().append(id, List.of(aTrial(1, 0.7, 3), aTrial(2, 0.6, 4)));
        TrainingOrder first = new TrainingOrder(1, 5, true);
        TrainingOrder second = new TrainingOrder(2, 5, false);
        assertThatThrownBy(() -> history.searches().train(id, List.of(first)))
                .isInstanceOf(IllegalTransitionException.class);
        assertThat(history.searches().orders(id))
                .as("of what may not be trained")
                .isEmpty();

        history.searches().change(id, Action.START, Optional.empty());
        history.searches().change(id, Action.COMPLETE, Optional.empty());
        assertThat(history.searches().train(id, List.of(second, first)).state()).isEqualTo(SearchState.QUEUED);
        reopen();
        assertThat(history.searches().orders(id)).containsExactly(first, second);
        history.models().save(aModel(id, 1, 3, 0.8, 0.1));
        assertThat(history.searches().orders(id)).containsExactly(second);
        history.searches().change(id, Action.START, Optional.empty());
        history.searches().change(id, Action.COMPLETE, Optional.empty());
        assertThat(history.searches().orders(id)).isEmpty();
    }

    @Test
    void stoppedSearchThatTrainsWishesToStopAgain() {
        String id = newSearch();
        history.searches().change(id, Action.STOP, Optional.empty());
        assertThat(history.searches()
                        .train(id, List.of(new TrainingOrder(1, 5, false)))
                        .wish())
                .isEqualTo(Action.STOP);
    }

    @Test
    void beliefsAreTheLastOnes() {
        String id = newSearch();
        Controller.Belief belief = new Controller.Belief("edge0-1", List.of("none", "skip"), List.of(0.25, 0.75));

        assertThat(history.searches().beliefs(id)).isEmpty();
        history.searches().believe(id, List.of());
        history.searches().believe(id, List.of(belief));

        assertThat(history.searches().beliefs(id)).containsExactly(belief);
    }

    @Test
    void deletedSearchLeavesOnlyWhatOthersName() {
        String one = newSearch();
        String two = newSearch();
        history.trials().append(one, List.of(aTrial(1, 0.5, 3), aTrial(2, 0.5, 4)));
        history.trials().append(two, List.of(aTrial(1, 0.5, 3)));
        history.architectures().add(anArchitecture(9));
        history.searches().change(one, Action.CANCEL, Optional.empty());

        history.searches().delete(one);

        assertThat(history.trials().all(one)).isEmpty();
        assertThat(history.architectures().find(anArchitecture(3).hash())).isPresent();
        assertThat(history.architectures().find(anArchitecture(4).hash())).isEmpty();
        assertThat(history.architectures().find(anArchitecture(9).hash()))
                .hasValueSatisfying(kept -> assertThat(kept.handMade()).isTrue());
    }

    @Test
    void runningSearchIsNotDeleted() {
        String id = newSearch();
        history.searches().change(id, Action.START, Optional.empty());

        assertThatThrownBy(() -> history.searches().delete(id)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void unknownSearchIsSaidToBe() {
        assertThatThrownBy(() -> history.searches().rename("nobody", "x"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("There is no search 'nobody'.");
        assertThatThrownBy(() -> history.trials().append("nobody", List.of(aTrial(1, 0, 3))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> history.searches().change("nobody", Action.START, Optional.empty()))
                .isInstanceOf(NotFoundException.class);
        assertThat(history.searches().find("nobody")).isEmpty();
    }

    @Test
    void writersOfDifferentSearchesDoNotDisturbEachOther() {
        List<String> ids = IntStream.range(0, 4).mapToObj(i -> newSearch()).toList();

        ids.parallelStream()
                .forEach(id -> IntStream.rangeClosed(1, 20)
                        .forEach(n -> history.trials().append(id, List.of(aTrial(n, n, 3 + n)))));

        assertThat(ids).allSatisfy(id -> assertThat(history.trials().all(id)).hasSize(20));
    }
}
