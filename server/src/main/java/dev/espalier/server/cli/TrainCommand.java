package dev.espalier.server.cli;

import dev.espalier.server.service.LimitOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "train",
        description = {
            "Trains trials of a finished search to the end, whichever you pick.",
            "A point of the front, from the weights it had there: espalier train ID --trials 17 --start inherited"
        },
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The search.")
    private String id = "";

    @Option(
            names = "--trials",
            paramLabel = "N",
            required = true,
            split = ",",
            description = "Their numbers, such as 3,17.")
    private List<Integer> trials = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs at most. Default: those of the search.")
    private @Nullable Integer epochs;

    @Option(
            names = "--start",
            paramLabel = "WORD",
            description = "fresh, or inherited: with the shared or generated weights. Default: that of the search.")
    private @Nullable String start;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode orders = CommonOptions.JSON.createObjectNode();
        trials.forEach(orders.putArray("trials")::add);
        SpecificationFlags.put(orders, "epochs", epochs);
        SpecificationFlags.put(orders, "start", start);
        try (Desk desk = Desk.of(common.existingDataDir(), limits)) {
            JsonNode search = new Watch(desk, common).toTheEnd(desk.train(id, orders.toString()));
            int code = SearchCommand.finished(desk, common, search);
            if (!common.json()) {
                trials.forEach(number -> common.out()
                        .printf(
                                "What was trained of trial %d: espalier export %s-%d --format dl4j-zip --output trial-%d.zip%n",
                                number, id, number, number));
            }
            return code;
        }
    }
}
