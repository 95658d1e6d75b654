package dev.espalier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.network.dl4j.Dl4jEngine;
import dev.espalier.network.torch.TorchEngine;
import dev.espalier.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "cuda", "cuda:", "cuda:-1", "cuda:1x", "cuda:100", "CPU", "gpu", "tpu", "cuda:0 "})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> new DeviceChoice(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("cuda:N");
    }

    @ParameterizedTest
    @CsvSource({"auto,0,-1", "auto,1,0", "auto,8,0", "cpu,0,-1", "cpu,8,-1", "cuda:0,1,0", "cuda:7,8,7"})
    void takesTheGpuThatIsAskedForAndElseTheFirst(String name, int gpus, int taken) {
        assertThat(new DeviceChoice(name).gpu("torch", gpus).orElse(-1)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"cuda:0,0", "cuda:1,1", "cuda:12,8"})
    void gpuThatIsNotThereIsRefusedWithHowManyThereAre(String name, int gpus) {
        assertThatThrownBy(() -> new DeviceChoice(name).gpu("torch", gpus))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/device"))
                .hasMessageContaining("'%s' is not there".formatted(name))
                .hasMessageContaining("'torch' finds %d GPUs".formatted(gpus));
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch", "dl4j"})
    void buildForTheCpuRefusesGpusWithoutLoadingAnything(String engine) {
        org.junit.jupiter.api.Assumptions.assumeFalse(
                System.getProperty("java.class.path").contains("-gpu.jar")
                        || System.getProperty("java.class.path").contains("nd4j-cuda"),
                "This is a build for GPUs.");
        assertThatThrownBy(() -> new DeviceChoice("cuda:0").requireBuilt(engine))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'%s' finds 0 GPUs".formatted(engine));
        assertThatCode(() -> DeviceChoice.AUTO.requireBuilt(engine)).doesNotThrowAnyException();
        assertThat(DeviceChoice.AUTO.requireBuilt(engine)).isEqualTo(DeviceChoice.CPU);
        assertThatCode(() -> DeviceChoice.CPU.requireBuilt(engine)).doesNotThrowAnyException();
    }

    @Test
    void enginesRefuseWhatTheyCannotDo() {
        int gpus = Device.gpus();
        assertThat(TorchEngine.on(DeviceChoice.AUTO, Precision.SINGLE).name()).isEqualTo("torch");
        assertThatThrownBy(() -> TorchEngine.on(new DeviceChoice("cuda:" + gpus), Precision.SINGLE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("finds %d GPUs".formatted(gpus));
        assertThatThrownBy(() -> TorchEngine.on(DeviceChoice.CPU, Precision.MIXED))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/precision"))
                .hasMessageContaining("the device is 'cpu'");
        assertThatThrownBy(() -> Dl4jEngine.on(new DeviceChoice("cuda:1"), Precision.SINGLE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'cuda:1' is not there: the engine 'dl4j'");
        assertThatThrownBy(() -> Dl4jEngine.on(DeviceChoice.AUTO, Precision.MIXED))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the engine is 'dl4j'");
    }
}
