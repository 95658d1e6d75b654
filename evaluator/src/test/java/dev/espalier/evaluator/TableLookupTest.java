package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.data.DataSets;
import dev.espalier.data.Folders;
import dev.espalier.data.PreparedData;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import dev.espalier.trial.Evaluator;
import dev.espalier.trial.Metric;
import dev.espalier.trial.Objective;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real table beside the project; skipped where that folder is absent. */
class TableLookupTest {
    private static final Path SHARED = Path.of("../../shared/data");
    private static final Folders TABLES = new Folders(List.of(SHARED));
    private static final PreparedData DIGITS = new DataSets(Path.of("target/no-data")).prepare("digits", 7, false);

    @TempDir
    Path folder;

    private static SearchSpace space(String name) {
        return SearchSpaces.catalog().make(name, Map.of()).fit(DIGITS.ports());
    }

    private static Evaluators.Template template(Map<String, ?> settings, Folders folders) {
        return new TableLookup.Template(Settings.of(TableLookup.ENTRY.settings(), settings), folders);
    }

    private Evaluator in(SearchSpace space, Objective objective, Map<String, ?> settings) {
        assumeTrue(Files.isDirectory(SHARED), "../shared/data is absent");
        Seeds seeds = new Seeds(1);
        return template(settings, TABLES)
                .in(new EvaluatorContext(space, new TorchEngine(), DIGITS, objective, seeds, folder, 20));
    }

    private static Outcome outcome(Evaluator evaluator, Decisions play) {
        SearchSpace space = space("cell");
        return evaluator.evaluate(new Evaluator.Candidate(1, play, space.decode(play), new Seeds(1)));
    }

    /** Row 0 of the table: avg_pool_3x3, then nor_conv_1x1 and skip_connect, then these two and skip_connect. */
    @Test
    void candidatesHaveTheAccuracyOfTheirRow() {
        Objective accuracy = Objective.of(Metric.ACCURACY);
        Decisions play = Decisions.of(4, 2, 1, 2, 1, 1);
        assertThat(outcome(in(space("cell"), accuracy, Map.of()), play))
                .isInstanceOfSatisfying(
                        Outcome.Scored.class,
                        scored -> assertThat(scored.score()).isCloseTo(0.819827, within(1e-9)));
        assertThat(outcome(in(space("cell"), accuracy, Map.of("metric", "cifar100", "regime", "short")), play))
                .isInstanceOfSatisfying(
                        Outcome.Scored.class,
                        scored -> assertThat(scored.score()).isCloseTo(0.3184, within(1e-9)));
        Objective small = new Objective(Metric.ACCURACY, List.of(new Objective.Constraint(Metric.PARAMETERS, 10)));
        assertThat(outcome(in(space("cell"), small, Map.of()), play)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void whatTheTableDoesNotHoldIsRefused() {
        Objective accuracy = Objective.of(Metric.ACCURACY);
        assertThatThrownBy(() -> in(space("chain"), accuracy, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'nasbench201' is of another space");
        assertThatThrownBy(() -> in(space("cell"), accuracy, Map.of("metric", "imagenet")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has no metric 'imagenet'");
        assertThatThrownBy(() -> template(Map.of(), TABLES).fits(space("cell"), Objective.of(Metric.F1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not for 'f1'");
        assertThatThrownBy(
                        () -> template(Map.of(), new Folders(List.of(folder))).fits(space("cell"), accuracy))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'nasbench201.csv.gz' is in none of the folders that ESPALIER_DATA_FOLDERS");
    }
}
