package dev.espalier.export.drawing;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Vertex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** One run of ELK's layered algorithm (Sugiyama 1981). */
final class Layout {
    /** A larger network is laid out with fewer attempts at fewer crossings. */
    private static final int MANY = 150;

    static {
        // Named here, not found by a ServiceLoader, whose class loader is another one in threads of a nested jar.
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    /** A connection of the architecture with its counterpart in ELK. */
    private record Line(String from, String to, ElkEdge edge) {}

    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, Drawing.Node> unplaced = new LinkedHashMap<>();
    private final Map<String, ElkNode> boxes = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    Layout(Architecture architecture) {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(16));
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 20.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 26.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        root.setProperty(LayeredOptions.THOROUGHNESS, architecture.vertices().size() > MANY ? 2 : 7);
        for (Vertex vertex : architecture.vertices()) {
            addBox(Drawing.unplaced(architecture, vertex));
            vertex.inputs().forEach(input -> addLine(input, vertex.key()));
        }
    }

    private void addBox(Drawing.Node node) {
        ElkNode box = ElkGraphUtil.createNode(root);
        box.setDimensions(node.width(), node.height());
        unplaced.put(node.key(), node);
        boxes.put(node.key(), box);
    }

    private void addLine(String from, String to) {
        lines.add(new Line(from, to, ElkGraphUtil.createSimpleEdge(box(from), box(to))));
    }

    private ElkNode box(String key) {
        return Objects.requireNonNull(boxes.get(key), key);
    }

    Drawing drawing() {
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        List<Drawing.Node> nodes = unplaced.values().stream().map(this::placed).toList();
        List<Drawing.Edge> edges = lines.stream().map(Layout::routed).toList();
        return new Drawing(tenth(root.getWidth()), tenth(root.getHeight()), nodes, edges);
    }

    private Drawing.Node placed(Drawing.Node node) {
        ElkNode box = box(node.key());
        return new Drawing.Node(
                node.key(),
                node.label(),
                node.shape(),
                tenth(box.getX()),
                tenth(box.getY()),
                tenth(node.width()),
                node.height(),
                node.group());
    }

    private static Drawing.Edge routed(Line line) {
        List<List<Double>> points = new ArrayList<>();
        for (ElkEdgeSection section : line.edge().getSections()) {
            points.add(point(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(point(bend.getX(), bend.getY()));
            }
            points.add(point(section.getEndX(), section.getEndY()));
        }
        return new Drawing.Edge(line.from(), line.to(), points);
    }

    private static List<Double> point(double x, double y) {
        return List.of(tenth(x), tenth(y));
    }

    /** Tenths of a pixel are enough, and short in a document. */
    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
