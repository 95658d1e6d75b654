package dev.espalier.trial;

import dev.espalier.catalog.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured of a network, with its direction. */
public enum Metric {
    ACCURACY(true),
    BALANCED_ACCURACY(true),
    F1(true),
    AUC(true),
    LOG_LOSS(false),
    RMSE(false),
    MAE(false),
    R2(true),
    PARAMETERS(false),
    MACS(false),
    LATENCY(false),
    MEMORY(false);

    private final boolean maximized;

    Metric(boolean maximized) {
        this.maximized = maximized;
    }

    /** Whether greater is better. */
    public boolean maximized() {
        return maximized;
    }

    /** The value turned so that greater is better. */
    public double score(double value) {
        return maximized ? value : -value;
    }

    /** Its name in documents and columns, such as {@code balanced-accuracy}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The metric of that name.
     *
     * @throws InvalidInputException listing the known names
     */
    public static Metric of(String key) {
        List<String> known = Arrays.stream(values()).map(Metric::key).toList();
        int index = known.indexOf(key);
        if (index < 0) {
            throw new InvalidInputException("", "There is no metric '%s'. Known: %s.".formatted(key, known));
        }
        return values()[index];
    }
}
