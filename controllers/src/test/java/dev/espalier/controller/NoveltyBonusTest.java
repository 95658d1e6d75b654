package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoveltyBonusTest {
    private static final SearchSpace DEEP = TestSpaces.fixed(8);

    private static List<Episode> plays(int count, RandomGenerator random) {
        return IntStream.range(0, count)
                .mapToObj(i -> DEEP.complete(Decisions.none(), random))
                .map(play -> new Episode(play, DEEP.points(play), 5))
                .toList();
    }

    private static double mean(float[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> numbers[i])
                .average()
                .orElseThrow();
    }

    @Test
    void playsThatWereToldAreLessNewThanOthers() {
        long seeds = IntStream.range(0, 10)
                .filter(seed -> {
                    RandomGenerator random = new Seeds(seed).stream("plays");
                    RandomDistillation distillation = new RandomDistillation(new Seeds(seed));
                    List<Episode> told = plays(40, random);
                    List<Episode> others = plays(40, random);
                    double before = mean(distillation.errors(told)) / mean(distillation.errors(others));
                    for (int i = 0; i < 5; i++) {
                        distillation.learn(told);
                    }
                    double after = mean(distillation.errors(told)) / mean(distillation.errors(others));
                    return before > 0.8 && after < 0.6;
                })
                .count();
        assertThat(seeds).isGreaterThanOrEqualTo(9);
    }

    @Test
    void aPlayIsLessNewEachTimeItIsTold() {
        RandomDistillation distillation = new RandomDistillation(new Seeds(1));
        List<Episode> one = plays(1, new Seeds(2).stream("play"));
        double last = distillation.errors(one)[0];
        for (int i = 0; i < 5; i++) {
            distillation.learn(one);
            double now = distillation.errors(one)[0];
            assertThat(now).isLessThan(0.7 * last);
            last = now;
        }
    }

    /** In the first batch the running mean and deviation are its own. */
    @Test
    void bonusesAreStandardizedAndWeighted() {
        List<Episode> heard = new ArrayList<>();
        NoveltyBonus bonus =
                new NoveltyBonus((episodes, number) -> heard.addAll(episodes), new RandomDistillation(new Seeds(3)), 2);
        List<Episode> told = plays(20, new Seeds(4).stream("plays"));
        bonus.improve(told, 20);
        double[] above =
                heard.stream().mapToDouble(episode -> episode.reward() - 5).toArray();
        assertThat(DoubleStream.of(above).sum()).isCloseTo(0, within(1e-6));
        assertThat(DoubleStream.of(above).map(each -> each * each).sum() / 19).isCloseTo(4, within(1e-6));
        assertThat(heard.stream().map(Episode::play))
                .isEqualTo(told.stream().map(Episode::play).toList());
    }

    /** Second half of a search after the widest networks, where a policy without the bonus has all but decided. */
    @ParameterizedTest
    @ValueSource(strings = {"ppo", "a2c", "reinforce", "hyper-policy"})
    void keepsAPolicyAmongMoreDifferentPlays(String name) {
        assertThat(differentPlays(name, 3)).isGreaterThan(1.5 * differentPlays(name, 0));
    }

    private static double differentPlays(String name, double bonus) {
        SearchSpace space = TestSpaces.fixed();
        Evaluator widest =
                candidate -> new Outcome.Scored(candidate.architecture().cost().parameters(), Map.of(), 0, null);
        Map<String, ?> settings = Map.of("noveltyBonus", bonus);
        return run(name, settings, space, widest, 200, List.of()).stream()
                .skip(100)
                .map(trial -> trial.proposal().decisions())
                .distinct()
                .count();
    }

    private static List<Trial> run(
            String name,
            Map<String, ?> settings,
            SearchSpace space,
            Evaluator evaluator,
            int trials,
            List<Trial> history) {
        return Searches.run(
                space,
                Searches.controller(name, settings, space, 3, trials),
                evaluator,
                3,
                trials,
                1,
                Runnable::run,
                history);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppo", "a2c", "reinforce"})
    void toldHistoryEqualsTheUninterruptedSearch(String name) {
        Evaluator evaluator = candidate -> Searches.scoreByHash(candidate.architecture());
        SearchSpace space = TestSpaces.deepening();
        Map<String, ?> settings = Map.of("noveltyBonus", 0.5);
        List<Trial> whole = run(name, settings, space, evaluator, 60, List.of());
        assertThat(run(name, settings, space, evaluator, 60, whole.subList(0, 31)))
                .isEqualTo(whole);
        assertThat(run(name, Map.of(), space, evaluator, 60, List.of())).isNotEqualTo(whole);
    }
}
