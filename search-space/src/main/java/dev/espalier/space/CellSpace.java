package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The cell of NAS-Bench-201 (Dong 2020): four nodes, an edge with one of five operations from each to each later one,
 * a node is the sum of its edges. Options and edges come in the order of the published tables.
 */
final class CellSpace implements FixedGame, RelaxedSpace {
    private static final int NODES = 4;
    private static final List<String> OPERATIONS =
            List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
    /** The operations as they are written in vertex keys. */
    private static final List<String> KEYS = List.of("none", "skip", "conv1x1", "conv3x3", "pool3x3");

    private static final List<CellEdge> EDGES = edges();

    private record CellEdge(int from, int to, String key) {}

    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "cell",
            "The cell of NAS-Bench-201, six edges with five operations each, repeated in stages; for images.",
            List.of(
                    Setting.integer("stemWidth", 8, 1, 256, "Channels of the first stage; every later stage doubles."),
                    Setting.integer("cellsPerStage", 1, 1, 20, "Equal cells behind each other in one stage."),
                    Setting.integer("stages", 3, 1, 6, "Stages; the image's extent is halved between them.")),
            settings -> ports -> new CellSpace(new CellSkeleton(
                    settings.integer("stemWidth"),
                    settings.integer("cellsPerStage"),
                    settings.integer("stages"),
                    ports)));

    private final CellSkeleton skeleton;
    private final List<DecisionPoint> decisions = EDGES.stream()
            .map(edge -> DecisionPoint.of(edge.key(), "operation", OPERATIONS))
            .toList();

    CellSpace(CellSkeleton skeleton) {
        this.skeleton = skeleton;
    }

    private static List<CellEdge> edges() {
        List<CellEdge> edges = new ArrayList<>();
        for (int to = 1; to < NODES; to++) {
            for (int from = 0; from < to; from++) {
                edges.add(new CellEdge(from, to, "edge" + from + "-" + to));
            }
        }
        return List.copyOf(edges);
    }

    @Override
    public List<DecisionPoint> decisions() {
        return decisions;
    }

    @Override
    public Architecture decode(Decisions play) {
        points(play);
        boolean[] live = live(play);
        return live[EDGES.size()]
                ? skeleton.around((layers, key, input, width) -> write(play, live, layers, key, input, width))
                : Layers.constant(skeleton.ports());
    }

    /** Behind each stage. */
    @Override
    public List<Architecture> exits(Decisions play) {
        return IntStream.rangeClosed(1, skeleton.stages())
                .mapToObj(stages -> new CellSpace(skeleton.cut(stages)).decode(play))
                .toList();
    }

    /** For each edge whether it lies on a path from the first node to the last; behind them whether there is one. */
    private static boolean[] live(Decisions play) {
        boolean[] reached = new boolean[NODES];
        boolean[] needed = new boolean[NODES];
        reached[0] = true;
        needed[NODES - 1] = true;
        for (int i = 0; i < EDGES.size(); i++) {
            CellEdge edge = EDGES.get(i);
            reached[edge.to()] |= play.choice(i) != 0 && reached[edge.from()];
        }
        boolean[] live = new boolean[EDGES.size() + 1];
        for (int i = EDGES.size() - 1; i >= 0; i--) {
            CellEdge edge = EDGES.get(i);
            live[i] = play.choice(i) != 0 && reached[edge.from()] && needed[edge.to()];
            needed[edge.from()] |= live[i];
        }
        live[EDGES.size()] = reached[NODES - 1];
        return live;
    }

    private static String write(Decisions play, boolean[] live, Layers layers, String key, String input, int width) {
        List<String> nodes = new ArrayList<>(List.of(input));
        for (int node = 1; node < NODES; node++) {
            List<String> summands = new ArrayList<>();
            for (int i = 0; i < EDGES.size(); i++) {
                CellEdge edge = EDGES.get(i);
                if (live[i] && edge.to() == node) {
                    String place = key + "/" + edge.key() + "/" + KEYS.get(play.choice(i));
                    summands.add(operation(play.choice(i), layers, place, nodes.get(edge.from()), width));
                }
            }
            nodes.add(summands.isEmpty() ? "" : layers.sum(key + "/node" + node, summands));
        }
        return nodes.get(NODES - 1);
    }

    private static String operation(int choice, Layers layers, String key, String input, int width) {
        return switch (choice) {
            case 1 -> layers.add(key, new Operation.Identity(), input);
            case 2 -> layers.reluConvBn(key, input, width, 1, 1);
            case 3 -> layers.reluConvBn(key, input, width, 3, 1);
            default -> layers.averagePool(key, input, 3, 1);
        };
    }

    @Override
    public Supernet supernet(int share) {
        Mixing mixing = new Mixing(share, OPERATIONS);
        Architecture outer = skeleton.around((layers, key, input, width) -> mix(mixing, layers, key, input, width));
        return mixing.supernet(
                outer,
                EDGES.stream()
                        .map(edge -> new Supernet.Edge(edge.key(), "cell", "node" + edge.to(), edge.to()))
                        .toList());
    }

    private static String mix(Mixing mixing, Layers layers, String key, String input, int width) {
        List<String> nodes = new ArrayList<>(List.of(input));
        for (int node = 1; node < NODES; node++) {
            List<String> summands = new ArrayList<>();
            for (int i = 0; i < EDGES.size(); i++) {
                CellEdge edge = EDGES.get(i);
                if (edge.to() == node) {
                    String place = key + "/" + edge.key();
                    summands.add(mixing.edge(
                            layers,
                            place,
                            nodes.get(edge.from()),
                            i,
                            width,
                            1,
                            (fragment, choice, from, channels) -> choice == 0
                                    ? from
                                    : operation(choice, fragment, place + "/" + KEYS.get(choice), from, channels)));
                }
            }
            nodes.add(layers.sum(key + "/node" + node, summands));
        }
        return nodes.get(NODES - 1);
    }

    @Override
    public Decisions play(int[] operations) {
        return Decisions.of(IntStream.of(operations)
                .map(operation -> Math.max(0, operation))
                .toArray());
    }

    @Override
    public int[] operations(Decisions play) {
        boolean[] live = live(play);
        return IntStream.range(0, EDGES.size())
                .map(i -> live[i] && live[EDGES.size()] ? play.choice(i) : Supernet.DROPPED)
                .toArray();
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        Reading reading = Reading.of(architecture);
        Decisions play = Decisions.none();
        for (CellEdge edge : EDGES) {
            int choice = 0;
            for (int option = 1; option < KEYS.size(); option++) {
                String place = "stage1/cell1/%s/%s".formatted(edge.key(), KEYS.get(option));
                choice = reading.hasGroup(place) ? option : choice;
            }
            play = play.then(choice);
        }
        return Reading.checked(this, play, architecture);
    }
}
