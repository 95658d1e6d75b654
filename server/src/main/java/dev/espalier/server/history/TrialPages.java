package dev.espalier.server.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sorted pages of trials, each found through an index: first the rows that tie with the last one of the page before,
 * then those behind it. Every statement sorts from {@code search_id} on, which lets H2 walk the index, in either
 * direction, instead of sorting.
 */
final class TrialPages {
    private final JdbcClient sql;

    TrialPages(JdbcClient sql) {
        this.sql = sql;
    }

    /** A row and what it is sorted by. */
    private record Keyed(double key, StoredTrial trial) {}

    /** The last row of the page before. */
    private record Last(double key, int number) {}

    Page<StoredTrial> page(String searchId, TrialQuery query) {
        Walk walk = Walk.of(query);
        Optional<Last> last = PageToken.read(query.pageToken(), 3, walk::last);
        int wanted = query.pageSize() + 1;
        List<Keyed> rows = new ArrayList<>();
        if (last.isPresent() && !walk.byNumber()) {
            rows.addAll(ties(searchId, walk, last.get(), wanted));
        }
        if (rows.size() < wanted) {
            rows.addAll(rest(searchId, walk, last, wanted - rows.size()));
        }
        Page<Keyed> page = PageToken.page(rows, query.pageSize(), walk::token);
        return new Page<>(page.items().stream().map(Keyed::trial).toList(), page.nextPageToken());
    }

    private List<Keyed> ties(String searchId, Walk walk, Last last, int limit) {
        return sql.sql("select * from trial where search_id = ? and %s = ? and number %s ?%s%s limit ?"
                        .formatted(walk.column(), walk.forwards() ? ">" : "<", walk.condition(), walk.order()))
                .params(searchId, last.key(), last.number(), limit)
                .query(walk::keyed)
                .list();
    }

    private List<Keyed> rest(String searchId, Walk walk, Optional<Last> last, int limit) {
        double start = walk.ascending() ? -Double.MAX_VALUE : Double.MAX_VALUE;
        String comparison = (walk.ascending() ? ">" : "<") + (last.isPresent() ? "" : "=");
        return sql.sql("select * from trial where search_id = ? and %s %s ?%s%s limit ?"
                        .formatted(walk.column(), comparison, walk.condition(), walk.order()))
                .params(searchId, walk.bound(last.map(Last::key).orElse(start)), limit)
                .query(walk::keyed)
                .list();
    }

    /**
     * An index and how it is walked.
     *
     * @param ascending direction of the column
     * @param forwards direction of the number among ties: ascending where the index is walked forwards
     * @param condition of the filter, SQL
     * @param word what the query asked for, so that a token is not used for another one
     */
    private record Walk(String column, boolean ascending, boolean forwards, String condition, String word) {
        static Walk of(TrialQuery query) {
            boolean failed = query.filter() == TrialQuery.Filter.FAILED;
            // The failed have no score to be sorted by.
            TrialQuery.Column by =
                    failed && query.column() == TrialQuery.Column.SCORE ? TrialQuery.Column.NUMBER : query.column();
            boolean indexDescends = by == TrialQuery.Column.SCORE;
            return new Walk(
                    name(by),
                    !query.descending(),
                    query.descending() == indexDescends,
                    query.filter() == TrialQuery.Filter.ALL ? "" : " and failed = " + failed,
                    query.column().key() + query.descending() + query.filter());
        }

        private static String name(TrialQuery.Column column) {
            return switch (column) {
                case SCORE, PARAMETERS, MACS -> "key_" + column.key();
                case NUMBER, SECONDS -> column.key();
            };
        }

        boolean byNumber() {
            return column.equals("number");
        }

        String order() {
            String way = forwards ? "" : " desc";
            return " order by search_id" + way
                    + (condition.endsWith("true") ? ", failed" + way : "") // few among many: they have an index
                    + (byNumber() ? "" : ", " + column + (ascending ? "" : " desc"))
                    + ", number" + way;
        }

        /** The bound in the column's own type. */
        Object bound(double key) {
            return column.equals("key_score") || column.equals("seconds") ? (Object) key : (Object) (long) key;
        }

        Keyed keyed(ResultSet row, int index) throws SQLException {
            return new Keyed(row.getDouble(column), JdbcTrials.row(row, index));
        }

        String token(Keyed last) {
            return PageToken.of(word, last.key(), last.trial().trial().number());
        }

        Last last(String[] words) {
            if (!words[0].equals(word)) {
                throw new IllegalArgumentException("another order");
            }
            return new Last(Double.parseDouble(words[1]), Integer.parseInt(words[2]));
        }
    }
}
