package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.controller.Controllers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The specification of a search, with who proposes, for how long, and what is trained to the end. */
final class SearchFlags {
    private static final String CONTROLLER = "controller";
    private static final String BUDGET = "budget";
    private static final String FINAL = "finalTraining";
    private static final String EARLIER = "earlier";

    @Mixin
    private SpecificationFlags shared = new SpecificationFlags();

    @Option(names = "--controller", paramLabel = "NAME", description = "ppo, random, regularized-evolution, ...")
    private @Nullable String controller;

    @Option(
            names = "--learn-from",
            paramLabel = "ID",
            description = "A search of the history to learn from, for hyper-policy; may be given several times.")
    private List<String> teachers = new ArrayList<>();

    @Option(names = "--trials", paramLabel = "N", description = "End after this many trials.")
    private @Nullable Integer trials;

    @Option(names = "--seconds", paramLabel = "N", description = "End after this many seconds of searching.")
    private @Nullable Double seconds;

    @Option(names = "--top", paramLabel = "N", description = "How many of the best are trained to the end.")
    private @Nullable Integer top;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of that final training.")
    private @Nullable Integer epochs;

    @Option(names = "--start", paramLabel = "WORD", description = "What it begins with: fresh or inherited weights.")
    private @Nullable String start;

    /** The document that was asked for. */
    String document() {
        return CommonOptions.JSON.writeValueAsString(parsed());
    }

    /** The same, to be changed by its caller. */
    ObjectNode parsed() {
        return shared.parsed(this::into);
    }

    private void into(ObjectNode document) {
        SpecificationFlags.part(document, CONTROLLER, controller);
        if (!teachers.isEmpty()) {
            ObjectNode learner = SpecificationFlags.object(document, CONTROLLER);
            requireLearner(learner.path("name").asString(""));
            ObjectNode earlier = SpecificationFlags.object(SpecificationFlags.object(learner, "settings"), EARLIER);
            ArrayNode searches = earlier.removeAll().putArray("searches");
            teachers.forEach(searches::add);
        }
        SpecificationFlags.put(document, BUDGET, "trials", trials);
        SpecificationFlags.put(document, BUDGET, "seconds", seconds);
        SpecificationFlags.put(document, FINAL, "top", top);
        SpecificationFlags.put(document, FINAL, "epochs", epochs);
        SpecificationFlags.put(document, FINAL, "start", start);
    }

    private static void requireLearner(String name) {
        List<String> learners = Controllers.catalog().names().stream()
                .filter(known -> Controllers.catalog().entry(known).settings().stream()
                        .anyMatch(setting -> setting.name().equals(EARLIER)))
                .toList();
        if (!learners.contains(name)) {
            throw new InvalidInputException(
                    "--learn-from",
                    "The controller %s does not learn from earlier searches. Maybe say --controller %s."
                            .formatted(
                                    name.isEmpty() ? "that is taken by default" : "'%s'".formatted(name),
                                    String.join(" or ", learners)));
        }
    }
}
