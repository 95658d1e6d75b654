package dev.espalier.data;

import dev.espalier.trial.Seeds;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Splits and preprocesses one data set.
 *
 * <p>A test part that the data set does not bring is drawn once and for all, whatever the seed: so no search of any
 * seed has ever trained on a row that another is tested on. The validation part is drawn by the seed.
 */
final class Preparation {
    /** Share of the rows that is set aside where a data set brings no test part. */
    static final double TEST = 0.2;
    /** Share of the remaining rows that candidates are scored on. */
    static final double VALIDATION = 0.2;
    /** More validation rows than these cost time and tell nothing more. */
    static final int MOST_VALIDATION = 10_000;

    /** Rows of each part: indices into {@code data}, but of {@code test} into the own test part if there is one. */
    private record Rows(int[] training, int[] validation, int[] test) {}

    private final RawData data;
    private final Optional<RawData> ownTest;

    Preparation(RawData data, Optional<RawData> ownTest) {
        this.data = data;
        this.ownTest = ownTest;
    }

    PreparedData prepare(Selection selection, long seed, boolean withTest) {
        Rows rows = rows(selection, new Seeds(seed));
        Preprocessing preprocessing = data.fit(rows.training());
        return new PreparedData(
                selection.id(),
                data.task(),
                data.examples(preprocessing, rows.training()),
                data.examples(preprocessing, rows.validation()),
                withTest ? Optional.of(ownTest.orElse(data).examples(preprocessing, rows.test())) : Optional.empty(),
                preprocessing);
    }

    DataSet describe(Source source) {
        Rows rows = rows(Selection.of(source.id()), new Seeds(0));
        return new DataSet(
                source.id(),
                source.name(),
                data.task(),
                data.fit(rows.training()).shape(),
                new DataSet.Rows(rows.training().length, rows.validation().length, rows.test().length),
                source.origin());
    }

    private Rows rows(Selection selection, Seeds seeds) {
        IntFunction<String> stratum = Strata.of(data);
        int[] open = Splits.all(data.size());
        int[] test = ownTest.map(own -> Splits.all(own.size())).orElse(open);
        if (ownTest.isEmpty()) {
            Splits.Parts parts = Splits.stratified(open, stratum, TEST, new Seeds(0).stream("test-split"));
            open = parts.rest();
            test = parts.drawn();
        }
        if (selection.trainingShare() < 1) {
            open = Splits.stratified(open, stratum, selection.trainingShare(), seeds.stream("training-share"))
                    .drawn();
        }
        double share = Math.min(VALIDATION, (double) MOST_VALIDATION / open.length);
        Splits.Parts parts = Splits.stratified(open, stratum, share, seeds.stream("validation-split"));
        return new Rows(parts.rest(), parts.drawn(), test);
    }
}
