package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Operation.Activation.Function;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Multilayer perceptrons for rows of a table. First what holds for all layers (activation, normalisation, dropout,
 * depth), then the width of every layer and, from the second on, whether its input goes around it: added, where the
 * widths are equal, or concatenated.
 */
final class MlpSpace implements SearchSpace {
    private static final List<Function> ACTIVATIONS =
            List.of(Function.RELU, Function.TANH, Function.ELU, Function.SWISH);
    private static final List<String> NORMALIZATIONS = List.of("none", "batch");
    private static final List<Double> DROPOUTS = List.of(0.0, 0.1, 0.25, 0.5);
    private static final List<String> SKIPS = List.of("none", "add", "concatenate");
    private static final int ADD = 1;
    private static final int CONCATENATE = 2;
    private static final int GLOBALS = 4;

    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "mlp",
            "Multilayer perceptrons: depth, widths, activation, normalisation, dropout, skips; for tables.",
            List.of(
                    Setting.integer("maxDepth", 4, 1, 10, "Most hidden layers."),
                    Setting.text("widths", "16, 32, 64, 128, 256", "Units that a hidden layer may have.")),
            settings -> {
                List<Integer> widths = Numbers.list("widths", settings.text("widths"), 4096);
                return ports -> new MlpSpace(settings.integer("maxDepth"), widths, ports);
            });

    private final int maxDepth;
    private final List<Integer> widths;
    private final Ports ports;
    private final List<DecisionPoint> globals;

    MlpSpace(int maxDepth, List<Integer> widths, Ports ports) {
        Fit.oneVector("mlp", ports);
        this.maxDepth = maxDepth;
        this.widths = widths;
        this.ports = ports;
        this.globals = List.of(
                DecisionPoint.of(
                        "activation",
                        "activation",
                        ACTIVATIONS.stream()
                                .map(f -> f.name().toLowerCase(Locale.ROOT))
                                .toList()),
                DecisionPoint.of("normalization", "normalization", NORMALIZATIONS),
                DecisionPoint.of("dropout", "dropout", Numbers.words(DROPOUTS)),
                DecisionPoint.of(
                        "depth",
                        "depth",
                        Numbers.words(IntStream.rangeClosed(1, maxDepth).boxed().toList())));
    }

    @Override
    public Optional<DecisionPoint> next(Decisions prefix) {
        int asked = prefix.size() - GLOBALS;
        if (asked < 0) {
            return Optional.of(globals.get(prefix.size()));
        }
        // width of layer 1, width of layer 2, skip of layer 2, width of layer 3, ...
        int layer = asked == 0 ? 1 : (asked + 1) / 2 + 1;
        if (layer > prefix.choice(GLOBALS - 1) + 1) {
            return Optional.empty();
        }
        boolean width = asked == 0 || asked % 2 == 1;
        return Optional.of(width ? widthPoint(layer) : skipPoint(layer, prefix));
    }

    private DecisionPoint widthPoint(int layer) {
        return DecisionPoint.of("layer" + layer + "/width", "width", Numbers.words(widths));
    }

    private DecisionPoint skipPoint(int layer, Decisions prefix) {
        boolean equal = width(layer, prefix) == output(layer - 1, prefix);
        return new DecisionPoint("layer" + layer + "/skip", "skip", SKIPS, List.of(true, equal, true));
    }

    /** Units that a layer gives, with what goes around it. */
    private int output(int layer, Decisions play) {
        int width = width(layer, play);
        return skip(layer, play) == CONCATENATE ? width + output(layer - 1, play) : width;
    }

    private int width(int layer, Decisions play) {
        return widths.get(play.choice(widthPosition(layer)));
    }

    private static int skip(int layer, Decisions play) {
        int position = widthPosition(layer) + 1;
        return layer == 1 || position >= play.size() ? 0 : play.choice(position);
    }

    private static int widthPosition(int layer) {
        return layer == 1 ? GLOBALS : GLOBALS + 2 * layer - 3;
    }

    @Override
    public Architecture decode(Decisions play) {
        points(play);
        Layers layers = new Layers(ports);
        String last = Layers.INPUT;
        for (int layer = 1; layer <= play.choice(GLOBALS - 1) + 1; layer++) {
            String key = "layer" + layer;
            String inner = layer(layers, key, last, width(layer, play), play);
            last = switch (skip(layer, play)) {
                case ADD -> layers.sum(key + "/sum", List.of(last, inner));
                case CONCATENATE -> layers.concatenation(key + "/concatenation", List.of(last, inner));
                default -> inner;
            };
        }
        return layers.vectorHead(last);
    }

    private static String layer(Layers layers, String key, String input, int units, Decisions play) {
        String last = layers.add(key + "/dense", new Operation.Dense(units, true), input);
        last = play.choice(1) == 0 ? last : layers.batchNorm(key + "/norm", last);
        last = layers.add(key + "/activation", new Operation.Activation(ACTIVATIONS.get(play.choice(0))), last);
        double rate = DROPOUTS.get(play.choice(2));
        return rate == 0 ? last : layers.add(key + "/dropout", new Operation.Dropout(rate), last);
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        Reading reading = Reading.of(architecture);
        int depth = 0;
        while (reading.has("layer" + (depth + 1) + "/dense")) {
            depth++;
        }
        Decisions play = Decisions.of(
                reading.operation("layer1/activation", Operation.Activation.class)
                        .map(activation -> ACTIVATIONS.indexOf(activation.function()))
                        .orElse(-1),
                reading.has("layer1/norm") ? 1 : 0,
                reading.operation("layer1/dropout", Operation.Dropout.class)
                        .map(dropout -> DROPOUTS.indexOf(dropout.rate()))
                        .orElse(0),
                depth - 1);
        for (int layer = 1; layer <= depth; layer++) {
            String key = "layer" + layer;
            play = play.then(reading.operation(key + "/dense", Operation.Dense.class)
                    .map(dense -> widths.indexOf(dense.units()))
                    .orElse(-1));
            int skip = reading.has(key + "/sum") ? ADD : reading.has(key + "/concatenation") ? CONCATENATE : 0;
            play = layer == 1 ? play : play.then(skip);
        }
        return Reading.checked(this, play, architecture);
    }

    /** Counts beginnings by the units that they give, because these decide whether an addition is legal. */
    @Override
    public BigInteger size() {
        Map<Integer, BigInteger> endings = new TreeMap<>();
        widths.forEach(width -> endings.put(width, BigInteger.ONE));
        BigInteger size = sum(endings);
        Map<Integer, BigInteger> current = endings;
        for (int layer = 2; layer <= maxDepth; layer++) {
            current = oneLayerMore(current);
            size = size.add(sum(current));
        }
        return size.multiply(BigInteger.valueOf((long) ACTIVATIONS.size() * NORMALIZATIONS.size() * DROPOUTS.size()));
    }

    private Map<Integer, BigInteger> oneLayerMore(Map<Integer, BigInteger> beginnings) {
        Map<Integer, BigInteger> longer = new TreeMap<>();
        beginnings.forEach((units, count) -> {
            for (int width : widths) {
                longer.merge(width, width == units ? count.add(count) : count, BigInteger::add);
                longer.merge(units + width, count, BigInteger::add);
            }
        });
        return longer;
    }

    private static BigInteger sum(Map<Integer, BigInteger> counts) {
        return counts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
