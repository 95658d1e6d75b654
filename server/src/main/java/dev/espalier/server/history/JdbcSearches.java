package dev.espalier.server.history;

import dev.espalier.trial.Controller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import tools.jackson.core.type.TypeReference;

/** Searches in a relational database. */
final class JdbcSearches implements Searches {
    private static final TypeReference<List<Controller.Belief>> BELIEFS = new TypeReference<>() {};
    private static final String SELECT = """
            select s.*, t.number as model_number, t.architecture_id as model_architecture, t.score as model_score
            from search s
            left join model m on m.id = s.best_model
            left join trial t on t.search_id = m.search_id and t.number = m.number
            """;

    private final JdbcHistory.Database database;

    JdbcSearches(JdbcHistory.Database database) {
        this.database = database;
    }

    /** A search with its place in the order of creation. */
    private record Row(long place, SearchRecord search) {}

    @Override
    public SearchRecord create(NewSearch search) {
        try {
            return inTransaction(() -> earlier(search).orElseGet(() -> insert(search)));
        } catch (DuplicateKeyException sameKeyAtOnce) {
            return earlier(search).orElseThrow(() -> sameKeyAtOnce);
        }
    }

    private Optional<SearchRecord> earlier(NewSearch search) {
        return search.idempotencyKey().map(key -> {
            Optional<SearchRecord> found = database.sql()
                    .sql(SELECT + " where s.idempotency_key = ?")
                    .param(key)
                    .query(JdbcSearches::row)
                    .optional()
                    .map(Row::search);
            found.filter(earlier -> !earlier.specification().equals(search.specification()))
                    .ifPresent(earlier -> {
                        throw new IdempotencyConflictException(key, earlier.id());
                    });
            return found.orElse(null);
        });
    }

