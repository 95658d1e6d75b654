package dev.espalier.space;

import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Place;
import dev.espalier.space.CustomTemplate.Field;
import dev.espalier.space.CustomTemplate.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads operations whose fields are values, or decisions all of whose options are such values. */
final class LayerReader {
    private static final List<String> TYPES = List.of(
            "convolution",
            "depthwise-convolution",
            "batch-normalization",
            "activation",
            "pooling",
            "global-pooling",
            "dense",
            "flatten",
            "dropout",
            "identity");

    private final List<CustomDecision> decisions;

    LayerReader(List<CustomDecision> decisions) {
        this.decisions = decisions;
    }

    Layer layer(Place place) {
        String type = place.required("type").word();
        return new Layer(type, place.pointer(), operation(type, place));
    }

    private Field<Operation> operation(String type, Place place) {
        return switch (type) {
            case "convolution" -> convolution(place.only("type", "filters", "kernel", "stride", "dilation", "bias"));
            case "depthwise-convolution" -> depthwise(place.only("type", "kernel", "stride", "dilation", "bias"));
            case "pooling" -> pooling(place.only("type", "kind", "kernel", "stride"));
            case "dense" -> dense(place.only("type", "units", "bias"));
            case "activation" -> {
                Field<Operation.Activation.Function> function =
                        word(place.only("type", "function"), "function", Operation.Activation.Function.values());
                yield (answers, input) -> new Operation.Activation(function.of(answers, input));
            }
            case "global-pooling" -> {
                Field<Operation.Pooling.Kind> kind =
                        word(place.only("type", "kind"), "kind", Operation.Pooling.Kind.values());
                yield (answers, input) -> new Operation.GlobalPooling(kind.of(answers, input));
            }
            case "dropout" -> {
                Field<Double> rate = rate(place.only("type", "rate"));
                yield (answers, input) -> new Operation.Dropout(rate.of(answers, input));
            }
            case "batch-normalization" -> fixed(place, new Operation.BatchNormalization());
            case "flatten" -> fixed(place, new Operation.Flatten());
            case "identity" -> fixed(place, new Operation.Identity());
            default -> throw place.required("type").refused("There is no operation '%s'. Known: %s.", type, TYPES);
        };
    }

    private static Field<Operation> fixed(Place place, Operation operation) {
        place.only("type");
        return (answers, input) -> operation;
    }

    private Field<Operation> convolution(Place place) {
        Field<Integer> filters = channels(place, "filters");
        Field<Integer> kernel = integer(place, "kernel", 31, null);
        Field<Integer> stride = integer(place, "stride", 8, 1);
        Field<Integer> dilation = integer(place, "dilation", 8, 1);
        Field<Boolean> bias = flag(place, false);
        return (answers, input) -> new Operation.Convolution(
                filters.of(answers, input),
                kernel.of(answers, input),
                stride.of(answers, input),
                dilation.of(answers, input),
                bias.of(answers, input));
    }

    private Field<Operation> depthwise(Place place) {
        Field<Integer> kernel = integer(place, "kernel", 31, null);
        Field<Integer> stride = integer(place, "stride", 8, 1);
        Field<Integer> dilation = integer(place, "dilation", 8, 1);
        Field<Boolean> bias = flag(place, false);
        return (answers, input) -> new Operation.DepthwiseConvolution(
                kernel.of(answers, input),
                stride.of(answers, input),
                dilation.of(answers, input),
                bias.of(answers, input));
    }

    private Field<Operation> pooling(Place place) {
        Field<Operation.Pooling.Kind> kind = word(place, "kind", Operation.Pooling.Kind.values());
        Field<Integer> kernel = integer(place, "kernel", 31, null);
        Field<Integer> stride = integer(place, "stride", 8, 1);
        return (answers, input) ->
                new Operation.Pooling(kind.of(answers, input), kernel.of(answers, input), stride.of(answers, input));
    }

    private Field<Operation> dense(Place place) {
        Field<Integer> units = channels(place, "units");
        Field<Boolean> bias = flag(place, true);
        return (answers, input) -> new Operation.Dense(units.of(answers, input), bias.of(answers, input));
    }

    /** A number of channels: given, or by those of the input. */
    private Field<Integer> channels(Place place, String name) {
        Optional<Place> field = place.field(name);
        if (field.isPresent() && field.get().node().isString()) {
            return switch (field.get().node().stringValue()) {
                case "same" -> (answers, input) -> input.channels();
                case "double" -> (answers, input) -> Math.multiplyExact(input.channels(), 2);
                default -> throw field.get().refused("Here must be a number from 1 to 4096, 'same' or 'double'.");
            };
        }
        return integer(place, name, 4096, null);
    }

    private Field<Integer> integer(Place place, String name, int max, @Nullable Integer otherwise) {
        return field(
                place,
                name,
                "a whole number from 1 to " + max,
                otherwise,
                value -> value instanceof Long number && number >= 1 && number <= max ? number.intValue() : null);
    }

    private Field<Boolean> flag(Place place, boolean otherwise) {
        return field(place, "bias", "true or false", otherwise, value -> value instanceof Boolean flag ? flag : null);
    }

    private Field<Double> rate(Place place) {
        return field(
                place,
                "rate",
                "a number from 0 to 0.95",
                null,
                value -> value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 0.95
                        ? (Double) number.doubleValue()
                        : null);
    }

    private <E extends Enum<E>> Field<E> word(Place place, String name, E[] values) {
        List<String> words = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return field(
                place,
                name,
                "one of " + words,
                null,
                value -> value instanceof String word && words.contains(word) ? values[words.indexOf(word)] : null);
    }

    /** Accepts a value, or a decision with nothing but acceptable options. */
    private <T> Field<T> field(
            Place place, String name, String bound, @Nullable T otherwise, Function<Object, @Nullable T> accept) {
        Optional<Place> given = place.field(name);
        if (given.isEmpty() && otherwise != null) {
            return (answers, input) -> otherwise;
        }
        Place field = place.required(name);
        if (field.isObject()) {
            int decision = SpaceReader.decision(field.only("decision").required("decision"), decisions);
            List<T> values = new ArrayList<>();
            for (Object option : decisions.get(decision).options()) {
                values.add(accepted(
                        option,
                        accept,
                        () -> field.refused(
                                "The option %s of '%s' is not %s.",
                                option, decisions.get(decision).name(), bound)));
            }
            return (answers, input) -> values.get(answers[decision]);
        }
        T value = accepted(
                field.scalar(),
                accept,
                () -> field.refused("The field '%s' (%s) must be %s.", name, field.scalar(), bound));
        return (answers, input) -> value;
    }

    private static <T> T accepted(
            Object value, Function<Object, @Nullable T> accept, Supplier<InvalidInputException> no) {
        T accepted = accept.apply(value);
        if (accepted == null) {
            throw no.get();
        }
        return accepted;
    }

    /** For messages: what a layer makes of an input, with its place where that fails. */
    static Operation make(Layer layer, int[] answers, Shape input) {
        try {
            return layer.operation().of(answers, input);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw new InvalidInputException(layer.pointer(), String.valueOf(refused.getMessage()), refused);
        }
    }
}
