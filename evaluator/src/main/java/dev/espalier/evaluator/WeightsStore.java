package dev.espalier.evaluator;

import dev.espalier.network.Weights;
import dev.espalier.network.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Trained weights under the hash of their content. Safe for many threads and processes. */
public final class WeightsStore {
    private static final String SUFFIX = ".safetensors";

    private final Path folder;

    /** @param search the search's own folder */
    public WeightsStore(Path search) {
        this.folder = search.resolve("weights");
    }

    /** Keeps these weights; durable when this returns. Gives the content's hash. */
    public String put(Weights weights) {
        byte[] bytes = WeightsFile.bytes(weights, Map.of());
        String hash = hash(bytes);
        try {
            if (!Files.exists(file(hash))) {
                WeightsFile.write(file(hash), bytes);
            }
            return hash;
        } catch (IOException failed) {
            throw new UncheckedIOException("The weights cannot be kept in %s.".formatted(folder), failed);
        }
    }

    /** The weights of that hash. */
    public Weights weights(String hash) {
        try {
            return WeightsFile.read(file(hash)).weights();
        } catch (IOException failed) {
            throw new UncheckedIOException("The weights %s cannot be read.".formatted(hash), failed);
        }
    }

    /** Deletes all but these, such as the best few and those that a proposal names as its parent's. */
    public void keepOnly(Collection<String> hashes) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> kept = hashes.stream().map(hash -> hash + SUFFIX).toList();
            for (Path file : files.toList()) {
                if (!kept.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The weights in %s cannot be pruned.".formatted(folder), failed);
        }
    }

    /** Hashes come from documents that people may have edited: nothing but hexadecimal digits reaches the file system. */
    private Path file(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'%s' is no hash of weights.".formatted(hash));
        }
        return folder.resolve(hash + SUFFIX);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
