package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.evaluator.Evaluators;
import dev.espalier.server.rank.References;
import dev.espalier.server.service.LimitOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two searches that draw the same architectures, since the draws of {@code random} depend on the seed alone. */
@Command(
        name = "rank",
        description = {
            "Tells how far an evaluator's ranking can be trusted.",
            "Draws architectures, trains each alone as a reference, scores them with the evaluator, and compares.",
            "The reference is a search in the history: the next evaluator finds it there.",
            "For example: espalier rank --dataset digits --space cell --evaluator shared-weights --architectures 40",
            "Or, for a search of yours: espalier rank --of ID --architectures 20"
        },
        sortOptions = false)
final class RankCommand implements Callable<Integer> {
    private static final List<String> OWN = List.of("controller", "budget", "finalTraining");
    private static final int MOST = 10_000;
    private static final String ROUND = "trialsPerRound";

    @Mixin
    private SpecificationFlags flags = new SpecificationFlags();

    @Option(names = "--architectures", paramLabel = "N", description = "Draws to compare. Default: ${DEFAULT-VALUE}.")
    private int architectures = 40;

    @Option(
            names = "--reference-epochs",
            paramLabel = "N",
            description = "Epochs of each training of the reference. Default: ${DEFAULT-VALUE}.")
    private int epochs = 12;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description =
                    "Trainings of each architecture in the reference; two give the ceiling. Default: ${DEFAULT-VALUE}.")
    private int repeats = 1;

    @Option(
            names = "--table",
            paramLabel = "NAME[:METRIC]",
            description = "Take a table of trained networks for the truth, such as nasbench201:cifar10.")
    private @Nullable String table;

    @Option(
            names = "--of",
            paramLabel = "ID",
            description = "Judge a search that is finished by training some of its own candidates alone.")
    private @Nullable String judged;

    @Option(
            names = "--reference",
            paramLabel = "ID",
            description = "Compare with this search instead: what is not given is as it was there.")
    private @Nullable String given;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (architectures < 1 || architectures > MOST) {
            throw new InvalidInputException(
                    "--architectures", "The architectures (%d) must be from 1 to %d.".formatted(architectures, MOST));
        }
        ObjectNode search = drawing(flags.parsed(draws -> {}));
        try (Desk desk =
                Desk.of(judged == null && given == null ? common.dataDir() : common.existingDataDir(), limits)) {
            if (judged != null) {
                answer(desk.rank(judged, ended(desk, replaying(desk, judged, search))));
                return 0;
            }
            String reference = given == null ? ended(desk, alone(search)) : given(desk, given, search);
            oneRound(search);
            answer(desk.rank(ended(desk, search), reference));
        }
        return 0;
    }

    private void answer(JsonNode rank) {
        if (rank.path("architectures").asInt() == 0) {
            throw new UnfinishedException("No architecture has a score in both searches, %s and %s."
                    .formatted(
                            rank.path("search").path("id").asString(),
                            rank.path("reference").path("id").asString()));
        }
        common.answer(rank, () -> print(rank));
    }

    /** Takes over what must be equal for the same draws. */
    private String given(Desk desk, String id, ObjectNode search) {
        JsonNode reference = desk.find(id).path("specification");
        References.SHARED.stream()
                .filter(field -> !search.has(field) && reference.has(field))
                .forEach(field -> search.set(field, reference.get(field)));
        search.putObject("budget")
                .put("trials", reference.path("budget").path("trials").asInt(architectures));
        return id;
    }

    /** Some of its own candidates, trained alone; what flags say goes before what was there. */
    private ObjectNode replaying(Desk desk, String id, ObjectNode flagged) {
        ObjectNode reference = (ObjectNode) desk.reference(id, architectures, trainings());
        References.SHARED.stream().filter(flagged::has).forEach(field -> reference.set(field, flagged.get(field)));
        return reference;
    }

    /** The same document with draws instead of a controller. */
    private ObjectNode drawing(ObjectNode document) {
        for (String field : OWN) {
            if (document.has(field)) {
                throw new InvalidInputException(
                        "/" + field,
                        "A rank draws its architectures itself: its %s cannot be chosen.".formatted(field));
            }
        }
        document.putObject("controller").put("name", "random");
        document.putObject("budget").put("trials", architectures);
        document.putObject("finalTraining").put("top", 0);
        return document;
    }

    /** The same draws, trained as a final training does, but for fewer epochs. */
    private ObjectNode alone(ObjectNode search) {
        ObjectNode document = search.deepCopy();
        document.set("evaluator", CommonOptions.JSON.valueToTree(reference()));
        return document.put("name", "reference for ranks");
    }

    private Map<String, Object> reference() {
        if (table == null) {
            return trainings().evaluator();
        }
        String[] parts = table.split(":", 2);
        return Map.of(
                "name", "table", "settings", Map.of("benchmark", parts[0], "metric", parts.length < 2 ? "" : parts[1]));
    }

    private References.Trainings trainings() {
        return new References.Trainings(epochs, repeats);
    }

    /** All draws are scored with the same weights. */
    private void oneRound(ObjectNode document) {
        ObjectNode evaluator = document.get("evaluator") instanceof ObjectNode given
                ? given
                : document.putObject("evaluator")
                        .put("name", Evaluators.catalog().names().get(0));
        String name = evaluator.path("name").asString("");
        boolean rounds = Evaluators.catalog().names().contains(name)
                && Evaluators.catalog().entry(name).settings().stream()
                        .anyMatch(setting -> setting.name().equals(ROUND));
        ObjectNode settings =
                evaluator.get("settings") instanceof ObjectNode given ? given : evaluator.putObject("settings");
        if (rounds && !settings.has(ROUND)) {
            settings.put(ROUND, document.path("budget").path("trials").asInt());
        }
        if (!document.has("name")) {
            document.put("name", "rank of " + name);
        }
    }

    /**
     * Its id once it is finished; found where it was submitted before.
     *
     * @throws UnfinishedException where it failed or somebody cancelled it
     */
    private String ended(Desk desk, ObjectNode specification) throws InterruptedException {
        String document = CommonOptions.JSON.writeValueAsString(specification);
        UUID key = UUID.nameUUIDFromBytes(document.getBytes(StandardCharsets.UTF_8));
        JsonNode search = new Watch(desk, common).toTheEnd(desk.submit(document, Optional.of("rank-" + key)));
        String id = search.path("id").asString();
        if (!List.of("COMPLETED", "STOPPED").contains(search.path("state").asString())) {
            throw new UnfinishedException("The search %s ended as %s %s. Delete it to try again."
                    .formatted(
                            id,
                            search.path("state").asString(),
                            search.path("failure").asString("")));
        }
        return id;
    }

    private void print(JsonNode rank) {
        Table table = new Table("OVER", "ARCHITECTURES", "KENDALL", "SPEARMAN", "PEARSON");
        row(table, "all", rank.path("architectures").asInt(), rank);
        row(table, "connected", rank.path("connected"));
        row(table, "better half", rank.path("topHalf"));
        row(table, "ceiling", rank.path("ceiling"));
        rank.path("metrics")
                .forEach(metric -> row(table, metric.path("metric").asString() + " alone", metric.path("agreement")));
        table.print(common.out());
        rank.path("topRegrets")
                .forEach(regret -> common.out()
                        .printf(
                                Locale.ROOT,
                                "Best of its first %d: %.4f below the best.%n",
                                regret.path("of").asInt(),
                                regret.path("regret").asDouble()));
        if (rank.path("costRatio").isNumber()) {
            printCost(rank);
        }
    }

    private void printCost(JsonNode rank) {
        common.out()
                .printf(
                        Locale.ROOT,
                        "A training of the reference costs %.1f times a trial, %.1f times with learning counted.%n",
                        rank.path("costRatio").asDouble(Double.NaN),
                        rank.path("costRatioWithLearning").asDouble(Double.NaN));
    }

    private static void row(Table table, String over, JsonNode agreement) {
        if (agreement.isObject()) {
            row(table, over, agreement.path("architectures").asInt(), agreement);
        }
    }

    private static void row(Table table, String over, int count, JsonNode agreement) {
        table.row(
                over,
                count,
                interval(agreement.path("kendall")),
                interval(agreement.path("spearman")),
                interval(agreement.path("pearson")));
    }

    private static String interval(JsonNode interval) {
        return interval.isObject()
                ? String.format(
                        Locale.ROOT,
                        "%.3f [%.3f, %.3f]",
                        interval.path("value").asDouble(),
                        interval.path("low").asDouble(),
                        interval.path("high").asDouble())
                : "-";
    }
}
