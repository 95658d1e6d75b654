package dev.espalier.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TorchTest {
    @Test
    void tenThousandStepsNeedNoMoreMemoryThanAThousand() {
        Parameters parameters = new Parameters();
        Optimizer adam = new Adam(parameters, 0.01, 1e-8);
        Mlp mlp = Torch.compute(() -> Mlp.create(parameters, "mlp", Randomness.of(1), 16, 64, 64, 1));
        Runnable step = () -> Torch.run(() -> adam.step(
                parameters.gradient(mlp.apply(Tensor.zeros(256, 16)).square().mean())));
        for (int i = 0; i < 1_000; i++) {
            step.run();
        }
        long before = NativeMemory.bytes();
        long live = Pointer.totalBytes();
        for (int i = 0; i < 9_000; i++) {
            step.run();
        }
        assertThat(Pointer.totalBytes() - live).isLessThan(1 << 20);
        assertThat(NativeMemory.bytes() - before).isLessThan(64L << 20); // a forgotten scope costs over 1 GB
    }

    @Test
    void keptTensorsOutliveTheirScopeAndOthersDoNot() {
        long live = Pointer.totalCount();
        Tensor kept = Torch.compute(() -> {
            Tensor.of(new float[] {1, 2}, 2);
            return Tensor.of(new float[] {3, 4}, 2).keep();
        });
        assertThat(Torch.compute(kept::toArray)).containsExactly(3, 4);
        assertThat(Pointer.totalCount()).isEqualTo(live + 1);
        kept.release();
        assertThat(Pointer.totalCount()).isEqualTo(live);
    }

    @Test
    void productsSumsAtPositionsAndSoftmaxFollowTheirFormulas() {
        Tensor row = Torch.compute(() -> Tensor.of(new float[] {1, 2}, 1, 2).keep());
        assertThat(Torch.compute(() ->
                        row.product(Tensor.of(new float[] {3, 4, 5, 6}, 2, 2)).toArray()))
                .containsExactly(13, 16);
        assertThat(Torch.compute(() -> row.reshape(2)
                        .plusAt(Tensor.indices(1, 1, 0), Tensor.of(new float[] {10, 20, 30}, 3))
                        .toArray()))
                .containsExactly(31, 32);
        assertThat(Torch.compute(() -> row.softmax().toArray()))
                .containsExactly(
                        new float[] {1 / (1 + (float) Math.E), (float) Math.E / (1 + (float) Math.E)}, within(1e-6f));
        row.release();
    }

    @Test
    void seededNumbersDependOnTheirSeedAloneBesideANoisyThread() throws InterruptedException {
        float[] quiet = draw(7);
        AtomicBoolean done = new AtomicBoolean();
        Thread noise = new Thread(() -> {
            while (!done.get()) {
                Torch.run(() -> {
                    torch.manual_seed(3);
                    torch.rand(100);
                    Randomness.of(7).normal(0, 1, 10);
                });
            }
        });
        noise.start();
        try {
            for (int i = 0; i < 200; i++) {
                assertThat(draw(7)).isEqualTo(quiet);
            }
        } finally {
            done.set(true);
            noise.join();
        }
        assertThat(draw(8)).isNotEqualTo(quiet);
    }

    private static float[] draw(long seed) {
        return Torch.compute(() -> {
            Randomness randomness = Randomness.of(seed);
            return randomness
                    .normal(0, 1, 50)
                    .plus(randomness.uniform(0, 1, 50))
                    .plus(randomness.bernoulli(0.5, 50))
                    .toArray();
        });
    }

    @Test
    void errorsSayTheirFirstLineAndTheProcessLives() {
        assertThatThrownBy(() -> Torch.run(() -> Tensor.zeros(2, 3).plus(Tensor.zeros(4, 5))))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("must match")
                .message()
                .doesNotContain("\n");
        assertThat(Torch.<Double>compute(() -> Tensor.of(new float[] {2}, 1).item()))
                .isEqualTo(2.0);
    }

    @Test
    void tooMuchMemoryIsAnErrorAndTheProcessLives() {
        assertThatThrownBy(() -> Torch.run(() -> Tensor.zeros(1L << 45)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void errorsOfOursPassUnchanged() {
        IllegalStateException ours = new IllegalStateException("ours");
        assertThatThrownBy(() -> Torch.run(() -> {
                    throw ours;
                }))
                .isSameAs(ours);
    }

    @Test
    void inferenceRecordsNoGradientAndOnlyThere() {
        Parameters parameters = new Parameters();
        Tensor weight = Torch.compute(() -> parameters.add("weight", Tensor.of(new float[] {2}, 1)));
        assertThatThrownBy(() ->
                        Torch.infer(() -> parameters.gradient(weight.square().sum())))
                .isInstanceOf(TensorException.class);
        float[] gradient = Torch.compute(() -> Tensor.concatenate(
                        List.copyOf(parameters.gradient(weight.square().sum()).values()))
                .toArray());
        assertThat(gradient[0]).isCloseTo(4, within(1e-6f));
    }
}
