package dev.espalier.network.torch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.data.Examples;
import dev.espalier.network.Bank;
import dev.espalier.network.BankParameters;
import dev.espalier.network.Loss;
import dev.espalier.network.Network;
import dev.espalier.network.Optimizer;
import dev.espalier.network.Precision;
import dev.espalier.network.Step;
import dev.espalier.network.Weights;
import dev.espalier.rules.HouseRules;
import dev.espalier.tensor.Device;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That numbers are where an engine computes, shown on machines without a GPU: LibTorch's device {@code meta} has shapes
 * and no numbers, and refuses to compute with what lies elsewhere.
 */
class PlacementTest {
    private static final Placement META = new Placement(new Device(DeviceType.Meta, -1), Precision.SINGLE);
    private static final Placement MIXED = new Placement(Device.CPU, Precision.MIXED);
    private static final List<Optimizer> OPTIMIZERS = List.of(new Optimizer.Adam(1e-4), new Optimizer.Sgd(0.9, 3e-4));

    static Stream<Architecture> networks() {
        return Stream.concat(TorchEngineTest.networks(), Stream.of(TorchEngineTest.cnn(), GpuTest.zero()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void forwardBackwardAndUpdateStayOnTheDevice(Architecture architecture) {
        Examples batch = TorchEngineTest.random(architecture.shape("input"), 6, 3, 5);
        for (Optimizer optimizer : OPTIMIZERS) {
            Native.run(() -> {
                try (BankParameters<SharedParameter> bank = SharedParameter.bank(new Seeds(1), META)) {
                    step(architecture, batch, optimizer, bank);
                }
            });
        }
    }

    private static void step(
            Architecture architecture, Examples batch, Optimizer optimizer, BankParameters<SharedParameter> bank) {
        Computation computation = new Computation(
                Plan.of(architecture, bank::of),
                List.of(),
                (layer, inputs, mode) -> shape(architecture, layer, inputs, mode),
                Loss.CROSS_ENTROPY,
                Teachers.NONE,
                META);
        List<SharedParameter> trained = computation.layers().stream()
                .flatMap(layer -> layer.parameters().values().stream())
                .filter(SharedParameter::trainable)
                .toList();
        Tensor loss = computation.loss(batch, new Mode(true, 0.1, torch.make_generator_cpu(1)));
        assertThat(loss.is_meta()).isTrue();
        List<Tensor> gradients = Computation.gradients(loss, trained);
        Computation.withoutGradients(() -> Update.apply(optimizer, new Step(0.1, 0, 1), trained, gradients));
        for (SharedParameter parameter : trained) {
            assertThat(parameter.value().is_meta()).as(parameter.key()).isTrue();
            assertThat(parameter.first().is_meta()).as(parameter.key()).isTrue();
            assertThat(parameter.second().is_meta()).as(parameter.key()).isTrue();
        }
        Computation.withoutGradients(() -> {
            computation.layers().stream().filter(Layer::normalizes).forEach(Layer::ownStatistics);
            assertThat(computation
                            .forward(META.features(batch), Mode.EVALUATION)
                            .is_meta())
                    .isTrue();
        });
        computation.forget();
    }

    /**
     * As {@link Kernels}, but for the operations of which this LibTorch has no kernel of shapes: all that these read must
     * be on the device, and what comes out depends on it.
     */
    private static Tensor shape(Architecture architecture, Layer layer, Tensor[] inputs, Mode mode) {
        if (!lacking(layer.operation())) {
            return Kernels.apply(layer, inputs, mode);
        }
        List<Tensor> read = new ArrayList<>(List.of(inputs));
        layer.parameters().keySet().forEach(name -> read.add(layer.tensor(name)));
        Shape shape = architecture.shape(layer.key());
        int size = Math.toIntExact(inputs[0].size(0) * shape.size());
        Tensor sum = Tensors.shaped(META.of(new float[size], inputs[0].size(0), shape.size()), shape);
        for (Tensor tensor : read) {
            assertThat(tensor.is_meta()).as(layer.key()).isTrue();
            sum = sum.add(tensor.square().sum());
        }
        return sum;
    }

    private static boolean lacking(Operation operation) {
        return operation instanceof Operation.Convolution
                || operation instanceof Operation.DepthwiseConvolution
                || operation instanceof Operation.BatchNormalization
                || operation instanceof Operation.Activation activation
                        && activation.function() == Operation.Activation.Function.RELU;
    }

    @Test
    void deviceRefusesWhatLiesElsewhere() {
        Native.run(() -> {
            Tensor here = Placement.CPU.of(new float[4], 2, 2);
            Tensor there = META.of(new float[4], 2, 2);
            assertThatThrownBy(() -> there.add(here)).hasMessageContaining("same device");
        });
    }

    /** What {@code meta} has no kernels for, hypernetworks' look-ups among them: whoever makes a tensor places it. */
    @Test
    void tensorsAreMadeInOneRoom() {
        Set<String> rooms = Set.of("Tensors", "Placement");
        noClasses()
                .that()
                .resideInAPackage("dev.espalier.network.torch")
                .and(describe("not those that place tensors", one -> !rooms.contains(one.getSimpleName())))
                .should()
                .accessTargetWhere(describe("makes a tensor on the CPU", PlacementTest::makes))
                .check(HouseRules.shipped("dev.espalier.network.torch"));
    }

    private static boolean makes(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return owner.equals(Tensor.class.getName()) && access.getName().equals("create")
                || owner.equals(torch.class.getName())
                        && Set.of("zeros", "ones", "empty", "full", "arange", "tensor", "eye", "rand", "randn")
                                .contains(access.getName());
    }

    @Test
    void residentRowsAreThoseOfTheBatch() {
        for (Shape shape : List.of(
                new Shape.Image(1, 4, 3), new Shape.Image(3, 4, 3), new Shape.Sequence(2, 5), new Shape.Vector(7))) {
            Examples part = TorchEngineTest.random(shape, 9, 4, 1);
            Examples batch = part.rows(8, 2, 5, 0).rows(3, 1, 1);
            Examples.Origin origin = Objects.requireNonNull(batch.origin());
            assertThat(origin.part()).isSameAs(part);
            Native.run(() -> {
                ResidentParts parts = new ResidentParts(Placement.CPU);
                Tensor features = Tensors.shaped(parts.features(origin), shape);
                assertThat(Tensors.floats(features)).isEqualTo(Tensors.floats(Tensors.features(batch)));
                assertThat(features.shape()).isEqualTo(Tensors.features(batch).shape());
                assertThat(Tensors.floats(parts.targets(origin))).isEqualTo(batch.targets());
            });
        }
    }

    /** The mechanism is the same on every device, and the engine alone refuses it on the CPU. */
    @ParameterizedTest
    @MethodSource("networks")
    void mixedPrecisionIsCloseAndKeepsWeightsAndGradientsSingle(Architecture architecture) {
        Examples batch = TorchEngineTest.random(architecture.shape("input"), 6, 3, 5);
        try (Bank single = new TorchEngine().bank(new Seeds(3), OPTIMIZERS.get(0));
                Bank mixed = new TorchEngine(MIXED).bank(new Seeds(3), OPTIMIZERS.get(0));
                Network one = single.network(architecture, Loss.CROSS_ENTROPY);
                Network other = mixed.network(architecture, Loss.CROSS_ENTROPY)) {
            Weights wanted = one.gradient(batch);
            Weights found = other.gradient(batch);
            double whole = GpuTest.norm(wanted);
            assertThat(GpuTest.distance(wanted, found)).isLessThan(0.05 * whole + 1e-6);
            double before = one.train(batch, new Step(0.01, 0, 1));
            assertThat(other.train(batch, new Step(0.01, 0, 1)))
                    .isCloseTo(before, org.assertj.core.api.Assertions.within(0.02 * Math.abs(before)));
            assertThat(other.outputs(batch)).isNotEqualTo(outputs(mixed, architecture, batch));
        }
        assertThat(torch.is_autocast_enabled(DeviceType.CPU)).isFalse();
    }

    /** In single precision, with the weights of that bank. */
    private static float[] outputs(Bank bank, Architecture architecture, Examples batch) {
        try (Bank plain = new TorchEngine().bank(new Seeds(3), OPTIMIZERS.get(0))) {
            plain.restore(bank.weights());
            try (Network network = plain.network(architecture, Loss.CROSS_ENTROPY)) {
                return network.outputs(batch);
            }
        }
    }

    @Test
    void precisionIsSingleAgainAfterAFailure() {
        Native.run(() -> {
            assertThatThrownBy(() -> MIXED.precisely(() -> {
                        assertThat(torch.is_autocast_enabled(DeviceType.CPU)).isTrue();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(torch.is_autocast_enabled(DeviceType.CPU)).isFalse();
            Tensor made =
                    MIXED.precisely(() -> MIXED.of(new float[] {1, 2}, 1, 2).to(ScalarType.BFloat16));
            assertThat(made.scalar_type().intern()).isEqualTo(ScalarType.Float);
        });
    }
}
