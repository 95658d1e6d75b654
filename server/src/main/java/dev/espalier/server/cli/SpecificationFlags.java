package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.JsonFault;
import dev.espalier.catalog.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A specification from a file, from flags, or from a file changed by flags; checked by who takes it. What only a search
 * of a person's own can choose is in {@link SearchFlags}.
 */
final class SpecificationFlags {
    private static final long LONGEST = 1_000_000;

    @Option(names = "--spec", paramLabel = "FILE", description = "A search specification in JSON; flags change it.")
    private @Nullable Path spec;

    @Option(names = "--dataset", paramLabel = "ID", description = "The data to learn, such as digits.")
    private @Nullable String dataset;

    @Option(
            names = "--training-share",
            paramLabel = "SHARE",
            description = "Use only this share of the training rows, such as 0.1.")
    private @Nullable Double trainingShare;

    @Option(
            names = "--class-weights",
            paramLabel = "WORD",
            description = "none, or balanced: rare classes count as much as frequent ones in training.")
    private @Nullable String classWeights;

    @Option(names = "--name", paramLabel = "TEXT", description = "A name for lists.")
    private @Nullable String name;

    @Option(
            names = "--space",
            paramLabel = "NAME",
            description = "cell, darts-cell, chain, size, memory-bank, mlp or branched.")
    private @Nullable String space;

    @Option(names = "--space-file", paramLabel = "FILE", description = "A space of your own, as docs/spaces.md tells.")
    private @Nullable Path spaceFile;

    @Option(
            names = "--evaluator",
            paramLabel = "NAME",
            description = "shared-weights, stand-alone, hypernetwork, smash, darts, proxies or table.")
    private @Nullable String evaluator;

    @Option(
            names = "--set",
            paramLabel = "PART.SETTING=VALUE",
            description = "A setting of a part, such as space.stemWidth=8 or controller.learningRate=0.01.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--engine", paramLabel = "NAME", description = "torch or dl4j.")
    private @Nullable String engine;

    @Option(names = "--device", paramLabel = "NAME", description = "auto, cpu or cuda:N.")
    private @Nullable String device;

    @Option(names = "--precision", paramLabel = "NAME", description = "single or, on a GPU, mixed.")
    private @Nullable String precision;

    @Mixin
    private ObjectiveFlags objective = new ObjectiveFlags();

    @Option(names = "--in-flight", paramLabel = "N", description = "Evaluations that may be under way at once.")
    private @Nullable Integer inFlight;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that evaluate.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random.")
    private @Nullable Long seed;

    /**
     * The document that was asked for, to be changed by its caller.
     *
     * @param more writes what other flags choose, before the settings of what they chose
     * @throws InvalidInputException where the file cannot be read
     */
    ObjectNode parsed(Consumer<ObjectNode> more) {
        ObjectNode document = base();
        if (dataset != null) {
            document.put("dataset", dataset);
        }
        datasetSetting(document, "trainingShare", trainingShare);
        datasetSetting(document, "classWeights", classWeights);
        put(document, "name", name);
        part(document, "space", space);
        if (spaceFile != null) {
            part(document, "space", "custom");
            object(object(document, "space"), "settings").put("definition", read(spaceFile));
        }
        part(document, "evaluator", evaluator);
        more.accept(document);
        settings.entrySet().forEach(setting -> set(document, setting));
        put(document, "engine", engine);
        put(document, "device", device);
        put(document, "precision", precision);
        objective.into(document);
        put(document, "evaluator", "inFlight", inFlight);
        put(document, "evaluator", "threads", threads);
        put(document, "seed", seed);
        return document;
    }

    private ObjectNode base() {
        if (spec == null) {
            return CommonOptions.JSON.createObjectNode();
        }
        try {
            if (CommonOptions.JSON.readTree(read(spec)) instanceof ObjectNode object) {
                return object;
            }
            throw new InvalidInputException("", "The file '%s' must hold an object {...}.".formatted(spec));
        } catch (JacksonException broken) {
            throw new InvalidInputException(
                    "", "The file '%s' is %s".formatted(spec, JsonFault.notJson(broken)), broken);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new InvalidInputException("", "The file '%s' is longer than 1 MB.".formatted(file));
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "", "The file '%s' cannot be read: %s.".formatted(file, Reason.of(unreadable)), unreadable);
        }
    }

    private static void datasetSetting(ObjectNode document, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (!(document.get("dataset") instanceof ObjectNode)) {
            JsonNode id = document.get("dataset");
            document.putObject("dataset").set("name", id);
        }
        object(object(document, "dataset"), "settings").putPOJO(name, value);
    }

    /** Another name for a part forgets the settings that the file had for the former one. */
    static void part(ObjectNode document, String part, @Nullable String name) {
        if (name != null) {
            ObjectNode object = object(document, part);
            if (!name.equals(object.path("name").asString(name))) {
                object.remove("settings");
            }
            object.put("name", name);
        }
    }

    private static void set(ObjectNode document, Entry<String, String> setting) {
        String[] place = setting.getKey().split("\\.", 2);
        if (place.length < 2) {
            throw new InvalidInputException(
                    "/" + setting.getKey(),
                    "--set %s must name a part, such as space.stemWidth=8.".formatted(setting.getKey()));
        }
        object(object(document, place[0]), "settings").set(place[1], scalar(setting.getValue()));
    }

    private static JsonNode scalar(String text) {
        if (text.matches("true|false|-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            try {
                return CommonOptions.JSON.readTree(text);
            } catch (JacksonException leadingZero) {
                return CommonOptions.JSON.getNodeFactory().stringNode(text);
            }
        }
        return CommonOptions.JSON.getNodeFactory().stringNode(text);
    }

    static void put(ObjectNode document, String object, String field, @Nullable Object value) {
        if (value != null) {
            put(object(document, object), field, value);
        }
    }

    static void put(ObjectNode object, String field, @Nullable Object value) {
        if (value != null) {
            object.putPOJO(field, value);
        }
    }

    static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode object ? object : parent.putObject(field);
    }
}
