package dev.espalier.league;

import dev.espalier.benchmark.Benchmark;
import dev.espalier.benchmark.Benchmarks;
import dev.espalier.trial.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A table of 256 plays with twins, an early signal and a metric that is minimised, written anew for each test. */
final class MadeTable {
    private static final String DESCRIPTION = """
            {"name": "made", "files": ["made.csv"],
             "decisions": [{"column": "code", "split": "", "name": "layer", "kind": "layer"}],
             "same": "twin",
             "metrics": [
               {"name": "accuracy", "reward": "valid", "report": {"test": "test"},
                "signal": {"reward": "early", "seconds": "seconds", "budget": 400}},
               {"name": "loss", "direction": "minimize", "reward": "loss"}]}""";

    private MadeTable() {}

    /** Twins are plays whose first two digits are exchanged. */
    static Benchmark in(Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("code,valid,test,early,seconds,loss,twin\n");
        RandomGenerator noise = new Seeds(5).stream("noise");
        for (int play = 0; play < 256; play++) {
            int[] digits = {play / 64, play / 16 % 4, play / 4 % 4, play % 4};
            double quality = digits[0] * digits[1] + 2 * digits[2] - Math.abs(digits[3] - 1);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d%d%d%d,%.3f,%.3f,%.3f,%d,%.3f,%d%d%d%d%n",
                    digits[0],
                    digits[1],
                    digits[2],
                    digits[3],
                    quality + noise.nextDouble(),
                    quality + noise.nextDouble(),
                    quality + 2 * noise.nextDouble(),
                    5 + digits[0],
                    20 - quality,
                    Math.min(digits[0], digits[1]),
                    Math.max(digits[0], digits[1]),
                    digits[2],
                    digits[3]));
        }
        Files.writeString(folder.resolve("made.csv"), csv);
        return Benchmarks.described(Files.writeString(folder.resolve("made.json"), DESCRIPTION), folder);
    }
}
