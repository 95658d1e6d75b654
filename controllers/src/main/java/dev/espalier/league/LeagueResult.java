package dev.espalier.league;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All searches of a league, and what they come to. */
public final class LeagueResult {
    private static final String RANDOM = "random";
    private static final String LOCAL_SEARCH = "local-search";

    private final Terms terms;
    private final List<Contest> contests;
    private final List<Group> groups;
    private final List<Misfit> misfits;
    private final List<LeagueRow> rows = new ArrayList<>();

    /** The searches of a controller in a contest, by seed. */
    record Group(Contest contest, Entrant entrant, List<Finished> searches) {
        /** Something of every search at one checkpoint, by seed. */
        <T> List<@Nullable T> at(int checkpoint, Function<Standing, @Nullable T> part) {
            List<@Nullable T> values = new ArrayList<>();
            searches.forEach(search -> values.add(part.apply(search.standings().get(checkpoint))));
            return values;
        }

        double mean(int checkpoint, Function<Standing, @Nullable Number> part) {
            return searches.stream()
                    .map(search -> part.apply(search.standings().get(checkpoint)))
                    .mapToDouble(number -> number == null ? 0 : number.doubleValue())
                    .average()
                    .orElse(0);
        }
    }

    /** A controller that a benchmark's space does not fit. */
    public record Misfit(String controller, String benchmark, String reason) {}

    LeagueResult(Terms terms, List<Contest> contests, List<Group> groups, List<Misfit> misfits) {
        this.terms = terms;
        this.contests = contests;
        this.groups = groups;
        this.misfits = misfits;
        groups.forEach(group -> {
            for (int i = 0; i < terms.checkpoints(group.contest()).length; i++) {
                rows.add(row(group, i));
            }
        });
    }

    public Terms terms() {
        return terms;
    }

    public List<Contest> contests() {
        return contests;
    }

    List<Group> groups() {
        return groups;
    }

    public List<Misfit> misfits() {
        return misfits;
    }

    /** One for each controller, contest and checkpoint, in the order of the plan. */
    public List<LeagueRow> rows() {
        return rows;
    }

    private LeagueRow row(Group group, int checkpoint) {
        Summary values = Summary.of(group.at(checkpoint, Standing::value));
        return new LeagueRow(
                group.entrant().label(),
                group.entrant().settings(),
                group.contest().benchmark().name(),
                group.contest().metric().name(),
                terms.protocol().key(),
                terms.repeats().key(),
                terms.checkpoints(group.contest())[checkpoint],
                group.searches().size(),
                values.mean(),
                values.std(),
                values.median(),
                Summary.of(group.at(checkpoint, Standing::regret)).mean(),
                group.mean(checkpoint, Standing::queries),
                group.mean(checkpoint, Standing::proposals),
                group.mean(checkpoint, Standing::repeatsIsomorphic),
                group.contest().benchmark().hasSameNetworks()
                        ? (Double) group.mean(checkpoint, Standing::repeatsSame)
                        : null,
                reports(group, checkpoint),
                against(RANDOM, group, checkpoint),
                against(LOCAL_SEARCH, group, checkpoint));
    }

    private static Map<String, Double> reports(Group group, int checkpoint) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (String name : group.contest().metric().reports().keySet()) {
            Double mean = Summary.of(
                            group.at(checkpoint, standing -> standing.reports().get(name)))
                    .mean();
            if (mean != null) {
                means.put(name, mean);
            }
        }
        return means;
    }

    private @Nullable Paired against(String rival, Group group, int checkpoint) {
        Optional<Group> other = groups.stream()
                .filter(each -> each.contest() == group.contest() && each != group)
                .filter(each -> each.entrant().label().equals(rival))
                .findFirst();
        return other.map(each -> Paired.of(
                        group.at(checkpoint, Standing::value),
                        each.at(checkpoint, Standing::value),
                        group.contest().metric().maximized()))
                .orElse(null);
    }
}
