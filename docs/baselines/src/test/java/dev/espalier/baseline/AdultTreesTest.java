package dev.espalier.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.data.DataSets;
import dev.espalier.data.Examples;
import dev.espalier.data.PreparedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Gradient-boosted trees (XGBoost, Chen 2016, through Tribuo) on Adult: same parts and same features as a search has,
 * depth and number of trees chosen by the validation part, the test part looked at once a seed.
 *
 * <p>{@code mvn -Pbaselines -pl docs/baselines -am test -Dtest=AdultTreesTest -Dsurefire.failIfNoSpecifiedTests=false}
 * writes one test accuracy a seed into {@code target/results/adult-trees.txt}, which docs/results-page.sh reads.
 */
class AdultTreesTest {
    private static final Path SHARED = Path.of("../../../shared/data");
    private static final Path OUT = Path.of("../../target/results/adult-trees.txt");

    /** How many trees of which depth. */
    private record Forest(int trees, int depth) {}

    private static final List<Forest> FORESTS = List.of(new Forest(200, 4), new Forest(400, 4), new Forest(200, 6));

    @Test
    void treesAreWritten() throws IOException {
        assumeTrue(Files.isDirectory(SHARED), "../shared/data is absent");
        DataSets dataSets = new DataSets(Path.of("target/no-data"), List.of(SHARED));
        List<String> lines = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            double accuracy = accuracy(dataSets.prepare("adult", seed, true), seed);
            lines.add(String.format(Locale.ROOT, "%.6f", accuracy));
            assertThat(accuracy)
                    .as("what the literature has of boosted trees on Adult")
                    .isBetween(0.865, 0.88);
        }
        Files.createDirectories(OUT.getParent());
        Files.write(OUT, lines);
    }

    private static double accuracy(PreparedData data, int seed) {
        var training = dataset(data.training());
        var validation = dataset(data.validation());
        var test = dataset(data.test().orElseThrow());
        double best = -1;
        double chosen = 0;
        for (Forest forest : FORESTS) {
            Model<Label> model = trainer(forest, seed).train(training);
            double score = new LabelEvaluator().evaluate(model, validation).accuracy();
            if (score > best) {
                best = score;
                chosen = new LabelEvaluator().evaluate(model, test).accuracy();
            }
        }
        return chosen;
    }

    private static XGBoostClassificationTrainer trainer(Forest forest, int seed) {
        return new XGBoostClassificationTrainer(
                BoosterType.GBTREE,
                TreeMethod.HIST,
                forest.trees(),
                0.1,
                0,
                forest.depth(),
                1,
                0.9,
                0.8,
                1,
                0,
                1,
                LoggingVerbosity.SILENT,
                seed);
    }

    private static MutableDataset<Label> dataset(Examples examples) {
        String[] names = IntStream.range(0, examples.shape().channels())
                .mapToObj("f%04d"::formatted)
                .toArray(String[]::new);
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("adult", new LabelFactory()), new LabelFactory());
        for (int row = 0; row < examples.size(); row++) {
            double[] values = new double[names.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = examples.features()[row * values.length + i];
            }
            dataset.add(new ArrayExample<>(new Label(String.valueOf(examples.label(row))), names, values));
        }
        return dataset;
    }
}
