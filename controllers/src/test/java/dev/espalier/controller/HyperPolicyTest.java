package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Controller;
import dev.espalier.trial.EarlierSearch;
import dev.espalier.trial.EarlierSearches;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperPolicyTest {
    private static final SearchSpace SPACE = TestSpaces.fixed();
    private static final Evaluator EVALUATOR = candidate -> Searches.scoreByHash(candidate.architecture());

    private static final ControllerContext CONTEXT = new ControllerContext(SPACE, new Seeds(1), 60);

    private static Controller controller(EarlierSearches earlier, Map<String, ?> settings) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("earlier", earlier.text());
        return Controllers.catalog().make("hyper-policy", all).in(CONTEXT);
    }

    private static List<Trial> run(EarlierSearches earlier, Map<String, ?> settings, List<Trial> history) {
        return Searches.run(SPACE, controller(earlier, settings), EVALUATOR, 9, 60, 4, Runnable::run, history);
    }

    private static Trial trial(int number, Outcome outcome, int... choices) {
        return new Trial(number, Proposal.of(Decisions.of(choices)), null, outcome, null);
    }

    private static Outcome scored(double score) {
        return new Outcome.Scored(score, Map.of(), 0, null);
    }

    /** Random plays of a task whose best width grows with its descriptor: 0 for 10 rows, 4 for 100,000. */
    private static EarlierSearch search(double rows) {
        RandomGenerator random = new Seeds((long) rows).stream("plays");
        List<Trial> trials = new ArrayList<>();
        for (int number = 1; number <= 100; number++) {
            Decisions play = SPACE.complete(Decisions.none(), random);
            double wanted = Math.log10(rows) - 1;
            double score = -play.stream()
                    .mapToDouble(choice -> Math.abs(choice - wanted))
                    .sum();
            trials.add(trial(number, scored(score), play.toArray()));
        }
        return EarlierSearch.of(List.of(rows, 3.0), trials);
    }

    /** Also where its decisions are known and its last layer exists. */
    @Test
    void everyTaskBeginsUniformWhereNothingWasImitated() {
        for (float[] task : List.of(new float[] {1}, new float[] {-3, 2, 1})) {
            HyperPolicy policy = new HyperPolicy(new Seeds(1), new RecurrentPolicy.Form(16, 5, 2.5), task);
            Decisions play = Decisions.of(0, 1, 2, 3);
            policy.register(List.of(new Episode(play, SPACE.points(play), 0)));
            for (Policy.Step step : policy.walk(SPACE, Categorical::likeliest)) {
                double even = 1.0 / step.point().legalOptions().length;
                for (int option = 0; option < 5; option++) {
                    assertThat(step.probabilities()[option])
                            .isEqualTo(step.point().isLegal(option) ? even : 0);
                }
            }
        }
    }

    @Test
    void withoutEarlierSearchesImitationHasNoPart() {
        EarlierSearches alone = EarlierSearches.NONE;
        assertThat(run(alone, Map.of("cloneWeight", 50, "cloneSteps", 1, "clonePlays", 2), List.of()))
                .isEqualTo(run(alone, Map.of(), List.of()));
    }

    @Test
    void climbsAHillFarAboveRandomWithoutKnowingAnything() {
        assertThat(Searches.lateReward("hyper-policy", Map.of(), 300, 1))
                .isGreaterThan(1.4 * Searches.lateReward("random", Map.of(), 300, 1));
    }

    /** Sizes that were never seen lie between those that were. */
    @Test
    void proposesFromTheStartWhatSuitsTasksThatAreAlike() {
        List<EarlierSearch> earlier = List.of(search(10), search(100), search(10_000), search(100_000));
        double[] widths = new double[3];
        double[] rows = {10, 1_000, 100_000};
        for (int task = 0; task < rows.length; task++) {
            Controller controller = controller(new EarlierSearches(List.of(rows[task], 3.0), earlier), Map.of());
            widths[task] = IntStream.rangeClosed(1, 50)
                    .mapToObj(number -> controller.ask(number, List.of(), new Seeds(2).stream("ask", number)))
                    .flatMapToInt(proposal -> proposal.decisions().stream())
                    .average()
                    .orElseThrow();
        }
        assertThat(widths[0]).isLessThan(1.4); // 2 where nothing is known
        assertThat(widths[1]).isBetween(1.6, 2.4);
        assertThat(widths[2]).isGreaterThan(2.6);
    }

    /** Of 16 plays the best 4 begin with width 2 three times, and 5 once; the others with width 1. */
    @Test
    void imitationFindsTheFrequenciesOfTheBestQuarter() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int first = i < 12 ? 0 : i < 15 ? 1 : 4;
            trials.add(trial(i + 1, scored(i), first, i % 2, i / 5, i % 5));
        }
        Controller controller =
                controller(new EarlierSearches(List.of(), List.of(EarlierSearch.of(List.of(), trials))), Map.of());
        List<Double> first = controller.beliefs().get(0).probabilities();
        assertThat(first.get(1)).isCloseTo(0.75, within(0.05));
        assertThat(first.get(4)).isCloseTo(0.25, within(0.05));
    }

    @Test
    void theBestQuarterOfDifferentScoredPlaysTeaches() {
        List<Trial> trials = List.of(
                trial(1, scored(1), 0, 0, 0, 0),
                trial(2, scored(7), 1, 0, 0, 0),
                trial(3, new Outcome.Failed("no", Map.of(), 0), 2, 0, 0, 0),
                trial(4, scored(7), 1, 0, 0, 0),
                trial(7, scored(8), 3, 0, 0, 0),
                trial(8, scored(5), 4, 0, 0, 0),
                trial(9, scored(4), 4, 1, 0, 0));
        assertThat(EarlierSearch.of(List.of(5.0), trials).plays())
                .containsExactly(Decisions.of(3, 0, 0, 0), Decisions.of(1, 0, 0, 0));
    }

    @Test
    void playsOfAnotherSpaceAreLeftOut() {
        List<Decisions> plays = List.of(
                Decisions.of(1, 2, 0, 0), // illegal
                Decisions.of(1, 1, 1), // too short
                Decisions.of(4, 0, 0, 0));
        EarlierSearches earlier = new EarlierSearches(List.of(2.0), List.of(new EarlierSearch(List.of(5.0), plays)));
        Demonstrations found = Demonstrations.of(SPACE, earlier, new TaskScale(earlier));
        assertThat(found.plays().stream().map(Episode::play)).containsExactly(Decisions.of(4, 0, 0, 0));
        assertThat(found.tasks()).hasSize(1);
    }

    @Test
    void imitationFadesOverTheSearch() {
        EarlierSearches earlier = new EarlierSearches(List.of(100.0, 3.0), List.of(search(10)));
        Settings settings = Settings.of(HyperPolicy.ENTRY.settings(), Map.of("cloneWeight", 0.4));
        TaskScale scale = new TaskScale(earlier);
        HyperPolicy policy = new HyperPolicy(new Seeds(1), PolicySettings.form(settings), scale.of(earlier.task()));
        Imitation imitation = new Imitation(CONTEXT, settings, policy, Demonstrations.of(SPACE, earlier, scale));
        imitation.start();
        assertThat(imitation.weight(30)).isCloseTo(0.2, within(1e-12));
        assertThat(Torch.infer(() -> imitation.term(30, 0).orElseThrow().item()))
                .isPositive();
        assertThat(imitation.term(60, 0)).isEmpty();
        assertThat(imitation.term(90, 0)).isEmpty();
    }

    @Test
    void toldHistoryEqualsTheUninterruptedSearchAfterEarlierOnes() {
        EarlierSearches earlier = new EarlierSearches(List.of(1000.0, 3.0), List.of(search(10), search(10_000)));
        List<Trial> whole = run(earlier, Map.of(), List.of());
        assertThat(run(earlier, Map.of(), whole.subList(0, 37))).isEqualTo(whole);
        assertThat(run(earlier, Map.of("cloneWeight", 0), List.of())).isNotEqualTo(whole);
    }

    /** Logarithms 0, log 9 and log 81 lie evenly; what does not differ says nothing. */
    @Test
    void descriptorsAreOnOneScale() {
        EarlierSearch none = new EarlierSearch(List.of(0.0, 7.0), List.of());
        EarlierSearch most = new EarlierSearch(List.of(80.0, 7.0), List.of());
        TaskScale scale = new TaskScale(new EarlierSearches(List.of(8.0, 7.0), List.of(none, most)));
        assertThat(scale.of(List.of(80.0, 7.0))).containsExactly(new float[] {1, 0, 1}, within(1e-6f));
        assertThat(scale.of(List.of(8.0, 7.0))).containsExactly(new float[] {0, 0, 1}, within(1e-6f));
        assertThat(scale.of(List.of(-8.0, 7.0))).containsExactly(new float[] {-2, 0, 1}, within(1e-6f));
    }

    @Test
    void earlierSearchesAreReadBackAsTheyWere() {
        EarlierSearches earlier = new EarlierSearches(List.of(1e6, 3.0), List.of(search(10), search(100)));
        assertThat(EarlierSearches.read(earlier.text())).isEqualTo(earlier);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'task': [1], 'searches': [{'task': [1, 2], 'plays': []}]} | /searches/0/task | by 2 numbers [1.0, 2.0], the one at hand by 1 [1.0]",
                "{'task': [1e999], 'searches': []}                          | /task/0 | (Infinity) must be finite",
                "{'task': [1]}                                              | ''      | searches",
                "{'task': [1], 'searches': ['f00']}                         | ''      | This must be",
                "{'task': [null], 'searches': []}                           | ''      | This must be",
                "{'task': [1], 'searches': [], 'more': 1}                   | ''      | more",
                "[                                                          | ''      | This must be"
            })
    void documentsThatAreNoneAreRefused(String document, String place, String words) {
        assertThatThrownBy(() ->
                        Controllers.catalog().make("hyper-policy", Map.of("earlier", document.replace('\'', '"'))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words)
                .extracting(refused -> ((InvalidInputException) refused).pointer())
                .isEqualTo("/settings/earlier" + place);
    }
}
