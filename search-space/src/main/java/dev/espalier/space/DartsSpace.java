package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The search space of DARTS (Liu 2019) without the {@code none} operation: a normal cell, repeated in stages, and a
 * reduction cell between the stages, which halves the extent and doubles the width. Which two nodes a node reads is one
 * decision, so that the decisions are fixed; a node that can read only one pair asks nothing.
 */
final class DartsSpace implements FixedGame, RelaxedSpace {
    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "darts-cell",
            "The cells of DARTS, four nodes with two inputs each and seven operations, one normal and one reduction cell;"
                    + " for images.",
            List.of(
                    Setting.integer(
                            "stemWidth", 8, 1, 256, "Channels of a node in the first stage; later ones double."),
                    Setting.integer("cellsPerStage", 1, 1, 20, "Normal cells behind each other in one stage."),
                    Setting.integer("stages", 2, 1, 6, "Stages, joined by reduction cells.")),
            settings -> ports -> new DartsSpace(
                    settings.integer("stemWidth"),
                    settings.integer("cellsPerStage"),
                    settings.integer("stages"),
                    ports));

    private final int stemWidth;
    private final int cellsPerStage;
    private final int stages;
    private final Ports ports;
    private final List<String> cells;
    private final List<DecisionPoint> decisions;

    DartsSpace(int stemWidth, int cellsPerStage, int stages, Ports ports) {
        Fit.oneImage("darts-cell", ports);
        Fit.halvings(ports.input(), stages - 1);
        this.stemWidth = stemWidth;
        this.cellsPerStage = cellsPerStage;
        this.stages = stages;
        this.ports = ports;
        this.cells = stages == 1 ? List.of("normal") : List.of("normal", "reduction");
        this.decisions = cells.stream().flatMap(cell -> points(cell).stream()).toList();
    }

    private static List<DecisionPoint> points(String cell) {
        List<DecisionPoint> points = new ArrayList<>();
        for (int node = DartsCell.INPUTS; node < DartsCell.INPUTS + DartsCell.NODES; node++) {
            String key = cell + "/node" + node + "/";
            List<String> pairs = DartsCell.Sources.outOf(node).stream()
                    .map(DartsCell.Sources::toString)
                    .toList();
            if (pairs.size() > 1) {
                points.add(DecisionPoint.of(key + "inputs", "inputs" + node, pairs));
            }
            points.add(DecisionPoint.of(key + "operation1", "operation", DartsCell.OPERATIONS));
            points.add(DecisionPoint.of(key + "operation2", "operation", DartsCell.OPERATIONS));
        }
        return points;
    }

    @Override
    public List<DecisionPoint> decisions() {
        return decisions;
    }

    @Override
    public Architecture decode(Decisions play) {
        return first(stages, play);
    }

    /** Behind each stage. */
    @Override
    public List<Architecture> exits(Decisions play) {
        return IntStream.rangeClosed(1, stages)
                .mapToObj(fewer -> first(fewer, play))
                .toList();
    }

    private Architecture first(int fewer, Decisions play) {
        points(play);
        DartsCell normal = cell(play, 0);
        DartsCell reduction = stages == 1 ? normal : cell(play, decisions.size() / 2);
        return network(fewer, normal::write, reduction::write);
    }

    private Architecture network(int stages, DartsCell.Writer normal, DartsCell.Writer reduction) {
        Layers layers = new Layers(ports);
        String stem = layers.convBn("stem/conv3x3", Layers.INPUT, stemWidth, 3, 1);
        Walk walk = new Walk(layers, stem);
        for (int stage = 1; stage <= stages; stage++) {
            int width = Math.multiplyExact(stemWidth, 1 << (stage - 1));
            if (stage > 1) {
                walk.reduce(reduction, "stage" + stage + "/reduction", width);
            }
            for (int number = 1; number <= cellsPerStage; number++) {
                walk.keep(normal, "stage" + stage + "/cell" + number, width);
            }
        }
        return layers.imageHead(walk.last);
    }

    private static DartsCell cell(Decisions play, int start) {
        List<DartsCell.Sources> sources = new ArrayList<>();
        List<int[]> operations = new ArrayList<>();
        int position = start;
        for (int node = DartsCell.INPUTS; node < DartsCell.INPUTS + DartsCell.NODES; node++) {
            List<DartsCell.Sources> pairs = DartsCell.Sources.outOf(node);
            sources.add(pairs.get(pairs.size() == 1 ? 0 : play.choice(position++)));
            operations.add(new int[] {play.choice(position++), play.choice(position++)});
        }
        return new DartsCell(sources, operations);
    }

    /** The results of the two latest cells. */
    private static final class Walk {
        private final Layers layers;
        private String beforeLast;
        private String last;
        /** Whether the older result has twice the extent. */
        private boolean reduced;

        Walk(Layers layers, String stem) {
            this.layers = layers;
            this.beforeLast = stem;
            this.last = stem;
        }

        void keep(DartsCell.Writer cell, String key, int width) {
            go(cell, key, width, 1);
        }

        void reduce(DartsCell.Writer cell, String key, int width) {
            go(cell, key, width, 2);
        }

        private void go(DartsCell.Writer cell, String key, int width, int stride) {
            String older = layers.reluConvBn(key + "/input0", beforeLast, width, 1, reduced ? 2 : 1);
            String newer = layers.reluConvBn(key + "/input1", last, width, 1, 1);
            beforeLast = last;
            last = cell.write(layers, key, List.of(older, newer), width, stride);
            reduced = stride == 2;
        }
    }

    @Override
    public Supernet supernet(int share) {
        Mixing mixing = new Mixing(share, DartsCell.OPERATIONS);
        List<Supernet.Edge> edges =
                cells.stream().flatMap(cell -> edges(cell).stream()).toList();
        int perCell = edges.size() / cells.size();
        Architecture outer = network(stages, DartsCell.mixed(mixing, 0), DartsCell.mixed(mixing, perCell));
        return mixing.supernet(outer, edges);
    }

    private static List<Supernet.Edge> edges(String cell) {
        List<Supernet.Edge> edges = new ArrayList<>();
        for (int node = DartsCell.INPUTS; node < DartsCell.INPUTS + DartsCell.NODES; node++) {
            for (int from = 0; from < node; from++) {
                String name = cell + "/edge" + from + "-" + node;
                edges.add(new Supernet.Edge(name, cell, cell + "/node" + node, 2));
            }
        }
        return edges;
    }

    @Override
    public Decisions play(int[] operations) {
        Decisions play = Decisions.none();
        int edge = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            for (int node = DartsCell.INPUTS; node < DartsCell.INPUTS + DartsCell.NODES; node++) {
                int first = edge;
                int[] kept = IntStream.range(0, node)
                        .filter(from -> operations[first + from] != Supernet.DROPPED)
                        .toArray();
                List<DartsCell.Sources> pairs = DartsCell.Sources.outOf(node);
                int pair = pairs.indexOf(new DartsCell.Sources(kept[0], kept[1]));
                play = pairs.size() == 1 ? play : play.then(pair);
                play = play.then(operations[first + kept[0]]).then(operations[first + kept[1]]);
                edge += node;
            }
        }
        return play;
    }

    @Override
    public int[] operations(Decisions play) {
        int[] operations = new int[cells.size() * edges("").size()];
        Arrays.fill(operations, Supernet.DROPPED);
        int edge = 0;
        for (int number = 0; number < cells.size(); number++) {
            DartsCell cell = cell(play, number * decisions.size() / cells.size());
            for (int i = 0; i < DartsCell.NODES; i++) {
                operations[edge + cell.sources().get(i).first()] =
                        cell.operations().get(i)[0];
                operations[edge + cell.sources().get(i).second()] =
                        cell.operations().get(i)[1];
                edge += DartsCell.INPUTS + i;
            }
        }
        return operations;
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        Reading reading = Reading.of(architecture);
        Decisions play = Decisions.none();
        for (String cell : cells) {
            String place = cell.equals("normal") ? "stage1/cell1" : "stage2/reduction";
            for (int node = DartsCell.INPUTS; node < DartsCell.INPUTS + DartsCell.NODES; node++) {
                int[] read = edges(reading, place, node);
                List<DartsCell.Sources> pairs = DartsCell.Sources.outOf(node);
                int pair = pairs.indexOf(new DartsCell.Sources(read[0], read[2]));
                play = pairs.size() == 1 ? play : play.then(pair);
                play = play.then(read[1]).then(read[3]);
            }
        }
        return Reading.checked(this, play, architecture);
    }

    /** Source and operation of the first edge into a node, then of the second; -1 where there is none. */
    private static int[] edges(Reading reading, String place, int node) {
        int[] found = {-1, -1, -1, -1};
        int next = 0;
        for (int from = 0; from < node; from++) {
            for (int operation = 0; operation < DartsCell.OPERATIONS.size(); operation++) {
                if (next < 4 && reading.hasGroup(place + "/" + DartsCell.edgeKey(from, node, operation))) {
                    found[next++] = from;
                    found[next++] = operation;
                }
            }
        }
        return found;
    }
}
