package dev.espalier.server.history;

import dev.espalier.architecture.Architecture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Architectures in a relational database. */
final class JdbcArchitectures implements Architectures {
    private final JdbcHistory.Database database;

    JdbcArchitectures(JdbcHistory.Database database) {
        this.database = database;
    }

    /** An architecture with its place in the order of creation. */
    private record Row(long place, StoredArchitecture architecture) {}

    @Override
    public StoredArchitecture add(Architecture architecture) {
        Instant now = database.clock().instant();
        insert(List.of(architecture), true, now);
        return find(architecture.hash()).orElseThrow();
    }

    void insert(List<Architecture> architectures, boolean handMade, Instant now) {
        database.batches()
                .batchUpdate(
                        "insert into architecture (id, document, hand_made, created_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        architectures.stream()
                                .map(architecture -> new Object[] {
                                    architecture.hash(), Json.write(architecture), handMade, Rows.time(now)
                                })
                                .toList());
    }

    @Override
    public Optional<StoredArchitecture> find(String id) {
        return database.sql()
                .sql("select * from architecture where id = ?")
                .param(id)
                .query(JdbcArchitectures::row)
                .optional()
                .map(Row::architecture);
    }

    @Override
    public Page<StoredArchitecture> list(int pageSize, Optional<String> pageToken) {
        long before =
                PageToken.read(pageToken, 1, words -> Long.parseLong(words[0])).orElse(Long.MAX_VALUE);
        List<Row> rows = database.sql()
                .sql("select * from architecture where seq < ? order by seq desc limit ?")
                .params(before, pageSize + 1)
                .query(JdbcArchitectures::row)
                .list();
        Page<Row> page = PageToken.page(rows, pageSize, row -> PageToken.of(row.place()));
        return new Page<>(page.items().stream().map(Row::architecture).toList(), page.nextPageToken());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        StoredArchitecture architecture = new StoredArchitecture(
                row.getString("id"),
                Json.read(row.getString("document"), Architecture.class),
                row.getBoolean("hand_made"),
                Rows.instant(row, "created_at"));
        return new Row(row.getLong("seq"), architecture);
    }
}
