package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DatasetsCommandTest {
    @Test
    void dataSetIsCalledLikeItsFileWithoutEndings() {
        assertThat(DatasetsCommand.name(Path.of("data/iris.csv.gz"))).isEqualTo("iris");
        assertThat(DatasetsCommand.name(Path.of("sales.2024.v2.CSV"))).isEqualTo("sales.2024.v2");
        assertThat(DatasetsCommand.name(Path.of(".hidden.csv"))).isEqualTo(".hidden");
        assertThat(DatasetsCommand.name(Path.of(".csv"))).isEqualTo(".csv");
        assertThat(DatasetsCommand.name(Path.of("/pictures/cats/."))).isEqualTo("cats");
        assertThat(DatasetsCommand.name(Path.of("/"))).isEqualTo("data");
    }
}
