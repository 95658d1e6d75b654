package dev.espalier.server.history;

import dev.espalier.architecture.Architecture;
import dev.espalier.space.Decisions;
import dev.espalier.trial.Outcome;
import dev.espalier.trial.Proposal;
import dev.espalier.trial.Seeds;
import dev.espalier.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How long a sorted page takes in a search with many trials. Not a test, because it asserts wall time:
 *
 * <pre>{@code mvn -pl server -am test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/cp
 * java -cp server/target/test-classes:server/target/classes:$(cat /tmp/cp) \
 *     dev.espalier.server.history.HistoryBenchmark 1000000 /tmp/history}</pre>
 */
final class HistoryBenchmark {
    private static final int BATCH = 2000;
    private static final int REPEATS = 60;

    private HistoryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int trials = Integer.parseInt(arguments[0]);
        Path root = Files.createDirectories(Path.of(arguments[1]));
        try (History history = HistoryFile.open(new DataFolder(root), InstantSource.system())) {
            String id = history.searches().list(1, Optional.empty()).items().stream()
                    .findFirst()
                    .map(SearchRecord::id)
                    .orElseGet(() -> fill(history, trials));
            for (String order :
                    List.of("number", "-number", "score", "-score", "parameters", "-parameters", "-seconds")) {
                report(history, id, order, "");
            }
            report(history, id, "-number", "failed");
            report(history, id, "-score", "scored");
        }
    }

    private static String fill(History history, int trials) {
        String id = history.searches().create(Histories.aSearch("many")).id();
        List<Architecture> architectures = IntStream.rangeClosed(1, 200)
                .mapToObj(Histories::anArchitecture)
                .toList();
        RandomGenerator random = new Seeds(1).stream("benchmark");
        long start = System.nanoTime();
        for (int first = 1; first <= trials; first += BATCH) {
            history.trials()
                    .append(
                            id,
                            IntStream.range(first, Math.min(first + BATCH, trials + 1))
                                    .mapToObj(number -> trial(number, architectures, random))
                                    .toList());
        }
        System.out.printf("%,d trials appended in %.1f s%n", trials, (System.nanoTime() - start) / 1e9);
        return id;
    }

    private static NewTrial trial(int number, List<Architecture> architectures, RandomGenerator random) {
        Architecture architecture = architectures.get(random.nextInt(architectures.size()));
        double score = Math.rint(random.nextGaussian() * 200) / 1000;
        Outcome outcome = random.nextInt(100) == 0
                ? new Outcome.Failed("The loss (NaN) must be finite.", Map.of(), 1)
                : new Outcome.Scored(score, Map.of("accuracy", score, "parameters", 1e4), random.nextDouble(), null);
        Proposal proposal = Proposal.of(Decisions.of(1, 2, 3, 4, 0, 1));
        return new NewTrial(new Trial(number, proposal, architecture.hash(), outcome, null), architecture);
    }

    /** First pages, and pages further and further in. */
    private static void report(History history, String id, String order, String filter) {
        double[] milliseconds = new double[REPEATS];
        Optional<String> token = Optional.empty();
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            Page<StoredTrial> page = history.trials().page(id, TrialQuery.of(100, token, order, filter));
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
            token = Optional.ofNullable(page.nextPageToken());
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                "%-12s %-7s median %.1f ms, p95 %.1f ms%n",
                order, filter, milliseconds[REPEATS / 2], milliseconds[(int) (REPEATS * 0.95)]);
    }
}
