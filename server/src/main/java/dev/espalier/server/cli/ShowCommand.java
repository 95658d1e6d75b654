package dev.espalier.server.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "show", description = "Shows a search and its best trials.", sortOptions = false)
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "A search, as 'list' names it.")
    private String id = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "Best trials to show. Default: ${DEFAULT-VALUE}.")
    private int top = 10;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        CommonOptions.requirePositive("--top", top);
        try (Desk desk = common.desk()) {
            JsonNode search = desk.find(id);
            List<JsonNode> best = desk.trials(id, "-score", top);
            if (search instanceof ObjectNode object) {
                object.putArray("top").addAll(best);
            }
            common.answer(search, () -> print(common.out(), search, best));
        }
        return 0;
    }

    static void print(PrintWriter out, JsonNode search, List<JsonNode> best) {
        JsonNode progress = search.path("progress");
        out.printf("%s  %s%n", search.path("id").asString(), search.path("name").asString());
        out.printf(
                "%s, %d trials (%d failed) in %s%n",
                search.path("state").asString().toLowerCase(java.util.Locale.ROOT),
                progress.path("trials").asInt(),
                progress.path("failed").asInt(),
                Words.seconds(progress.path("secondsRunning").asDouble(0)));
        if (progress.path("message").isString()) {
            out.println(progress.path("message").asString());
        }
        if (search.path("failure").isString()) {
            out.println("Failure: " + search.path("failure").asString());
        }
        if (!best.isEmpty()) {
            out.println();
            Table table = new Table("TRIAL", "SCORE", "PARAMETERS", "MACS", "SECONDS", "ARCHITECTURE");
            for (JsonNode trial : best) {
                JsonNode outcome = trial.path("outcome");
                table.row(
                        trial.path("number").asInt(),
                        Words.score(outcome.path("score")),
                        Words.count(outcome.path("metrics").path("parameters")),
                        Words.count(outcome.path("metrics").path("macs")),
                        String.format(
                                java.util.Locale.ROOT,
                                "%.1f",
                                outcome.path("seconds").asDouble(0)),
                        trial.path("architectureId").asString("-"));
            }
            table.print(out);
            best.stream()
                    .filter(trial -> trial.path("outcome").path("failure").isString())
                    .findFirst()
                    .ifPresent(trial -> out.printf(
                            "Trial %d failed: %s%n",
                            trial.path("number").asInt(),
                            trial.path("outcome").path("failure").asString()));
        }
        JsonNode front = search.path("front");
        if (front.isObject()) {
            out.printf(
                    "%nTrials that no other dominates: %s%nHypervolume: %s%n",
                    front.path("numbers").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")),
                    Words.score(front.path("hypervolume")));
        }
        String model = search.path("best").path("modelId").asString("");
        if (!model.isEmpty()) {
            out.printf(
                    "%nTrained model: %s, of trial %d%n"
                            + "Take it away: espalier export %s --format dl4j-zip --output model.zip%n",
                    model, search.path("best").path("number").asInt(), model);
        }
    }
}
