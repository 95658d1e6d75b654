package dev.espalier.evaluator;

import dev.espalier.network.Weights;
import dev.espalier.network.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a one-shot evaluation has learned as it was after {@code learn} of the last rounds, one durable file each. A cache: what is
 * missing, broken or of other settings is learned again.
 */
final class SharedSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(SharedSnapshots.class);
    private static final String FINGERPRINT = "settings";
    private static final int KEPT = 2;

    private final Path folder;
    private final String fingerprint;

    /** What is kept of one round. */
    record Snapshot(Weights weights, Optional<ControlBand> band) {}

    /** @param kind names the folder below the search's own */
    SharedSnapshots(Path search, String kind, String fingerprint) {
        this.folder = search.resolve(kind);
        this.fingerprint = fingerprint;
    }

    /** The last round that can be read, or -1. */
    int newest() {
        for (int round : rounds()) {
            if (read(round).isPresent()) {
                return round;
            }
        }
        return -1;
    }

    Optional<Snapshot> read(int round) {
        if (!Files.exists(file(round))) {
            return Optional.empty();
        }
        try {
            WeightsFile.Contents contents = WeightsFile.read(file(round));
            return fingerprint.equals(contents.metadata().get(FINGERPRINT))
                    ? Optional.of(new Snapshot(contents.weights(), ControlBand.of(contents.metadata())))
                    : Optional.empty();
        } catch (IOException broken) {
            LOG.warn("What was learned for round {} is learned again: {}", round, broken.getMessage());
            return Optional.empty();
        }
    }

    /** Durable when this returns; older ones than the last two are deleted. */
    void write(int round, Snapshot snapshot) {
        Map<String, String> metadata = new TreeMap<>(Map.of(FINGERPRINT, fingerprint));
        snapshot.band().ifPresent(band -> metadata.putAll(band.metadata()));
        try {
            for (String unfinished : names(".*" + Pattern.quote(WeightsFile.UNFINISHED))) {
                Files.deleteIfExists(folder.resolve(unfinished)); // of a process that was killed
            }
            WeightsFile.write(file(round), WeightsFile.bytes(snapshot.weights(), metadata));
            for (int old : rounds()) {
                if (old <= round - KEPT) {
                    Files.deleteIfExists(file(old));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("What was learned cannot be kept in %s.".formatted(folder), failed);
        }
    }

    /** Rounds with a file, the last first. */
    private List<Integer> rounds() {
        return names("round-[0-9]{1,9}\\.safetensors").stream()
                .map(name -> Integer.valueOf(name.replaceAll("[^0-9]", "")))
                .sorted((a, b) -> Integer.compare(b, a))
                .toList();
    }

    private List<String> names(String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(pattern))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder %s cannot be read.".formatted(folder), failed);
        }
    }

    private Path file(int round) {
        return folder.resolve("round-" + round + ".safetensors");
    }
}
