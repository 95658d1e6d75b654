package dev.espalier.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.catalog.Settings;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Sgd;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaddpgTest {
    private static final SearchSpace SPACE = TestSpaces.deepening();

    /** A team in a space of illegal options and vanishing decisions, and a critic that has learned something. */
    private static final class Scene {
        private final Team team;
        private final Maddpg maddpg;
        private final List<Episode> episodes;

        Scene(String agents) {
            Settings settings = Settings.of(
                    Maddpg.ENTRY.settings(),
                    Map.of("agents", agents, "hidden", 8, "entropyWeight", 0.1, "temperature", 1, "criticRate", 0.05));
            ControllerContext context = new ControllerContext(SPACE, new Seeds(1), 100);
            RandomGenerator random = new Seeds(2).stream("plays");
            team = new Team(context, settings);
            maddpg = new Maddpg(context, team, settings);
            episodes = IntStream.range(0, 12)
                    .mapToObj(i -> SPACE.complete(Decisions.none(), random))
                    .map(play -> new Episode(play, SPACE.points(play), random.nextGaussian()))
                    .toList();
            team.register(episodes);
            IntStream.range(0, 100).forEach(i -> maddpg.fit(episodes));
        }

        Tensor gain(Team.Share share) {
            return maddpg.gain(share, new Seeds(3).stream("gumbel"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "kind"})
    void actorsGradientsThroughTheRelaxedCriticMatchFiniteDifferences(String agents) {
        Scene scene = new Scene(agents);
        for (Team.Share share : scene.team.shares(scene.episodes)) {
            Parameters actor = share.policy().parameters();
            SortedMap<String, float[]> gradient = new TreeMap<>();
            Torch.run(() ->
                    actor.gradient(scene.gain(share)).forEach((name, part) -> gradient.put(name, part.toArray())));
            for (String kind : List.of("depth", "width", "narrow")) {
                String name = "head:" + kind + "/bias";
                if (actor.contains(name)) {
                    float[] slopes = Objects.requireNonNull(gradient.get(name));
                    for (int option = 0; option < slopes.length; option++) {
                        nudge(actor, name, option, 0.003f);
                        double above =
                                Torch.<Double>infer(() -> scene.gain(share).item());
                        nudge(actor, name, option, -0.006f);
                        double below =
                                Torch.<Double>infer(() -> scene.gain(share).item());
                        nudge(actor, name, option, 0.003f);
                        assertThat((double) slopes[option])
                                .as("%s of %s", name, share.member())
                                .isCloseTo((above - below) / 0.006, within(2e-3));
                    }
                    assertThat(norm(slopes)).isGreaterThan(0.01);
                }
            }
        }
    }

    private static void nudge(Parameters parameters, String name, int position, float by) {
        Torch.run(() -> {
            float[] step = new float[(int) parameters.get(name).shape()[0]];
            step[position] = -by;
            new Sgd(parameters, 1).step(new TreeMap<>(Map.of(name, Tensor.of(step, step.length))));
        });
    }

    private static double norm(float[] numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += number * number;
        }
        return Math.sqrt(squares);
    }

    @Test
    void relaxedChoicesStandInPlaceOfTheStoredOnes() {
        Scene scene = new Scene("decision");
        Team.Share share = scene.team.shares(scene.episodes).get(0);
        Team.Share other =
                new Team.Share(share.member(), share.policy(), otherwise(share.plays()), otherwise(share.own()));
        assertThat(share.member()).isEqualTo("depth");
        assertThat(Torch.<Double>infer(() -> scene.gain(other).item()))
                .isEqualTo(Torch.<Double>infer(() -> scene.gain(share).item()));
    }

    /** The same plays with another first choice. */
    private static List<Episode> otherwise(List<Episode> episodes) {
        return episodes.stream()
                .map(episode -> new Episode(
                        episode.play().with(0, (episode.play().choice(0) + 1) % 4), episode.points(), episode.reward()))
                .toList();
    }

    @Test
    void jointChoicesHaveOneOneForEachShownDecision() {
        Scene scene = new Scene("decision");
        JointCritic critic = new JointCritic(new Seeds(1), 8);
        critic.register(scene.episodes);
        float[] none =
                Torch.infer(() -> critic.choices(scene.episodes, point -> false).toArray());
        assertThat(norm(none)).isZero();
        float[] all =
                Torch.infer(() -> critic.choices(scene.episodes, point -> true).toArray());
        assertThat(norm(all)).isCloseTo(Math.sqrt(Episode.steps(scene.episodes)), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "kind"})
    void actorsLearnAHillTogetherFarAboveRandom(String agents) {
        assertThat(Searches.lateReward("maddpg", Map.of("agents", agents), 300, 1))
                .isGreaterThan(1.4 * Searches.lateReward("random", Map.of(), 300, 1));
    }

    /** Where an update replays few plays, its actors may see decisions that its critic's steps did not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void actorsLearnWithDecisionsThatTheCriticHasNotFitted(long seed) {
        Map<String, ?> few = Map.of("replay", 1, "criticSteps", 1);
        assertThat(Searches.run(
                        SPACE,
                        Searches.controller("maddpg", few, SPACE, seed, 10),
                        candidate -> Searches.scoreByHash(candidate.architecture()),
                        seed,
                        10,
                        1,
                        Runnable::run,
                        List.of()))
                .hasSize(10);
    }
}
