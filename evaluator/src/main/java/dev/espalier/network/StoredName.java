package dev.espalier.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * A name in a snapshot of any engine: {@code key@8x3x3x3} for a parameter, {@code key@8x3x3x3:slot} for a part of its optimiser's
 * state. One key may have several shapes in a bank.
 *
 * @param slot empty for the parameter itself
 */
record StoredName(String key, List<Integer> shape, String slot) {
    static StoredName of(String key, List<Integer> shape) {
        return new StoredName(key, List.copyOf(shape), "");
    }

    /** Reads what {@link #text()} wrote. */
    static StoredName parse(String name) {
        int at = name.lastIndexOf('@');
        int colon = name.indexOf(':', at);
        String extents = name.substring(at + 1, colon < 0 ? name.length() : colon);
        List<Integer> shape =
                Stream.of(extents.split("x", -1)).map(Integer::valueOf).toList();
        return new StoredName(name.substring(0, at), shape, colon < 0 ? "" : name.substring(colon + 1));
    }

    /** Reads a name that may also be a plain key, whose shape is then that of its array. */
    static StoredName parse(String name, List<Integer> arrayShape) {
        return name.matches(".*@[0-9]+(x[0-9]+)*(:[a-z]+)?") ? parse(name) : of(name, arrayShape);
    }

    /** The parameter's name, without the slot. */
    String text() {
        StringBuilder text = new StringBuilder(key);
        for (int i = 0; i < shape.size(); i++) {
            text.append(i == 0 ? '@' : 'x').append(shape.get(i).intValue());
        }
        return text.toString();
    }

    /** A parameter of this name before anything is known of it. */
    FloatArray zeros() {
        return new FloatArray(shape, new float[shape.stream().reduce(1, Math::multiplyExact)]);
    }

    /** Running statistics are the only parameters that no gradient moves. */
    boolean trainable() {
        return !key.endsWith("/mean") && !key.endsWith("/variance");
    }
}
