package dev.espalier.architecture;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;

/** Architectures as texts that graph tools read; nothing reads them back into an architecture, JSON does that. */
public final class GraphText {
    private GraphText() {}

    /** Graphviz; the label of a vertex says its key, operation and shape. */
    public static String dot(Architecture architecture) {
        DOTExporter<String, Edge> exporter = new DOTExporter<>(numbered(architecture));
        exporter.setVertexAttributeProvider(key -> Map.of("label", text(label(architecture, key))));
        StringWriter writer = new StringWriter();
        exporter.exportGraph(architecture.graph(), writer);
        return writer.toString();
    }

    /** GraphML with key, operation, shape and parameters of every vertex and the position of every edge. */
    public static String graphMl(Architecture architecture) {
        GraphMLExporter<String, Edge> exporter = new GraphMLExporter<>(numbered(architecture));
        for (String name : new String[] {"key", "operation", "shape"}) {
            exporter.registerAttribute(name, GraphMLExporter.AttributeCategory.NODE, AttributeType.STRING);
        }
        exporter.registerAttribute("parameters", GraphMLExporter.AttributeCategory.NODE, AttributeType.LONG);
        exporter.registerAttribute("position", GraphMLExporter.AttributeCategory.EDGE, AttributeType.INT);
        exporter.setVertexAttributeProvider(key -> attributes(architecture, key));
        exporter.setEdgeAttributeProvider(
                edge -> Map.of("position", DefaultAttribute.createAttribute(edge.position())));
        StringWriter writer = new StringWriter();
        exporter.exportGraph(architecture.graph(), writer);
        return writer.toString();
    }

    private static Map<String, Attribute> attributes(Architecture architecture, String key) {
        Vertex vertex = architecture.vertex(key);
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("key", text(key));
        attributes.put("operation", text(vertex.operation().toString()));
        attributes.put("shape", text(architecture.shape(key).toString()));
        long parameters = architecture.parameters(vertex).stream()
                .filter(Parameter::trainable)
                .mapToLong(Parameter::size)
                .sum();
        attributes.put("parameters", DefaultAttribute.createAttribute(parameters));
        return attributes;
    }

    private static String label(Architecture architecture, String key) {
        return "%s%n%s%n%s"
                .formatted(key, architecture.vertex(key).operation(), architecture.shape(key))
                .replace("\\", "\\\\")
                .replace(System.lineSeparator(), "\\n");
    }

    /** Without the characters that XML cannot hold. */
    private static Attribute text(String text) {
        return DefaultAttribute.createAttribute(
                text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF&&[^\t\n\r]]", "\uFFFD"));
    }

    private static Function<String, String> numbered(Architecture architecture) {
        Map<String, String> names = new HashMap<>();
        architecture.vertices().forEach(vertex -> names.put(vertex.key(), "v" + names.size()));
        return key -> names.getOrDefault(key, key);
    }
}
