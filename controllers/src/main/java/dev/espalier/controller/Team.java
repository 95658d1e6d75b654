package dev.espalier.controller;

import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Seeds;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Several policies that play one game together (Krishnan 2022): each takes the decisions of its own group and sees
 * nothing of the others' but which of its options are still legal. A member joins when a told play contains a decision
 * of its group for the first time; until then that decision is taken uniformly.
 */
final class Team implements Policy {
    private final Seeds seeds;
    private final RecurrentPolicy.Form form;
    private final String grouping;
    private final SortedMap<String, RecurrentPolicy> members = new TreeMap<>();

    Team(ControllerContext context, Settings settings) {
        this.seeds = context.seeds().child("team");
        this.form = PolicySettings.form(settings);
        this.grouping = settings.text("agents");
    }

    static Setting agents() {
        return Setting.choice(
                "agents",
                "decision",
                List.of("decision", "kind", "block"),
                "Who decides alone: every decision, every kind, or every block (the name up to its first slash).");
    }

    /**
     * What a member has to learn from.
     *
     * @param plays those in which it took part
     * @param own of each of these plays the decisions that were its own
     */
    record Share(String member, RecurrentPolicy policy, List<Episode> plays, List<Episode> own) {}

    /** In order of the members' names. */
    List<Share> shares(List<Episode> episodes) {
        return members.entrySet().stream()
                .map(member -> {
                    List<Episode> plays = episodes.stream()
                            .filter(episode ->
                                    episode.points().stream().anyMatch(point -> owns(member.getKey(), point)))
                            .toList();
                    return new Share(member.getKey(), member.getValue(), plays, own(member.getKey(), plays));
                })
                .filter(share -> !share.plays().isEmpty())
                .toList();
    }

    boolean owns(String member, DecisionPoint point) {
        return group(point).equals(member);
    }

    private String group(DecisionPoint point) {
        return switch (grouping) {
            case "kind" -> point.kind();
            case "block" -> point.name().split("/", 2)[0];
            default -> point.name();
        };
    }

    private List<Episode> own(String member, List<Episode> plays) {
        return plays.stream().map(episode -> own(member, episode)).toList();
    }

    private Episode own(String member, Episode episode) {
        int[] steps = IntStream.range(0, episode.length())
                .filter(step -> owns(member, episode.points().get(step)))
                .toArray();
        return new Episode(
                Decisions.of(IntStream.of(steps).map(episode.play()::choice).toArray()),
                IntStream.of(steps).mapToObj(episode.points()::get).toList(),
                episode.reward());
    }

    @Override
    public void register(List<Episode> episodes) {
        for (Episode episode : episodes) {
            for (DecisionPoint point : episode.points()) {
                members.computeIfAbsent(group(point), member -> new RecurrentPolicy(seeds.child(member), form));
            }
        }
        shares(episodes).forEach(share -> share.policy().register(share.own()));
    }

    @Override
    public Player begin() {
        SortedMap<String, Player> players = new TreeMap<>();
        members.forEach((member, policy) -> players.put(member, policy.begin()));
        return new Player() {
            @Override
            public double[] probabilities(DecisionPoint point) {
                Player player = players.get(group(point));
                return player == null ? uniform(point) : player.probabilities(point);
            }

            @Override
            public void hear(DecisionPoint point, int choice) {
                Player player = players.get(group(point));
                if (player != null) {
                    player.hear(point, choice);
                }
            }
        };
    }

    private static double[] uniform(DecisionPoint point) {
        return Categorical.softmax(new double[point.options().size()], point.legal());
    }
}
