package dev.espalier.server.history;

import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Trial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trials in a relational database. */
final class JdbcTrials implements Trials {
    private static final String INSERT = """
            insert into trial (search_id, number, decisions, parent, notes, architecture_id, failed, score, metrics,
                failure, seconds, weights, same_as, key_score, key_parameters, key_macs, finished_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    /** Below every score. */
    private static final double FAILED = -Double.MAX_VALUE;

    private final JdbcHistory.Database database;
    private final JdbcArchitectures architectures;
    private final TrialPages pages;

    JdbcTrials(JdbcHistory.Database database, JdbcArchitectures architectures) {
        this.database = database;
        this.architectures = architectures;
        this.pages = new TrialPages(database.sql());
    }

    @Override
    public List<StoredTrial> append(String searchId, List<NewTrial> trials) {
        Instant now = database.clock().instant();
        database.transaction().executeWithoutResult(status -> {
            Tally tally = tally(searchId);
            for (NewTrial arrived : trials) {
                tally = tally.with(arrived.trial());
            }
            architectures.insert(
                    trials.stream()
                            .map(NewTrial::architecture)
                            .filter(Objects::nonNull)
                            .toList(),
                    false,
                    now);
            database.batches()
                    .batchUpdate(
                            INSERT,
                            trials.stream()
                                    .map(arrived -> values(searchId, arrived, now))
                                    .toList());
            store(searchId, tally);
        });
        return trials.stream()
                .map(arrived -> new StoredTrial(arrived.trial(), now))
                .toList();
    }

    /** The counters of a search's row. */
    private record Tally(int trials, int failed, @Nullable Trial best) {
        Tally with(Trial trial) {
            if (trial.number() != trials + 1) {
                throw new IllegalStateException("Trial %d cannot follow trial %d.".formatted(trial.number(), trials));
            }
            return trial.outcome() instanceof Outcome.Scored scored
                    ? new Tally(trials + 1, failed, beats(scored) ? trial : best)
                    : new Tally(trials + 1, failed + 1, best);
        }

        private boolean beats(Outcome.Scored scored) {
            return best == null
                    || best.outcome() instanceof Outcome.Scored so
                            && Outcome.Scored.BETTER_FIRST.compare(scored, so) < 0;
        }
    }

    private Tally tally(String searchId) {
        return database.sql()
                .sql("select trials, failed, best_number from search where id = ? for update")
                .param(searchId)
                .query((row, index) -> new Tally(
                        row.getInt("trials"), row.getInt("failed"), best(searchId, row.getInt("best_number"))))
                .optional()
                .orElseThrow(() -> new NotFoundException("search", searchId));
    }

    /** @param number 0 where there is none */
    private @Nullable Trial best(String searchId, int number) {
        return find(searchId, number).map(StoredTrial::trial).orElse(null);
    }

    private void store(String searchId, Tally tally) {
        Trial best = tally.best();
        Double score = best != null && best.outcome() instanceof Outcome.Scored scored ? scored.score() : null;
        database.sql()
                .sql("""
                        update search set trials = ?, failed = ?, best_number = ?, best_architecture = ?, best_score = ?
                        where id = ?
                        """)
                .params(
                        tally.trials(),
                        tally.failed(),
                        Rows.integer(best == null ? null : best.number()),
                        Rows.text(best == null ? null : best.architecture()),
                        Rows.real(score),
                        searchId)
                .update();
    }

    private static Object[] values(String searchId, NewTrial arrived, Instant now) {
        Trial trial = arrived.trial();
        Outcome outcome = trial.outcome();
        Outcome.Scored scored = outcome instanceof Outcome.Scored some ? some : null;
        return new Object[] {
            searchId,
            trial.number(),
            Json.write(trial.proposal().decisions()),
            Rows.integer(trial.proposal().parent()),
            Json.write(trial.proposal().notes()),
            Rows.text(trial.architecture()),
            scored == null,
            Rows.real(scored == null ? null : scored.score()),
            Json.write(outcome.metrics()),
            Rows.text(outcome instanceof Outcome.Failed failed ? failed.reason() : null),
            outcome.seconds(),
            Rows.text(scored == null ? null : scored.weights()),
            Rows.integer(trial.sameAs()),
            scored == null ? FAILED : scored.score(),
            arrived.architecture() == null
                    ? metric(outcome, "parameters")
                    : arrived.architecture().cost().parameters(),
            arrived.architecture() == null
                    ? metric(outcome, "macs")
                    : arrived.architecture().cost().macs(),
            Rows.time(now)
        };
    }

    private static long metric(Outcome outcome, String name) {
        return Objects.requireNonNullElse(outcome.metrics().get(name), -1.0).longValue();
    }

    @Override
    public List<Trial> all(String searchId) {
        return after(searchId, 0, Integer.MAX_VALUE).stream()
                .map(StoredTrial::trial)
                .toList();
    }

    @Override
    public List<StoredTrial> after(String searchId, int number, int limit) {
        return database.sql()
                .sql("select * from trial where search_id = ? and number > ? order by search_id, number limit ?")
                .params(searchId, number, limit)
                .query(JdbcTrials::row)
                .list();
    }

    @Override
    public Optional<StoredTrial> find(String searchId, int number) {
        return database.sql()
                .sql("select * from trial where search_id = ? and number = ?")
                .params(searchId, number)
                .query(JdbcTrials::row)
                .optional();
    }

    @Override
    public Page<StoredTrial> page(String searchId, TrialQuery query) {
        return pages.page(searchId, query);
    }

    @Override
    public List<Score> scores(String searchId, int number) {
        return database.sql()
                .sql("select number, score from trial where search_id = ? and number > ? order by search_id, number")
                .params(searchId, number)
                .query((row, index) -> new Score(row.getInt(1), Rows.nullableDouble(row, "score")))
                .list();
    }

    @Override
    public List<Appearance> of(String architectureId, int limit) {
        return database.sql()
                .sql("""
                        select t.search_id, t.number, t.score, t.metrics from trial t join search s on s.id = t.search_id
                        where t.architecture_id = ? order by s.seq desc, t.number limit ?
                        """)
                .params(architectureId, limit)
                .query((row, index) -> new Appearance(
                        row.getString(1),
                        row.getInt(2),
                        Rows.nullableDouble(row, "score"),
                        Json.read(row.getString("metrics"), Json.METRICS)))
                .list();
    }

    @Override
    public List<Trial> shared(String searchId, String otherId) {
        return database.sql().sql("""
                        select t.* from trial t where t.search_id = ? and exists
                            (select 1 from trial o where o.architecture_id = t.architecture_id and o.search_id = ?)
                        order by t.search_id, t.number
                        """).params(searchId, otherId).query(JdbcTrials::row).list().stream()
                .map(StoredTrial::trial)
                .toList();
    }

    static StoredTrial row(ResultSet row, int index) throws SQLException {
        Proposal proposal = new Proposal(
                Json.read(row.getString("decisions"), Decisions.class),
                Rows.nullableInteger(row, "parent"),
                Json.read(row.getString("notes"), Json.NOTES));
        Trial trial = new Trial(
                row.getInt("number"),
                proposal,
                row.getString("architecture_id"),
                outcome(row),
                Rows.nullableInteger(row, "same_as"));
        return new StoredTrial(trial, Rows.instant(row, "finished_at"));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        double seconds = row.getDouble("seconds");
        var metrics = Json.read(row.getString("metrics"), Json.METRICS);
        return row.getBoolean("failed")
                ? new Outcome.Failed(Objects.requireNonNull(row.getString("failure")), metrics, seconds)
                : new Outcome.Scored(row.getDouble("score"), metrics, seconds, row.getString("weights"));
    }
}
