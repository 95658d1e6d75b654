package dev.espalier.server.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Models in a relational database. */
final class JdbcModels implements Models {
    /** What a search found is the trained network that the validation part likes best. */
    private static final String CHOOSE = """
            update search set best_model = (
                select id from model where search_id = ?
                order by score desc nulls last, log_loss nulls last, number limit 1)
            where id = ?
            """;

    private final JdbcHistory.Database database;

    JdbcModels(JdbcHistory.Database database) {
        this.database = database;
    }

    @Override
    public void save(ModelRecord model) {
        database.transaction().executeWithoutResult(status -> {
            database.sql()
                    .sql("delete from model where id = ?")
                    .param(model.id())
                    .update();
            database.sql()
                    .sql("delete from training_order where search_id = ? and number = ?")
                    .params(model.searchId(), model.number())
                    .update();
            database.sql()
                    .sql("""
                            insert into model (id, search_id, number, architecture_id, score, log_loss, metrics,
                                confusion, residuals, seconds, epochs, inherited, created_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            model.id(),
                            model.searchId(),
                            model.number(),
                            model.architectureId(),
                            model.score(),
                            Rows.real(model.metrics().get("validation.log-loss")),
                            Json.write(model.metrics()),
                            Rows.text(Json.writeNullable(model.confusion())),
                            Rows.text(Json.writeNullable(model.residuals())),
                            model.seconds(),
                            model.epochs(),
                            model.inherited(),
                            Rows.time(model.createdAt()))
                    .update();
            database.sql()
                    .sql(CHOOSE)
                    .params(model.searchId(), model.searchId())
                    .update();
        });
    }

    @Override
    public Optional<ModelRecord> find(String id) {
        return where("id = ?", id).stream().findFirst();
    }

    @Override
    public List<ModelRecord> ofSearch(String searchId) {
        return where("search_id = ? order by number", searchId);
    }

    @Override
    public List<ModelRecord> ofArchitecture(String architectureId) {
        return where("architecture_id = ? order by created_at desc, id", architectureId);
    }

    private List<ModelRecord> where(String condition, String value) {
        return database.sql()
                .sql("select * from model where " + condition)
                .param(value)
                .query(JdbcModels::row)
                .list();
    }

    private static ModelRecord row(ResultSet row, int number) throws SQLException {
        return new ModelRecord(
                row.getString("id"),
                row.getString("search_id"),
                row.getInt("number"),
                row.getString("architecture_id"),
                row.getDouble("score"),
                Json.read(row.getString("metrics"), Json.METRICS),
                Json.readNullable(row.getString("confusion"), ModelRecord.Confusion.class),
                Json.readNullable(row.getString("residuals"), ModelRecord.Residuals.class),
                row.getDouble("seconds"),
                row.getInt("epochs"),
                row.getBoolean("inherited"),
                Rows.instant(row, "created_at"));
    }
}