    private SearchRecord insert(NewSearch search) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        database.sql()
                .sql("""
                        insert into search (id, name, state, specification, idempotency_key, phase, seconds_running,
                            trials, failed, created_at) values (?, ?, ?, ?, ?, ?, 0, 0, 0, ?)
                        """)
                .params(
                        id,
                        search.name(),
                        SearchState.QUEUED.name(),
                        search.specification(),
                        Rows.text(search.idempotencyKey().orElse(null)),
                        Pulse.Phase.QUEUED.name(),
                        now())
                .update();
        return get(id);
    }

    @Override
    public Optional<SearchRecord> find(String id) {
        return database.sql()
                .sql(SELECT + " where s.id = ?")
                .param(id)
                .query(JdbcSearches::row)
                .optional()
                .map(Row::search);
    }

    private SearchRecord get(String id) {
        return find(id).orElseThrow(() -> new NotFoundException("search", id));
    }

    @Override
    public Page<SearchRecord> list(int pageSize, Optional<String> pageToken) {
        long before =
                PageToken.read(pageToken, 1, words -> Long.parseLong(words[0])).orElse(Long.MAX_VALUE);
        List<Row> rows = database.sql()
                .sql(SELECT + " where s.seq < ? order by s.seq desc limit ?")
                .params(before, pageSize + 1)
                .query(JdbcSearches::row)
                .list();
        Page<Row> page = PageToken.page(rows, pageSize, row -> PageToken.of(row.place()));
        return new Page<>(page.items().stream().map(Row::search).toList(), page.nextPageToken());
    }

    @Override
    public List<SearchRecord> in(SearchState... states) {
        return Arrays.stream(states)
                .flatMap(
                        state -> database
                                .sql()
                                .sql(SELECT + " where s.state = ?")
                                .param(state.name())
                                .query(JdbcSearches::row)
                                .list()
                                .stream())
                .sorted(Comparator.comparingLong(Row::place))
                .map(Row::search)
                .toList();
    }

    @Override
    public SearchRecord change(String id, Action action, Optional<String> reason) {
        return inTransaction(() -> {
            SearchState from = lock(id);
            SearchState to = Transitions.require(from, action);
            database.sql()
                    .sql("""
                            update search set state = ?, phase = ?, wish = null, failure = ?,
                                started_at = coalesce(started_at, ?), finished_at = ? where id = ?
                            """)
                    .params(
                            to.name(),
                            phase(to).name(),
                            Rows.text(reason.orElse(null)),
                            timeIf(to == SearchState.RUNNING),
                            timeIf(to.finished()),
                            id)
                    .update();
            if (to.finished()) {
                database.sql()
                        .sql("delete from training_order where search_id = ?")
                        .param(id)
                        .update();
            }
            return get(id);
        });
    }

    @Override
    public SearchRecord train(String id, List<TrainingOrder> orders) {
        return inTransaction(() -> {
            boolean completed = lock(id) == SearchState.COMPLETED;
            change(id, Action.TRAIN, Optional.empty());
            for (TrainingOrder order : orders) {
                database.sql()
                        .sql("insert into training_order (search_id, number, epochs, inherits) values (?, ?, ?, ?)")
                        .params(id, order.number(), order.epochs(), order.inherits())
                        .update();
            }
            return completed ? get(id) : wish(id, Optional.of(Action.STOP));
        });
    }

    @Override
    public List<TrainingOrder> orders(String id) {
        return database.sql()
                .sql("select * from training_order where search_id = ? order by number")
                .param(id)
                .query((row, line) ->
                        new TrainingOrder(row.getInt("number"), row.getInt("epochs"), row.getBoolean("inherits")))
                .list();
    }

    private static Pulse.Phase phase(SearchState state) {
        return switch (state) {
            case QUEUED, PAUSED -> Pulse.Phase.QUEUED;
            case RUNNING -> Pulse.Phase.STARTING;
            default -> Pulse.Phase.DONE;
        };
    }

    @Override
    public SearchRecord wish(String id, Optional<Action> action) {
        return inTransaction(() -> {
            SearchState state = lock(id);
            action.ifPresent(wished -> Transitions.require(state, wished));
            update(id, "wish = ?", Rows.text(action.map(Enum::name).orElse(null)));
            return get(id);
        });
    }

    @Override
    public SearchRecord rename(String id, String name) {
        update(id, "name = ?", name);
        return get(id);
    }

    @Override
    public void beat(String id, Pulse pulse) {
        update(
                id,
                "phase = ?, seconds_running = ?, seconds_left = ?, message = ?",
                pulse.phase().name(),
                pulse.secondsRunning(),
                Rows.real(pulse.secondsLeft()),
                Rows.text(pulse.message()));
    }

    private void update(String id, String change, Object... values) {
        Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = id;
        if (database.sql()
                        .sql("update search set " + change + " where id = ?")
                        .params(all)
                        .update()
                == 0) {
            throw new NotFoundException("search", id);
        }
    }

    @Override
    public void believe(String id, List<Controller.Belief> beliefs) {
        inTransaction(() -> {
            lock(id);
            database.sql()
                    .sql("delete from belief where search_id = ?")
                    .param(id)
                    .update();
            return database.sql()
                    .sql("insert into belief (search_id, items) values (?, ?)")
                    .params(id, Json.write(beliefs))
                    .update();
        });
    }

    @Override
    public List<Controller.Belief> beliefs(String id) {
        return database.sql()
                .sql("select items from belief where search_id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(items -> Json.read(items, BELIEFS))
                .orElse(List.of());
    }

    @Override
    public void delete(String id) {
        inTransaction(() -> {
            Transitions.require(lock(id), Action.DELETE);
            database.sql().sql("delete from search where id = ?").param(id).update();
            return database.sql().sql("""
                            delete from architecture a where not hand_made
                                and not exists (select 1 from trial t where t.architecture_id = a.id)
                                and not exists (select 1 from model m where m.architecture_id = a.id)
                            """).update();
        });
    }

    /** The state, held against everybody else until the transaction ends. */
    private SearchState lock(String id) {
        return database.sql()
                .sql("select state from search where id = ? for update")
                .param(id)
                .query(String.class)
                .optional()
                .map(SearchState::valueOf)
                .orElseThrow(() -> new NotFoundException("search", id));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(database.transaction().execute(status -> work.get()));
    }

    private OffsetDateTime now() {
        return Rows.time(database.clock().instant());
    }

    private SqlParameterValue timeIf(boolean condition) {
        return new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, condition ? now() : null);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        SearchRecord search = new SearchRecord(
                row.getString("id"),
                row.getString("name"),
                SearchState.valueOf(row.getString("state")),
                wish(row.getString("wish")),
                row.getString("specification"),
                progress(row),
                best(row),
                row.getString("failure"),
                Rows.instant(row, "created_at"),
                Rows.nullableInstant(row, "started_at"),
                Rows.nullableInstant(row, "finished_at"));
        return new Row(row.getLong("seq"), search);
    }

    private static @Nullable Action wish(@Nullable String name) {
        return name == null ? null : Action.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static SearchRecord.Progress progress(ResultSet row) throws SQLException {
        Pulse pulse = new Pulse(
                Pulse.Phase.valueOf(row.getString("phase")),
                row.getDouble("seconds_running"),
                Rows.nullableDouble(row, "seconds_left"),
                row.getString("message"));
        return new SearchRecord.Progress(row.getInt("trials"), row.getInt("failed"), pulse);
    }

    private static SearchRecord.@Nullable Best best(ResultSet row) throws SQLException {
        String from = Rows.nullableInteger(row, "model_number") == null ? "best_" : "model_";
        Integer number = Rows.nullableInteger(row, from + "number");
        return number == null
                ? null
                : new SearchRecord.Best(
                        number,
                        row.getString(from + "architecture"),
                        row.getDouble(from + "score"),
                        row.getString("best_model"));
    }
}
