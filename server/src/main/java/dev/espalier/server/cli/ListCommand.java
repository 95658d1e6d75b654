package dev.espalier.server.cli;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists searches, newest first.", sortOptions = false)
final class ListCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Override
    public Integer call() {
        CommonOptions.requirePositive("--limit", limit);
        List<JsonNode> searches = Files.notExists(common.namedDataDir()) ? List.of() : listed();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("items", searches);
        common.answer(document, () -> print(searches));
        return 0;
    }

    private List<JsonNode> listed() {
        try (Desk desk = common.desk()) {
            return desk.list(limit);
        }
    }

    private void print(List<JsonNode> searches) {
        if (searches.isEmpty()) {
            common.out().printf("There is no search in '%s' yet.%n", common.dataDir());
            return;
        }
        Table table = new Table("ID", "NAME", "STATE", "TRIALS", "BEST", "CREATED");
        for (JsonNode search : searches) {
            table.row(
                    search.path("id").asString(),
                    search.path("name").asString(),
                    search.path("state").asString(),
                    search.path("progress").path("trials").asInt(),
                    Words.score(search.path("best").path("score")),
                    search.path("createdAt").asString("").replaceAll("\\..*", ""));
        }
        table.print(common.out());
    }
}
