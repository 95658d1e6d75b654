package dev.espalier.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private static final float NUDGE = 2e-3f;

    @Test
    void lstmFollowsItsFormula() {
        Parameters parameters = new Parameters();
        Lstm lstm = Torch.compute(() -> Lstm.create(parameters, "lstm", 2, 1, Randomness.of(3)));
        SortedMap<String, float[]> w = Torch.compute(parameters::toArrays);
        float[] hidden = Torch.infer(() -> {
            Lstm.State once = lstm.read(Tensor.of(new float[] {0.3f, -2}, 1, 2), lstm.start(1));
            return lstm.read(Tensor.of(new float[] {1, 0.5f}, 1, 2), once)
                    .hidden()
                    .toArray();
        });
        double[] state = {0, 0};
        for (double[] input : new double[][] {{0.3, -2}, {1, 0.5}}) {
            double[] gate = new double[4];
            for (int g = 0; g < 4; g++) {
                gate[g] = part(w, "lstm/inputWeight")[2 * g] * input[0]
                        + part(w, "lstm/inputWeight")[2 * g + 1] * input[1]
                        + part(w, "lstm/hiddenWeight")[g] * state[0]
                        + part(w, "lstm/bias")[g];
            }
            state[1] = sigmoid(gate[1]) * state[1] + sigmoid(gate[0]) * Math.tanh(gate[2]);
            state[0] = sigmoid(gate[3]) * Math.tanh(state[1]);
        }
        assertThat((double) hidden[0]).isCloseTo(state[0], within(1e-6));
    }

    private static float[] part(SortedMap<String, float[]> all, String name) {
        return Objects.requireNonNull(all.get(name));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void gradientsMatchFiniteDifferences() {
        Parameters parameters = new Parameters();
        Mlp mlp = Torch.compute(() -> Mlp.create(parameters, "mlp", Randomness.of(6), 3, 8, 4));
        Supplier<Tensor> input = () -> Tensor.of(new float[] {0.1f, -1, 2, 0.7f, 0.2f, -0.4f}, 2, 3);
        float[] sums = Torch.infer(() -> mlp.layers().get(0).apply(input.get()).toArray());
        assertThat(leastMagnitude(sums))
                .as("no nudge moves a sum over the kink of its rectifier, where a slope is no gradient")
                .isGreaterThan(2 * NUDGE);
        Supplier<Tensor> loss = () -> {
            Tensor logs = mlp.apply(input.get()).tanh().times(2).logSoftmax();
            return logs.pick(Tensor.indices(1, 3))
                    .sum()
                    .minus(logs.exp().times(logs).sumLast().mean());
        };
        SortedMap<String, float[]> gradient = new TreeMap<>();
        Torch.run(() -> parameters.gradient(loss.get()).forEach((name, part) -> gradient.put(name, part.toArray())));
        SortedMap<String, float[]> start = Torch.compute(parameters::toArrays);
        for (String name : start.keySet()) {
            for (int i = 0; i < part(start, name).length; i++) {
                double rise = nudged(parameters, name, i, NUDGE, loss) - nudged(parameters, name, i, -NUDGE, loss);
                assertThat((double) part(gradient, name)[i]).as(name + i).isCloseTo(rise / (2 * NUDGE), within(5e-4));
            }
        }
    }

    private static float leastMagnitude(float[] numbers) {
        float least = Float.POSITIVE_INFINITY;
        for (float number : numbers) {
            least = Math.min(least, Math.abs(number));
        }
        return least;
    }

    private static double nudged(Parameters parameters, String name, int position, float by, Supplier<Tensor> loss) {
        return Torch.infer(() -> {
            org.bytedeco.pytorch.Tensor value = parameters.get(name).value;
            float[] nudge = new float[(int) value.numel()];
            nudge[position] = by;
            org.bytedeco.pytorch.Tensor difference = Tensor.of(nudge, value.shape()).value;
            value.add_(difference);
            double result = loss.get().item();
            value.sub_(difference);
            return result;
        });
    }

    @Test
    void adamFollowsItsFormula() {
        Parameters parameters = new Parameters();
        Torch.run(() -> parameters.add("x", Tensor.of(new float[] {1, -2}, 2)));
        Adam adam = new Adam(parameters, 0.1, 1e-8);
        double[] x = {1, -2};
        double[] first = new double[2];
        double[] second = new double[2];
        for (int step = 1; step <= 20; step++) {
            Torch.run(() ->
                    adam.step(parameters.gradient(parameters.get("x").square().sum())));
            for (int i = 0; i < 2; i++) {
                first[i] = 0.9 * first[i] + 0.1 * 2 * x[i];
                second[i] = 0.999 * second[i] + 0.001 * 4 * x[i] * x[i];
                x[i] -= 0.1
                        * (first[i] / (1 - Math.pow(0.9, step)))
                        / (Math.sqrt(second[i] / (1 - Math.pow(0.999, step))) + 1e-8);
            }
        }
        float[] learned = Torch.compute(() -> parameters.get("x").toArray());
        assertThat((double) learned[0]).isCloseTo(x[0], within(1e-5));
        assertThat((double) learned[1]).isCloseTo(x[1], within(1e-5));
    }

    @Test
    void parametersWithoutAGradientStay() {
        Parameters parameters = new Parameters();
        Torch.run(() -> {
            parameters.add("used", Tensor.of(new float[] {1}, 1));
            parameters.add("unused", Tensor.of(new float[] {1}, 1));
        });
        Torch.run(() -> new Sgd(parameters, 0.5)
                .step(parameters.gradient(parameters.get("used").square().sum())));
        assertThat(part(Torch.compute(parameters::toArrays), "used")).containsExactly(0);
        assertThat(part(Torch.compute(parameters::toArrays), "unused")).containsExactly(1);
    }

    @Test
    void clippingScalesTheWholeGradientToItsBound() {
        float[] clipped = Torch.compute(() -> {
            SortedMap<String, Tensor> gradient = new TreeMap<>();
            gradient.put("a", Tensor.of(new float[] {3}, 1));
            gradient.put("b", Tensor.of(new float[] {4}, 1));
            return Tensor.concatenate(
                            List.copyOf(Parameters.clipped(gradient, 1).values()))
                    .toArray();
        });
        assertThat(clipped[0]).isCloseTo(0.6f, within(1e-5f));
        assertThat(clipped[1]).isCloseTo(0.8f, within(1e-5f));
    }

    @Test
    void followersGoTheirShareOfTheWay() {
        Parameters leader = new Parameters();
        Parameters follower = new Parameters();
        Torch.run(() -> {
            leader.add("x", Tensor.of(new float[] {1, -2}, 2));
            follower.add("x", Tensor.zeros(2));
        });
        follower.follow(leader, 0.25);
        follower.follow(leader, 0.5);
        assertThat(part(Torch.compute(follower::toArrays), "x")).containsExactly(0.625f, -1.25f);
        assertThat(part(Torch.compute(leader::toArrays), "x")).containsExactly(1, -2);
    }

    @Test
    void equalNamesAreRefused() {
        Parameters parameters = new Parameters();
        Torch.run(() -> parameters.add("x", Tensor.zeros(1)));
        assertThatThrownBy(() -> Torch.run(() -> parameters.add("x", Tensor.zeros(1))))
                .hasMessageContaining("'x'");
    }

    @Test
    void publicSignaturesNameNoClassOfLibTorch() {
        for (Class<?> each : List.of(
                Tensor.class, Parameters.class, Randomness.class, Lstm.class, Linear.class, Mlp.class, Torch.class)) {
            assertThat(Arrays.stream(each.getMethods()).map(Object::toString))
                    .noneMatch(signature -> signature.contains("bytedeco"));
        }
    }
}
