package dev.espalier.data;

import dev.espalier.trial.Seeds;
import java.util.Optional;

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

    /**
     * Rows of each part.
     *
     * @param test empty where the data set brings its own
     */
    record Rows(int[] training, int[] validation, int[] test) {}

    private final Source source;
    private final RawData data;

    Preparation(Source source) {
        this.source = source;
        this.data = source.read();
        Limits.check(
                data.size() >= Limits.FEWEST_ROWS,
                "The data set '%s' has %d examples; at least %d are needed.",
                source.name(),
                data.size(),
                Limits.FEWEST_ROWS);
    }

    RawData data() {
        return data;
    }

    PreparedData prepare(Selection selection, long seed, boolean withTest) {
        selection.requireFitting(data.task());
        Rows rows = rows(selection, new Seeds(seed));
        Preprocessing fitted = data.fit(rows.training());
        Examples training = data.examples(fitted, rows.training());
        Preprocessing preprocessing = selection.balanced()
                ? fitted.with(fitted.targets().weighted(ClassWeights.balanced(data.task(), training)))
                : fitted;
        return new PreparedData(
                selection.id(),
                data.task(),
                training.weighted(preprocessing.targets().classWeights()),
                data.examples(preprocessing, rows.validation()),
                withTest ? Optional.of(test(preprocessing, rows)) : Optional.empty(),
                preprocessing);
    }

    /** The same as what was prepared of this selection and seed, with the test part; nothing else is made twice. */
    PreparedData withTest(PreparedData prepared, Selection selection, long seed) {
        Rows rows = rows(selection, new Seeds(seed));
        return new PreparedData(
                prepared.name(),
                prepared.task(),
                prepared.training(),
                prepared.validation(),
                Optional.of(test(prepared.preprocessing(), rows)),
                prepared.preprocessing());
    }

    private Examples test(Preprocessing preprocessing, Rows rows) {
        if (!source.bringsTest()) {
            return data.examples(preprocessing, rows.test());
        }
        RawData test = source.readTest(data);
        return test.examples(preprocessing, Splits.all(test.size()));
    }

    DataSet describe() {
        Rows rows = rows(Selection.of(source.id()), new Seeds(0));
        int test = source.bringsTest() ? source.readTest(data).size() : rows.test().length;
        return new DataSet(
                source.id(),
                source.name(),
                data.task(),
                data.fit(rows.training()).shape(),
                new DataSet.Rows(rows.training().length, rows.validation().length, test),
                source.origin());
    }

    /** The rows of each part for a seed. */
    Rows rows(Selection selection, Seeds seeds) {
        Division division = data.division();
        int[] open = Splits.all(data.size());
        int[] test = {};
        if (!source.bringsTest()) {
            Splits.Parts parts = division.draw(Division.Part.TEST, open, TEST, new Seeds(0).stream("test-split"));
            open = parts.rest();
            test = parts.drawn();
        }
        if (selection.trainingShare() < 1) {
            open = division.draw(Division.Part.SHARE, open, selection.trainingShare(), seeds.stream("training-share"))
                    .drawn();
        }
        double share = Math.min(VALIDATION, (double) MOST_VALIDATION / Math.max(1, open.length));
        Splits.Parts parts = division.draw(Division.Part.VALIDATION, open, share, seeds.stream("validation-split"));
        Limits.check(
                parts.rest().length > 0 && parts.drawn().length > 0 && (source.bringsTest() || test.length > 0),
                "The data set '%s' is split into %,d training, %,d validation and %,d test rows; each part needs one.",
                selection.id(),
                parts.rest().length,
                parts.drawn().length,
                test.length);
        return new Rows(parts.rest(), parts.drawn(), test);
    }
}
