package dev.espalier.architecture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Colour refinement over inputs and outputs until every vertex's colour says what it computes and who reads it. */
final class CanonicalHash {
    private CanonicalHash() {}

    static String of(Architecture architecture) {
        Map<String, String> colours = new TreeMap<>();
        architecture
                .vertices()
                .forEach(v -> colours.put(v.key(), digest(v.operation().toString())));
        for (int round = 0; round < architecture.vertices().size(); round++) {
            Map<String, String> refined = new TreeMap<>();
            for (Vertex vertex : architecture.vertices()) {
                List<String> inputs = new ArrayList<>(
                        vertex.inputs().stream().map(colours::get).toList());
                if (vertex.operation().commutative()) {
                    inputs.sort(null);
                }
                List<String> readers = architecture.graph().outgoingEdgesOf(vertex.key()).stream()
                        .map(edge -> colours.get(edge.target()))
                        .sorted()
                        .toList();
                refined.put(vertex.key(), digest(colours.get(vertex.key()) + inputs + readers));
            }
            colours.putAll(refined);
        }
        return digest(architecture.outputs().stream().map(colours::get).toList()
                + colours.values().stream().sorted().toList().toString());
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
