package dev.espalier.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Weights in the safetensors layout: eight bytes of header length (little-endian), a JSON header that names type, shape
 * and place of every tensor, then the numbers. Readable by every common framework and safe to read from anywhere.
 */
public final class WeightsFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String METADATA = "__metadata__";
    /** How the names of files end that are being written. A process that is killed then leaves one behind. */
    public static final String UNFINISHED = ".tmp";

    private static final int MAX_HEADER = 100 << 20;

    /** What a file holds. */
    public record Contents(Weights weights, Map<String, String> metadata) {}

    private WeightsFile() {}

    /** The bytes of such a file; equal weights and metadata give equal bytes. */
    public static byte[] bytes(Weights weights, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, new TreeMap<>(metadata));
        long offset = 0;
        for (Map.Entry<String, FloatArray> entry : weights.byKey().entrySet()) {
            long end = offset + 4L * entry.getValue().values().length;
            header.put(
                    entry.getKey(),
                    new TreeMap<>(Map.of(
                            "dtype", "F32",
                            "shape", entry.getValue().shape(),
                            "data_offsets", List.of(offset, end))));
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(8 + json.length + offset)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (FloatArray array : weights.byKey().values()) {
            bytes.asFloatBuffer().put(array.values());
            bytes.position(bytes.position() + 4 * array.values().length);
        }
        return bytes.array();
    }

    /** Puts a file in place so that it is either there in full after a crash or not at all. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), UNFINISHED);
        try {
            write(unfinished, ByteBuffer.wrap(bytes));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true); // makes the name durable too
        }
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Reads what {@link #bytes} made.
     *
     * @throws IOException where the file is missing, cut short or of another layout
     */
    public static Contents read(Path file) throws IOException {
        try {
            return parse(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (RuntimeException broken) {
            throw new IOException("%s is no weights file: %s".formatted(file, broken.getMessage()), broken);
        }
    }

    private static Contents parse(ByteBuffer bytes) {
        long length = bytes.getLong();
        if (length < 2 || length > Math.min(MAX_HEADER, bytes.remaining())) {
            throw new IllegalArgumentException("its header of %d bytes does not fit".formatted(length));
        }
        String json = new String(bytes.array(), 8, (int) length, StandardCharsets.UTF_8);
        ByteBuffer numbers = bytes.slice(8 + (int) length, bytes.capacity() - 8 - (int) length);
        Map<String, FloatArray> byKey = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(
                                one -> metadata.put(one.getKey(), one.getValue().asString()));
            } else {
                byKey.put(entry.getKey(), array(entry.getValue(), numbers));
            }
        }
        return new Contents(new Weights(byKey), metadata);
    }

    private static FloatArray array(JsonNode described, ByteBuffer numbers) {
        if (!described.path("dtype").asString().equals("F32")) {
            throw new IllegalArgumentException("its numbers are " + described.path("dtype") + ", not F32");
        }
        List<Integer> shape = new ArrayList<>();
        described.path("shape").forEach(extent -> shape.add(extent.asInt()));
        int from = described.path("data_offsets").path(0).asInt();
        int to = described.path("data_offsets").path(1).asInt();
        float[] values = new float[(to - from) / 4];
        numbers.slice(from, to - from)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new FloatArray(shape, values);
    }
}
