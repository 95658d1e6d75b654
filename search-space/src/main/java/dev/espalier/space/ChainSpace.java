package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Convolutions behind each other. First the depth; then for every layer kernel, width, stride and how many layers back
 * the result is reached that is added to its own. A stride of 2 is illegal where an extent is 1 already, a skip where
 * the shapes differ.
 */
final class ChainSpace implements SearchSpace {
    private static final List<Integer> STRIDES = List.of(1, 2);
    private static final List<String> SKIPS = List.of("none", "1", "2", "3");
    private static final int QUESTIONS = 4;

    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "chain",
            "A chain of convolutions: depth, and for each layer kernel, width, stride and skip; for images.",
            List.of(
                    Setting.integer("maxDepth", 6, 1, 20, "Most convolutions."),
                    Setting.text("kernels", "1, 3, 5", "Kernels that a layer may have; odd."),
                    Setting.text("widths", "8, 16, 32, 64", "Channels that a layer may have.")),
            settings -> {
                List<Integer> kernels = Numbers.odd("kernels", Numbers.list("kernels", settings.text("kernels"), 31));
                List<Integer> widths = Numbers.list("widths", settings.text("widths"), 2048);
                return ports -> new ChainSpace(settings.integer("maxDepth"), kernels, widths, ports);
            });

    private final int maxDepth;
    private final List<Integer> kernels;
    private final List<Integer> widths;
    private final Ports ports;

    ChainSpace(int maxDepth, List<Integer> kernels, List<Integer> widths, Ports ports) {
        Fit.oneImage("chain", ports);
        this.maxDepth = maxDepth;
        this.kernels = kernels;
        this.widths = widths;
        this.ports = ports;
    }

    @Override
    public Optional<DecisionPoint> next(Decisions prefix) {
        if (prefix.size() == 0) {
            List<Integer> depths = IntStream.rangeClosed(1, maxDepth).boxed().toList();
            return Optional.of(DecisionPoint.of("depth", "depth", Numbers.words(depths)));
        }
        int layer = (prefix.size() - 1) / QUESTIONS + 1;
        if (layer > prefix.choice(0) + 1) {
            return Optional.empty();
        }
        String key = "layer" + layer + "/";
        return Optional.of(
                switch ((prefix.size() - 1) % QUESTIONS) {
                    case 0 -> DecisionPoint.of(key + "kernel", "kernel", Numbers.words(kernels));
                    case 1 -> DecisionPoint.of(key + "width", "width", Numbers.words(widths));
                    case 2 ->
                        new DecisionPoint(
                                key + "stride", "stride", Numbers.words(STRIDES), strides(shapes(prefix, layer - 1)));
                    default -> new DecisionPoint(key + "skip", "skip", SKIPS, skips(shapes(prefix, layer)));
                });
    }

    private static List<Boolean> strides(List<Shape.Image> shapes) {
        Shape.Image last = shapes.get(shapes.size() - 1);
        return List.of(true, last.height() > 1 && last.width() > 1);
    }

    /** Which earlier results have the shape of the last one. */
    private static List<Boolean> skips(List<Shape.Image> shapes) {
        int last = shapes.size() - 1;
        List<Boolean> legal = new ArrayList<>(List.of(true));
        for (int back = 1; back < SKIPS.size(); back++) {
            legal.add(back <= last && shapes.get(last - back).equals(shapes.get(last)));
        }
        return legal;
    }

    /** Shapes of the input and of the results of the first layers, which must be decided up to the stride. */
    private List<Shape.Image> shapes(Decisions play, int layers) {
        List<Shape.Image> shapes = new ArrayList<>(List.of((Shape.Image) ports.input()));
        for (int layer = 1; layer <= layers; layer++) {
            shapes.add(after(shapes.get(layer - 1), widths.get(choice(play, layer, 1)), stride(play, layer)));
        }
        return shapes;
    }

    private static Shape.Image after(Shape.Image image, int width, int stride) {
        return new Shape.Image(width, (image.height() + stride - 1) / stride, (image.width() + stride - 1) / stride);
    }

    private static int stride(Decisions play, int layer) {
        return STRIDES.get(choice(play, layer, 2));
    }

    private static int choice(Decisions play, int layer, int question) {
        return play.choice(1 + (layer - 1) * QUESTIONS + question);
    }

    @Override
    public Architecture decode(Decisions play) {
        points(play);
        Layers layers = new Layers(ports);
        List<String> results = new ArrayList<>(List.of(Layers.INPUT));
        for (int layer = 1; layer <= play.choice(0) + 1; layer++) {
            int kernel = kernels.get(choice(play, layer, 0));
            String conv = layers.conv(
                    "layer" + layer + "/conv" + kernel + "x" + kernel,
                    results.get(layer - 1),
                    widths.get(choice(play, layer, 1)),
                    kernel,
                    stride(play, layer));
            String key = "layer" + layer;
            String own = layers.relu(key + "/relu", layers.batchNorm(key + "/norm", conv));
            int back = choice(play, layer, 3);
            results.add(back == 0 ? own : layers.sum(key + "/sum", List.of(results.get(layer - back), own)));
        }
        return layers.imageHead(results.get(results.size() - 1));
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        Reading reading = Reading.of(architecture);
        int depth = 0;
        while (reading.has("layer" + (depth + 1) + "/relu")) {
            depth++;
        }
        Decisions play = Decisions.of(depth - 1);
        List<String> results = new ArrayList<>(List.of(Layers.INPUT));
        for (int layer = 1; layer <= depth; layer++) {
            String key = "layer" + layer;
            String sum = key + "/sum";
            results.add(reading.has(sum) ? sum : key + "/relu");
            int skip = reading.has(sum) ? layer - results.indexOf(reading.source(sum)) : 0;
            play = convolution(play, reading, key).then(skip);
        }
        return Reading.checked(this, play, architecture);
    }

    private Decisions convolution(Decisions play, Reading reading, String layer) {
        for (int kernel = 0; kernel < kernels.size(); kernel++) {
            String key = layer + "/conv" + kernels.get(kernel) + "x" + kernels.get(kernel);
            Optional<Operation.Convolution> found = reading.operation(key, Operation.Convolution.class);
            if (found.isPresent()) {
                return play.then(kernel)
                        .then(widths.indexOf(found.get().filters()))
                        .then(STRIDES.indexOf(found.get().stride()));
            }
        }
        return play;
    }

    /** Counts beginnings by the latest shapes, because these decide what is legal next. */
    @Override
    public BigInteger size() {
        Map<List<Shape.Image>, BigInteger> beginnings = new LinkedHashMap<>();
        beginnings.put(List.of((Shape.Image) ports.input()), BigInteger.ONE);
        BigInteger size = BigInteger.ZERO;
        for (int layer = 1; layer <= maxDepth; layer++) {
            beginnings = oneLayerMore(beginnings);
            size = size.add(beginnings.values().stream().reduce(BigInteger.ZERO, BigInteger::add));
        }
        return size;
    }

    private Map<List<Shape.Image>, BigInteger> oneLayerMore(Map<List<Shape.Image>, BigInteger> beginnings) {
        Map<List<Shape.Image>, BigInteger> longer = new LinkedHashMap<>();
        beginnings.forEach((shapes, count) -> {
            List<Boolean> strides = strides(shapes);
            for (int width : widths) {
                for (int i = 0; i < STRIDES.size(); i++) {
                    if (strides.get(i)) {
                        List<Shape.Image> window = append(shapes, width, STRIDES.get(i));
                        long skips =
                                skips(window).stream().filter(legal -> legal).count();
                        BigInteger ways = count.multiply(BigInteger.valueOf(skips * kernels.size()));
                        longer.merge(latest(window), ways, BigInteger::add);
                    }
                }
            }
        });
        return longer;
    }

    private static List<Shape.Image> append(List<Shape.Image> shapes, int width, int stride) {
        List<Shape.Image> longer = new ArrayList<>(shapes);
        longer.add(after(shapes.get(shapes.size() - 1), width, stride));
        return longer;
    }

    /**
     * The shapes that a skip of the next layer can reach: those before the last shrinking never fit again. Only which of
     * them are equal matters, so the widths are named anew in the order in which they appear.
     */
    private List<Shape.Image> latest(List<Shape.Image> window) {
        Shape.Image last = window.get(window.size() - 1);
        Map<Integer, Integer> names = new LinkedHashMap<>();
        return window.stream()
                .skip(Math.max(0, window.size() - (SKIPS.size() - 1)))
                .filter(shape -> shape.withChannels(1).equals(last.withChannels(1)))
                .map(shape -> shape.withChannels(
                        widths.contains(shape.channels())
                                ? names.computeIfAbsent(shape.channels(), width -> widths.get(names.size()))
                                : shape.channels()))
                .toList();
    }
}
