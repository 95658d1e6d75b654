package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trees of layers that several tasks share as far as they like (branched multi-task networks, Bruggemann 2020; Guo 2020):
 * every branch of a layer chooses the branch of the layer before that it reads, every task the branch of the last layer.
 * Branches that lead to no task are left out. A task is an output or, where there is one output, each of its numbers:
 * a label, a target or a class.
 */
final class BranchedSpace implements FixedGame, PrunedSpace {
    private static final String NAME = "branched";
    private static final int MOST_TASKS = 64;

    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            NAME,
            "Trees of layers that several labels or targets share as far as they like; for tables.",
            List.of(
                    Setting.integer("layers", 3, 1, 8, "Hidden layers between the data and every task."),
                    Setting.integer("branches", 4, 2, 6, "Branches that a layer may have; never more than tasks."),
                    Setting.integer("width", 32, 1, 4096, "Units of every branch of every layer.")),
            settings -> ports -> new BranchedSpace(
                    settings.integer("layers"), settings.integer("branches"), settings.integer("width"), ports));

    private final int depth;
    private final int branches;
    private final int width;
    private final Ports ports;
    private final List<Integer> tasks;
    private final List<DecisionPoint> decisions;

    /** How a branch or a task comes to what it reads of the layer before. */
    @FunctionalInterface
    private interface Junction {
        String read(Layers layers, int decision, List<String> before);
    }

    BranchedSpace(int depth, int branches, int width, Ports ports) {
        Fit.oneVector(NAME, ports);
        this.tasks = ports.outputs().size() > 1 ? ports.outputs() : Collections.nCopies(ports.units(), 1);
        if (tasks.size() < 2 || tasks.size() > MOST_TASKS) {
            throw new InvalidInputException(
                    "/name",
                    "The space '%s' needs 2 to %d labels, targets or classes, not %d. Maybe choose 'mlp'."
                            .formatted(NAME, MOST_TASKS, tasks.size()));
        }
        this.depth = depth;
        this.branches = Math.min(branches, tasks.size());
        this.width = width;
        this.ports = ports;
        this.decisions = points();
    }

    private List<DecisionPoint> points() {
        List<String> options =
                IntStream.rangeClosed(1, branches).mapToObj(i -> "branch" + i).toList();
        List<DecisionPoint> points = new ArrayList<>();
        for (int layer = 2; layer <= depth; layer++) {
            for (int branch = 0; branch < branches; branch++) {
                points.add(DecisionPoint.of(key(layer, branch) + "/parent", "branch", options));
            }
        }
        for (int task = 1; task <= tasks.size(); task++) {
            points.add(DecisionPoint.of("task" + task + "/parent", "branch", options));
        }
        return List.copyOf(points);
    }

    @Override
    public List<DecisionPoint> decisions() {
        return decisions;
    }

    private static String key(int layer, int branch) {
        return "layer" + layer + "/branch" + (branch + 1);
    }

    /** Position of the decision that a branch of a layer after the first takes. */
    private int parent(int layer, int branch) {
        return (layer - 2) * branches + branch;
    }

    private int parent(int task) {
        return (depth - 1) * branches + task;
    }

    @Override
    public Architecture decode(Decisions play) {
        points(play);
        return network((layers, decision, before) -> before.get(play.choice(decision)));
    }

    /** Of all branches; those that lead to no task are left out when it is built. */
    private Architecture network(Junction junction) {
        Layers layers = new Layers(ports);
        List<String> before = List.of();
        for (int layer = 1; layer <= depth; layer++) {
            List<String> results = new ArrayList<>();
            for (int branch = 0; branch < branches; branch++) {
                results.add(branch(layers, layer, branch, before, junction));
            }
            before = results;
        }
        List<String> heads = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            String read = junction.read(layers, parent(task), before);
            String key = "task" + (task + 1) + "/dense";
            heads.add(layers.add(key, new Operation.Dense(tasks.get(task), true), read));
        }
        List<String> outputs =
                ports.outputs().size() > 1 ? heads : List.of(layers.concatenation("head/concatenation", heads));
        outputs.forEach(layers::output);
        return layers.build();
    }

    private String branch(Layers layers, int layer, int branch, List<String> before, Junction junction) {
        String key = key(layer, branch);
        String read = layer == 1 ? Layers.INPUT : junction.read(layers, parent(layer, branch), before);
        String dense = layers.add(key + "/dense", new Operation.Dense(width, true), read);
        return layers.relu(key + "/relu", layers.batchNorm(key + "/norm", dense));
    }

    @Override
    public Supernet supernet(int share) {
        if (share > 1) {
            throw new InvalidInputException(
                    "/name",
                    "The space '%s' has no channels of which a part could bypass its operations.".formatted(NAME));
        }
        Architecture outer = network(
                (layers, decision, before) -> layers.sum(decisions.get(decision).name(), before));
        Map<String, Supernet.Place> places = new LinkedHashMap<>();
        List<Supernet.Edge> edges = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            String name = decisions.get(i).name();
            places.put(name, new Supernet.Place(i, Collections.nCopies(branches, Optional.of(reading()))));
            edges.add(new Supernet.Edge(name, NAME, name, 1));
        }
        return new Supernet(outer, edges, decisions.get(0).options(), places, share);
    }

    /** The network that gives what it reads. */
    private Architecture reading() {
        Layers layers = new Layers(Ports.of(new Shape.Vector(width), 1));
        layers.output(Layers.INPUT);
        return layers.build();
    }

    @Override
    public Decisions play(int[] operations) {
        return Decisions.of(operations);
    }

    @Override
    public int[] operations(Decisions play) {
        return play.toArray();
    }

    @Override
    public double expectedMacs(double[][] probabilities) {
        double[] live = new double[1 << branches];
        live[0] = 1;
        double sum = 0;
        for (int task = 0; task < tasks.size(); task++) {
            live = withOneMore(live, probabilities[parent(task)]);
            sum += (double) width * tasks.get(task);
        }
        for (int layer = depth; layer > 1; layer--) {
            sum += (double) width * width * size(live);
            live = before(live, layer, probabilities);
        }
        return sum + (double) ports.input().size() * width * size(live);
    }

    /**
     * Probabilities of the sets of live branches in the layer before, from those in this one; sets are bit masks. What is
     * read by a set is read by the set without its last branch, and by that branch.
     */
    private double[] before(double[] live, int layer, double[][] probabilities) {
        double[] before = new double[live.length];
        double[][] read = new double[live.length][];
        read[0] = new double[live.length];
        read[0][0] = 1;
        for (int set = 1; set < live.length; set++) {
            int last = Integer.numberOfTrailingZeros(Integer.highestOneBit(set));
            read[set] = withOneMore(read[set & ~(1 << last)], probabilities[parent(layer, last)]);
            for (int parents = 0; parents < before.length; parents++) {
                before[parents] += live[set] * read[set][parents];
            }
        }
        return before;
    }

    /** Probabilities of sets to which one more branch was drawn, which may be in them. */
    private double[] withOneMore(double[] sets, double[] probabilities) {
        double[] more = new double[sets.length];
        for (int set = 0; set < sets.length; set++) {
            for (int branch = 0; branch < branches; branch++) {
                more[set | 1 << branch] += sets[set] * probabilities[branch];
            }
        }
        return more;
    }

    private static double size(double[] sets) {
        double mean = 0;
        for (int set = 0; set < sets.length; set++) {
            mean += sets[set] * Integer.bitCount(set);
        }
        return mean;
    }

    /** A branch that was left out may have chosen anything: the first. */
    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        Reading reading = Reading.of(architecture);
        int[] choices = new int[decisions.size()];
        for (int layer = 2; layer <= depth; layer++) {
            for (int branch = 0; branch < branches; branch++) {
                if (reading.has(key(layer, branch) + "/dense")) {
                    choices[parent(layer, branch)] = read(reading.source(key(layer, branch) + "/dense"), layer - 1);
                }
            }
        }
        for (int task = 0; task < tasks.size(); task++) {
            String key = "task" + (task + 1) + "/dense";
            if (!reading.has(key)) {
                return Optional.empty();
            }
            choices[parent(task)] = read(reading.source(key), depth);
        }
        return Reading.checked(this, Decisions.of(choices), architecture);
    }

    /** The branch of a layer that is read where this is; -1 where it is something else. */
    private int read(String input, int layer) {
        return IntStream.range(0, branches)
                .filter(branch -> input.equals(key(layer, branch) + "/relu"))
                .findFirst()
                .orElse(-1);
    }
}
