package dev.espalier.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Sixteen bytes that two different examples do not share by chance. */
record Fingerprint(long high, long low) {
    static Fingerprint of(RawExample example) {
        MessageDigest digest = digest();
        if (example instanceof RawExample.Pixels pixels) {
            ByteBuffer bytes = ByteBuffer.allocate(pixels.values().length * Float.BYTES);
            bytes.asFloatBuffer().put(pixels.values());
            digest.update(bytes);
        } else if (example instanceof RawExample.Row row) {
            for (String cell : row.cells()) {
                digest.update(cell.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
        }
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(sum.getLong(), sum.getLong());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256.", impossible);
        }
    }
}
