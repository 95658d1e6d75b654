package dev.espalier.trial;

import java.util.Arrays;
import java.util.Locale;

/**
 * One number for the scores of several evaluations of the same thing.
 *
 * @param share for {@link Kind#QUANTILE} and {@link Kind#CVAR} the share of the lower tail, in (0, 1]
 */
public record Risk(Kind kind, double share) {
    /** What is made of the scores. */
    public enum Kind {
        MEAN,
        /** The least score that is reached by the lower tail: {@code inf {s: F(s) >= share}}. */
        QUANTILE,
        /** The mean of the lower tail (Rockafellar 2002, "Conditional value-at-risk for general distributions"). */
        CVAR;

        /** Its name in documents, such as {@code cvar}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Risk {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "The share of the tail (%s) of a %s must be in (0, 1].".formatted(share, kind.key()));
        }
    }

    public static Risk mean() {
        return new Risk(Kind.MEAN, 1);
    }

    public static Risk quantile(double share) {
        return new Risk(Kind.QUANTILE, share);
    }

    public static Risk cvar(double share) {
        return new Risk(Kind.CVAR, share);
    }

    /** @param scores at least one; the greater the better, so that the risk lies in the lower tail */
    public double of(double... scores) {
        double[] rising = scores.clone();
        Arrays.sort(rising);
        return switch (kind) {
            case MEAN -> tail(rising, rising.length);
            case QUANTILE -> rising[Math.max(0, (int) Math.ceil(share * rising.length - 1e-9) - 1)];
            case CVAR -> tail(rising, share * rising.length);
        };
    }

    /** Mean of the lowest {@code weight} scores, the last of which may count in part. */
    private static double tail(double[] rising, double weight) {
        double sum = 0;
        double left = weight;
        for (int i = 0; i < rising.length && left > 0; i++) {
            sum += Math.min(1, left) * rising[i];
            left -= 1;
        }
        return sum / weight;
    }
}
