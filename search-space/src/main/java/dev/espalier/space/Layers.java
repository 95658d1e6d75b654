package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation.Function;
import dev.espalier.architecture.Operation.Pooling.Kind;
import java.util.List;

/**
 * Writes the usual groups of layers into an architecture. Every method gives the key of the last vertex that it wrote;
 * the keys of a group lie below the key that it is given.
 */
final class Layers {
    static final String INPUT = "input";
    /** Above the keys of the layers that end a network. */
    static final String HEAD = "head";

    private final Architecture.Builder builder = Architecture.builder();
    private final Ports ports;

    Layers(Ports ports) {
        this.ports = ports;
        builder.add(INPUT, new Operation.Input(ports.input()));
    }

    /** The network that gives zeros: what a play without a path from input to output decodes to. */
    static Architecture constant(Ports ports) {
        Layers layers = new Layers(ports);
        for (int i = 0; i < ports.outputs().size(); i++) {
            layers.output(layers.add(
                    layers.numbered("zero", i),
                    new Operation.Zero(ports.outputs().get(i)),
                    INPUT));
        }
        return layers.builder.build();
    }

    String add(String key, Operation operation, String... inputs) {
        return builder.add(key, operation, inputs);
    }

    /** The sum of the inputs; a single one is given back as it is. */
    String sum(String key, List<String> inputs) {
        return inputs.size() == 1 ? inputs.get(0) : builder.add(key, new Operation.Add(), inputs);
    }

    String concatenation(String key, List<String> inputs) {
        return inputs.size() == 1 ? inputs.get(0) : builder.add(key, new Operation.Concatenate(), inputs);
    }

    String relu(String key, String input) {
        return add(key, new Operation.Activation(Function.RELU), input);
    }

    String batchNorm(String key, String input) {
        return add(key, new Operation.BatchNormalization(), input);
    }

    String conv(String key, String input, int filters, int kernel, int stride) {
        return add(key, new Operation.Convolution(filters, kernel, stride, 1, false), input);
    }

    String convBn(String key, String input, int filters, int kernel, int stride) {
        return batchNorm(key + "/norm", conv(key + "/conv", input, filters, kernel, stride));
    }

    String reluConvBn(String key, String input, int filters, int kernel, int stride) {
        return convBn(key, relu(key + "/relu", input), filters, kernel, stride);
    }

    String averagePool(String key, String input, int kernel, int stride) {
        return add(key, new Operation.Pooling(Kind.AVERAGE, kernel, stride), input);
    }

    void output(String key) {
        builder.output(key);
    }

    Architecture build() {
        return builder.build();
    }

    /** Global average pooling of an image and a linear map for every output; the end of the network. */
    Architecture imageHead(String input) {
        return imageHead(HEAD, input);
    }

    /** The same under other keys, so that it shares no parameters with a head behind another layer of equal width. */
    Architecture imageHead(String key, String input) {
        return vectorHead(key, add(key + "/pool", new Operation.GlobalPooling(Kind.AVERAGE), input));
    }

    /** A linear map of a vector for every output; the end of the network. */
    Architecture vectorHead(String input) {
        return vectorHead(HEAD, input);
    }

    private Architecture vectorHead(String key, String input) {
        for (int i = 0; i < ports.outputs().size(); i++) {
            output(add(
                    numbered(key + "/dense", i),
                    new Operation.Dense(ports.outputs().get(i), true),
                    input));
        }
        return builder.build();
    }

    private String numbered(String key, int output) {
        return ports.outputs().size() == 1 ? key : key + (output + 1);
    }
}
