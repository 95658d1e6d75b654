package dev.espalier.export.dl4j;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Vertex;
import dev.espalier.data.Preprocessing;
import dev.espalier.data.Task;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The preprocessing with what is special about a DL4J file: its input, and what its output has done already. */
final class Reading {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Reading() {}

    static String json(Architecture architecture, Task task, Preprocessing preprocessing) {
        ObjectNode whole = (ObjectNode) MAPPER.readTree(preprocessing.json());
        ObjectNode dl4j = whole.putObject("dl4j");
        ArrayNode inputs = dl4j.putArray("inputs");
        for (Vertex input : architecture.inputs()) {
            String shape = architecture.shape(input.key()).toString().replace("x", " x ");
            inputs.addObject().put("name", input.key()).put("shape", "batch x " + shape);
        }
        dl4j.put("output", output(task));
        dl4j.put(
                "use",
                "ModelSerializer.restoreComputationGraph(file).outputSingle(features), with"
                        + " deeplearning4j-core and nd4j-native 1.0.0-M2.1");
        return MAPPER.writeValueAsString(whole);
    }

    private static String output(Task task) {
        return switch (task.type()) {
            case CLASSIFICATION -> "Probabilities of the classes: the network ends in the softmax.";
            case MULTI_LABEL -> "Probabilities of the labels: the network ends in the sigmoid.";
            case REGRESSION -> "One standardised number a target: times targets.deviations plus targets.means.";
        };
    }
}
