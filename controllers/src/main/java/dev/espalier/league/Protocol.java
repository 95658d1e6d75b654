package dev.espalier.league;

import dev.espalier.benchmark.TableMetric;
import java.util.Locale;

/** What a search sees and what ends it. */
public enum Protocol {
    /** It sees the signal of short training and spends simulated seconds; shown are the results of full training. */
    SECONDS(TableMetric.View.SIGNAL),
    /** It sees the reward of full training and spends queries; shown is the best reward. */
    QUERIES(TableMetric.View.REWARD);

    private final TableMetric.View view;

    Protocol(TableMetric.View view) {
        this.view = view;
    }

    TableMetric.View view() {
        return view;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
