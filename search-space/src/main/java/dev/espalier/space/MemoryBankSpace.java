package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Memory banks that layers read and write (SMASH, Brock 2017, section 3.2). At the start of a stage the first bank is
 * filled and the others are empty. A layer concatenates the filled ones of the banks that it reads (the first bank
 * where all of these are empty), mixes them by a 1x1 convolution, applies one path of convolutions or two, and adds
 * the result to every bank that it writes. What the paper calls a division of the last convolution's filters among the
 * banks is a convolution for each of them here. A stage ends with the concatenation of all filled banks.
 */
final class MemoryBankSpace implements FixedGame {
    private static final int QUESTIONS = 5;
    private static final List<Integer> KERNELS = List.of(3, 5);
    private static final List<Integer> DILATIONS = List.of(1, 2);

    /** Side by side, and behind each other in each. */
    private static final List<String> PATHS = List.of("1 x 1", "1 x 2", "2 x 1", "2 x 2");

    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "memory-bank",
            "Layers that read and write memory banks: which of them, kernels, dilation and paths; for images.",
            List.of(
                    Setting.integer("banks", 3, 1, 6, "Memory banks of a stage."),
                    Setting.integer("bankWidth", 8, 1, 256, "Channels of a bank; every later stage doubles."),
                    Setting.integer("layersPerStage", 2, 1, 20, "Layers that read and write in one stage."),
                    Setting.integer("stages", 3, 1, 6, "Stages; the image's extent is halved between them.")),
            settings -> ports -> new MemoryBankSpace(
                    settings.integer("banks"),
                    settings.integer("bankWidth"),
                    settings.integer("layersPerStage"),
                    settings.integer("stages"),
                    ports));

    private final int banks;
    private final int bankWidth;
    private final int layersPerStage;
    private final int stages;
    private final Ports ports;
    private final List<DecisionPoint> decisions;

    MemoryBankSpace(int banks, int bankWidth, int layersPerStage, int stages, Ports ports) {
        Fit.oneImage("memory-bank", ports);
        Fit.halvings(ports.input(), stages - 1);
        this.banks = banks;
        this.bankWidth = bankWidth;
        this.layersPerStage = layersPerStage;
        this.stages = stages;
        this.ports = ports;
        this.decisions = IntStream.range(0, stages * layersPerStage)
                .mapToObj(this::key)
                .flatMap(key -> points(key, banks).stream())
                .toList();
    }

    private String key(int layer) {
        return "stage" + (layer / layersPerStage + 1) + "/layer" + (layer % layersPerStage + 1);
    }

    private static List<DecisionPoint> points(String key, int banks) {
        List<String> sets = IntStream.range(1, 1 << banks)
                .mapToObj(set -> names(members(set)))
                .toList();
        return List.of(
                DecisionPoint.of(key + "/read", "read", sets),
                DecisionPoint.of(key + "/write", "write", sets),
                DecisionPoint.of(key + "/kernel", "kernel", Numbers.words(KERNELS)),
                DecisionPoint.of(key + "/dilation", "dilation", Numbers.words(DILATIONS)),
                DecisionPoint.of(key + "/paths", "paths", PATHS));
    }

    /** Positions of the bits of a set. */
    private static List<Integer> members(int set) {
        return IntStream.range(0, Integer.SIZE)
                .filter(bank -> (set >> bank & 1) == 1)
                .boxed()
                .toList();
    }

    private static String names(List<Integer> banks) {
        return banks.stream().map(bank -> String.valueOf(bank + 1)).collect(Collectors.joining("+"));
    }

    @Override
    public List<DecisionPoint> decisions() {
        return decisions;
    }

    @Override
    public Architecture decode(Decisions play) {
        points(play);
        Layers layers = new Layers(ports);
        String last = layers.convBn("stem/conv3x3", Layers.INPUT, bankWidth, 3, 1);
        int width = bankWidth;
        for (int stage = 1; stage <= stages; stage++) {
            if (stage > 1) {
                width = Math.multiplyExact(width, 2);
                last = layers.reluConvBn("stage" + stage + "/reduction", last, width, 3, 2);
            }
            SortedMap<Integer, String> memory = new TreeMap<>(Map.of(0, last));
            for (int i = 0; i < layersPerStage; i++) {
                write(layers, play, (stage - 1) * layersPerStage + i, memory, width);
            }
            last = layers.concatenation("stage" + stage + "/memory", List.copyOf(memory.values()));
        }
        return layers.imageHead(layers.relu("head/relu", layers.batchNorm("head/norm", last)));
    }

    /** @param memory the key of what is in each bank that is filled */
    private void write(Layers layers, Decisions play, int layer, SortedMap<Integer, String> memory, int width) {
        int first = layer * QUESTIONS;
        String key = key(layer);
        List<Integer> read = members(play.choice(first) + 1).stream()
                .filter(memory::containsKey)
                .toList();
        read = read.isEmpty() ? List.of(0) : read;
        String mixed = layers.reluConvBn(
                key + "/read" + names(read),
                layers.concatenation(
                        key + "/banks", read.stream().map(memory::get).toList()),
                width,
                1,
                1);
        int paths = play.choice(first + 4);
        List<String> inner = new ArrayList<>();
        for (int path = 1; path <= 1 + paths / 2; path++) {
            String place = key + "/path" + path;
            inner.add(paths % 2 == 0 ? mixed : convolved(layers, place + "/first", mixed, play, first, width));
        }
        for (int bank : members(play.choice(first + 1) + 1)) {
            List<String> summands = new ArrayList<>();
            if (memory.containsKey(bank)) {
                summands.add(memory.get(bank));
            }
            for (int path = 1; path <= inner.size(); path++) {
                String place = key + "/path" + path + "/write" + (bank + 1);
                summands.add(convolved(layers, place, inner.get(path - 1), play, first, width));
            }
            memory.put(bank, layers.sum(key + "/bank" + (bank + 1), summands));
        }
    }

    private static String convolved(Layers layers, String key, String input, Decisions play, int first, int width) {
        int kernel = KERNELS.get(play.choice(first + 2));
        int dilation = DILATIONS.get(play.choice(first + 3));
        Operation convolution = new Operation.Convolution(width, kernel, 1, dilation, false);
        String place = kind(key, kernel, dilation);
        return layers.batchNorm(
                place + "/norm", layers.add(place + "/conv", convolution, layers.relu(place + "/relu", input)));
    }

    private static String kind(String key, int kernel, int dilation) {
        return key + "/conv" + kernel + "x" + kernel + "d" + dilation;
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        Reading reading = Reading.of(architecture);
        Decisions play = Decisions.none();
        for (int layer = 0; layer < stages * layersPerStage; layer++) {
            String key = key(layer);
            int read = 0;
            int write = 0;
            for (int set = 1; set < 1 << banks; set++) {
                read = reading.hasGroup(key + "/read" + names(members(set))) ? set : read;
            }
            for (int bank = 0; bank < banks; bank++) {
                write |= reading.hasGroup(key + "/path1/write" + (bank + 1)) ? 1 << bank : 0;
            }
            int paths = (reading.hasGroup(key + "/path2") ? 2 : 0) + (reading.hasGroup(key + "/path1/first") ? 1 : 0);
            Operation.Convolution convolution = convolution(reading, key, write);
            play = play.then(read - 1)
                    .then(write - 1)
                    .then(KERNELS.indexOf(convolution.kernel()))
                    .then(DILATIONS.indexOf(convolution.dilation()))
                    .then(paths);
        }
        return Reading.checked(this, play, architecture);
    }

    /** The one with which the layer writes its first bank; another where there is none. */
    private static Operation.Convolution convolution(Reading reading, String key, int write) {
        String place = key + "/path1/write" + (Integer.numberOfTrailingZeros(write) + 1);
        for (int kernel : KERNELS) {
            for (int dilation : DILATIONS) {
                Optional<Operation.Convolution> found =
                        reading.operation(kind(place, kernel, dilation) + "/conv", Operation.Convolution.class);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return Operation.Convolution.of(1, 1);
    }
}
