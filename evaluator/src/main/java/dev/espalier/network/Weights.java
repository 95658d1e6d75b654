package dev.espalier.network;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters by key, sorted: {@code vertexKey + "/" + parameterName}, laid out as
 * {@link dev.espalier.architecture.Operation} documents. Running statistics are among them.
 */
public record Weights(Map<String, FloatArray> byKey) {
    public Weights {
        byKey = Collections.unmodifiableMap(new TreeMap<>(byKey));
    }

    /** The key of one parameter of one vertex. */
    public static String key(String vertex, String parameter) {
        return vertex + "/" + parameter;
    }

    /** The array of that key; an {@link IllegalArgumentException} where there is none. */
    public FloatArray get(String vertex, String parameter) {
        FloatArray array = byKey.get(key(vertex, parameter));
        if (array == null) {
            throw new IllegalArgumentException("There are no weights '%s'.".formatted(key(vertex, parameter)));
        }
        return array;
    }
}
