package dev.espalier.server.cli;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.service.LimitOptions;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "search",
        description = {
            "Runs a search to its end.",
            "Everything but the data set has a default: espalier search --dataset digits"
        },
        sortOptions = false)
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private SearchFlags flags = new SearchFlags();

    @Option(names = "--resume", paramLabel = "ID", description = "Go on with a search that was interrupted instead.")
    private @Nullable String resume;

    @Option(names = "--estimate", description = "Only say what the search would cost.")
    private boolean estimate;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (resume != null) {
            requireNothingBeside(resume);
        }
        try (Desk desk = Desk.of(resume == null ? common.dataDir() : common.existingDataDir(), limits)) {
            if (estimate) {
                JsonNode cost = desk.estimate(flags.document());
                common.answer(cost, () -> print(cost));
                return 0;
            }
            String resumed = resume;
            JsonNode search = resumed == null ? desk.submit(flags.document()) : desk.takeUp(resumed);
            return finished(desk, common, new Watch(desk, common).toTheEnd(search));
        }
    }

    /** What is given beside {@code --resume} would change nothing. */
    private void requireNothingBeside(String resumed) {
        Collection<String> given = flags.parsed().propertyNames();
        if (estimate || !given.isEmpty()) {
            throw new InvalidInputException(
                    "--resume",
                    "The search '%s' goes on as it was specified; what is given beside it cannot change it: %s."
                            .formatted(resumed, estimate ? "--estimate" : given));
        }
    }

    static int finished(Desk desk, CommonOptions common, JsonNode search) {
        String id = search.path("id").asString();
        if (common.json()) {
            if (search instanceof ObjectNode object) {
                object.putArray("trials").addAll(desk.trials(id, "number", Integer.MAX_VALUE));
            }
            common.answer(search, () -> {});
        } else {
            ShowCommand.print(common.out(), search, desk.trials(id, "-score", 5));
            common.out().flush();
        }
        return search.path("state").asString().equals("FAILED") ? 1 : 0;
    }

    private void print(JsonNode cost) {
        common.out()
                .printf(
                        "About %s, %s a trial, %s MB of memory; %s architectures in the space.%n",
                        Words.seconds(cost.path("seconds").asDouble(0)),
                        Words.seconds(cost.path("secondsPerTrial").asDouble(0)),
                        Words.count(cost.path("memoryMegabytes")),
                        cost.path("spaceSize").asString());
        cost.path("warnings").forEach(warning -> common.out().println("Note: " + warning.asString()));
    }
}
