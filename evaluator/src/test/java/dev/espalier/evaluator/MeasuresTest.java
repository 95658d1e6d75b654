package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.data.Targets;
import dev.espalier.data.Task;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static Examples examples(int units, float... targets) {
        return new Examples(new Shape.Vector(1), new float[targets.length / units], units, targets);
    }

    @Test
    void metricsOfClassesAreThoseOfTheirDefinitions() {
        Targets targets = new Targets(
                new Task(Task.Type.CLASSIFICATION, List.of("a", "b")), List.of(0.0, 0.0), List.of(1.0, 1.0));
        Examples examples = examples(2, 1, 0, 1, 0, 1, 0, 0, 1);
        float log3 = (float) Math.log(3); // probabilities of 3/4 and 1/4
        Map<String, Double> metrics = Measures.of(targets, examples, new float[] {log3, 0, log3, 0, 0, log3, 0, log3});
        assertThat(metrics.get("accuracy")).isEqualTo(0.75);
        assertThat(metrics.get("balanced-accuracy")).isCloseTo((2.0 / 3 + 1) / 2, within(1e-9));
        assertThat(metrics.get("f1")).isCloseTo((0.8 + 2.0 / 3) / 2, within(1e-9));
        assertThat(metrics.get("auc")).as("one tie of three pairs").isCloseTo(2.5 / 3, within(1e-9));
        assertThat(metrics.get("log-loss")).isCloseTo(-(3 * Math.log(0.75) + Math.log(0.25)) / 4, within(1e-6));
    }

    @Test
    void errorsOfNumbersAreInTheirOwnUnits() {
        Targets targets = new Targets(new Task(Task.Type.REGRESSION, List.of("price")), List.of(100.0), List.of(10.0));
        Map<String, Double> metrics = Measures.of(targets, examples(1, -1, 1), new float[] {0, 1});
        assertThat(metrics.get("mae")).isCloseTo(5, within(1e-5));
        assertThat(metrics.get("rmse")).isCloseTo(Math.sqrt(50), within(1e-5));
        assertThat(metrics.get("r2")).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void labelsAreJudgedOneByOne() {
        Targets targets =
                new Targets(new Task(Task.Type.MULTI_LABEL, List.of("a", "b")), List.of(0.0, 0.0), List.of(1.0, 1.0));
        Map<String, Double> metrics = Measures.of(targets, examples(2, 1, 0, 0, 0), new float[] {2, 2, -2, -2});
        assertThat(metrics.get("accuracy")).isEqualTo(0.75);
        assertThat(metrics.get("auc")).as("label b does not occur").isEqualTo(1);
        assertThat(metrics.get("f1")).isEqualTo(0.5);
    }

    @Test
    void targetThatIsTheSameInEveryRowHasNoShareToExplain() {
        Targets one = new Targets(new Task(Task.Type.REGRESSION, List.of("price")), List.of(0.1), List.of(7.3));
        float[] same = new float[10];
        Arrays.fill(same, -0.37f);
        assertThat(Measures.of(one, examples(1, same), new float[10])).containsOnlyKeys("mae", "rmse");

        Targets two = new Targets(
                new Task(Task.Type.REGRESSION, List.of("price", "size")), List.of(0.1, 0.0), List.of(7.3, 1.0));
        float[] wanted = new float[20];
        for (int i = 0; i < 10; i++) {
            wanted[2 * i] = -0.37f;
            wanted[2 * i + 1] = i;
        }
        assertThat(Measures.of(two, examples(2, wanted), wanted).get("r2")).isEqualTo(1);
    }

    @Test
    void areaUnderTheCurveIsTheShareOfRightPairs() {
        int rows = 60;
        RandomGenerator random = new Seeds(3).stream("labels");
        float[] holds = new float[rows];
        float[] outputs = new float[rows];
        for (int row = 0; row < rows; row++) {
            holds[row] = random.nextInt(2);
            outputs[row] = random.nextInt(5) + holds[row] / 2;
        }
        double right = 0;
        double pairs = 0;
        for (int one = 0; one < rows; one++) {
            for (int other = 0; other < rows; other++) {
                if (holds[one] > holds[other]) {
                    right += outputs[one] > outputs[other] ? 1 : outputs[one] == outputs[other] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        Targets targets = new Targets(new Task(Task.Type.MULTI_LABEL, List.of("a")), List.of(0.0), List.of(1.0));
        assertThat(Measures.of(targets, examples(1, holds), outputs).get("auc")).isEqualTo(right / pairs);
    }
}
