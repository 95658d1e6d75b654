package dev.espalier.space;

import dev.espalier.catalog.Setting.Example;
import java.util.List;

/** Documents of the space {@code custom} to start from, one for each kind of data that a data set can have. */
final class CustomExamples {
    static final List<Example> ALL = List.of(
            new Example("A chain for images", """
                    {"input": "image",
                     "decisions": [
                       {"name": "depth", "options": [1, 2]},
                       {"name": "width", "options": [8, 16]},
                       {"name": "kernel1", "kind": "kernel", "options": [3, 5]},
                       {"name": "kernel2", "kind": "kernel", "options": [3, 5],
                        "when": {"decision": "depth", "is": [2]}}],
                     "vertices": [
                       {"key": "layer1", "inputs": ["input"], "layers": [
                         {"type": "convolution", "filters": {"decision": "width"},
                          "kernel": {"decision": "kernel1"}},
                         {"type": "batch-normalization"},
                         {"type": "activation", "function": "relu"}]},
                       {"key": "layer2", "inputs": ["layer1"],
                        "layers": {"decision": "depth", "options": {"1": []}, "otherwise": [
                         {"type": "convolution", "filters": "double",
                          "kernel": {"decision": "kernel2"}, "stride": 2},
                         {"type": "batch-normalization"},
                         {"type": "activation", "function": "relu"}]}}],
                     "output": "layer2"}"""),
            new Example("A cell for images", """
                    {"input": "image",
                     "decisions": [
                       {"name": "left", "kind": "operation", "options": ["none", "skip", "conv3x3"]},
                       {"name": "right", "kind": "operation", "options": ["none", "skip", "conv3x3"]}],
                     "blocks": {
                       "cell": {
                         "vertices": [
                           {"key": "left", "inputs": ["input"], "layers": {"decision": "left", "options": {
                             "none": null,
                             "skip": [],
                             "conv3x3": [
                               {"type": "activation", "function": "relu"},
                               {"type": "convolution", "filters": "same", "kernel": 3},
                               {"type": "batch-normalization"}]}}},
                           {"key": "right", "inputs": ["input"], "layers": {"decision": "right", "options": {
                             "none": null,
                             "skip": [],
                             "conv3x3": [
                               {"type": "activation", "function": "relu"},
                               {"type": "convolution", "filters": "same", "kernel": 3},
                               {"type": "batch-normalization"}]}}},
                           {"key": "sum", "inputs": ["left", "right"], "layers": []}],
                         "output": "sum"}},
                     "vertices": [
                       {"key": "stem", "inputs": ["input"], "layers": [
                         {"type": "convolution", "filters": 8, "kernel": 3},
                         {"type": "batch-normalization"}]},
                       {"key": "cell1", "inputs": ["stem"], "block": "cell"},
                       {"key": "cell2", "inputs": ["cell1"], "block": "cell"}],
                     "output": "cell2"}"""),
            new Example("Layers for a table", """
                    {"input": "vector",
                     "decisions": [
                       {"name": "width", "options": [16, 32, 64]},
                       {"name": "function", "options": ["relu", "tanh"]},
                       {"name": "dropout", "options": [0, 0.2, 0.5]},
                       {"name": "around", "options": [false, true]}],
                     "vertices": [
                       {"key": "first", "inputs": ["input"], "layers": [
                         {"type": "dense", "units": {"decision": "width"}},
                         {"type": "activation", "function": {"decision": "function"}}]},
                       {"key": "second", "inputs": ["first"], "layers": [
                         {"type": "dense", "units": "same"},
                         {"type": "activation", "function": {"decision": "function"}},
                         {"type": "dropout", "rate": {"decision": "dropout"}}]},
                       {"key": "around", "inputs": ["first"],
                        "layers": {"decision": "around", "options": {"false": null, "true": []}}},
                       {"key": "end", "inputs": ["second", "around"], "layers": []}],
                     "output": "end"}"""));

    private CustomExamples() {}
}
