package dev.espalier.server.history;

import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A history in a relational database, H2 or PostgreSQL; the schema is brought up to date when it is opened. */
final class JdbcHistory implements History {
    private final HikariDataSource source;
    private final JdbcSearches searches;
    private final JdbcTrials trials;
    private final JdbcArchitectures architectures;
    private final JdbcModels models;

    /** @param source closed with the history */
    JdbcHistory(HikariDataSource source, InstantSource clock) {
        this.source = source;
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/history")
                .load()
                .migrate();
        Database database = new Database(source, clock);
        this.searches = new JdbcSearches(database);
        this.architectures = new JdbcArchitectures(database);
        this.trials = new JdbcTrials(database, architectures);
        this.models = new JdbcModels(database);
    }

    /** What every part needs to speak to the database. */
    record Database(JdbcClient sql, JdbcTemplate batches, TransactionTemplate transaction, InstantSource clock) {
        Database(HikariDataSource source, InstantSource clock) {
            this(new JdbcTemplate(source), new JdbcTransactionManager(source), clock);
        }

        private Database(JdbcTemplate template, JdbcTransactionManager transactions, InstantSource clock) {
            this(JdbcClient.create(template), template, new TransactionTemplate(transactions), clock);
        }
    }

    @Override
    public Searches searches() {
        return searches;
    }

    @Override
    public Trials trials() {
        return trials;
    }

    @Override
    public Architectures architectures() {
        return architectures;
    }

    @Override
    public Models models() {
        return models;
    }

    @Override
    public void close() {
        source.close();
    }
}
