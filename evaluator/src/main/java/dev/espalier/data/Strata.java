package dev.espalier.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** The stratum of each row: what every part of a split should hold in the same proportion. */
final class Strata {
    private static final int BINS = 10;

    private Strata() {}

    static IntFunction<String> of(RawData data) {
        return switch (data.task().type()) {
            case CLASSIFICATION -> row -> data.target(row).get(0);
            case MULTI_LABEL -> rarestLabel(data);
            case REGRESSION -> bin(data);
        };
    }

    /** Rows with several labels count for the rarest, which has the fewest rows to share out. */
    private static IntFunction<String> rarestLabel(RawData data) {
        int[] counts = new int[data.task().units()];
        for (int row = 0; row < data.size(); row++) {
            List<String> flags = data.target(row);
            for (int unit = 0; unit < counts.length; unit++) {
                counts[unit] += flags.get(unit).equals("1") ? 1 : 0;
            }
        }
        return row -> {
            List<String> flags = data.target(row);
            int rarest = -1;
            for (int unit = 0; unit < counts.length; unit++) {
                boolean holds = flags.get(unit).equals("1");
                rarest = holds && (rarest < 0 || counts[unit] < counts[rarest]) ? unit : rarest;
            }
            return String.valueOf(rarest);
        };
    }

    /** Ten bins of equally many rows over the first target. */
    private static IntFunction<String> bin(RawData data) {
        double[] sorted = new double[data.size()];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = Cells.number(data.target(row).get(0));
        }
        Arrays.sort(sorted);
        double[] bounds = new double[BINS - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = sorted[(i + 1) * sorted.length / BINS];
        }
        return row -> {
            double value = Cells.number(data.target(row).get(0));
            int bin = 0;
            while (bin < bounds.length && value >= bounds[bin]) {
                bin++;
            }
            return String.valueOf(bin);
        };
    }
}
