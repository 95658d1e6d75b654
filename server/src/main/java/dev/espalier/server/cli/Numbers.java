package dev.espalier.server.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as they are typed: what is none is refused in words and with the bound, not with the name of a Java type. */
final class Numbers {
    private Numbers() {}

    static void register(CommandLine line) {
        String upTo = "a whole number of at most %,d";
        ITypeConverter<Integer> whole = converter(Integer::valueOf, upTo.formatted(Integer.MAX_VALUE));
        ITypeConverter<Long> large = converter(Long::valueOf, upTo.formatted(Long.MAX_VALUE));
        ITypeConverter<Double> real = converter(Double::valueOf, "a number");
        line.registerConverter(Integer.class, whole);
        line.registerConverter(int.class, whole);
        line.registerConverter(Long.class, large);
        line.registerConverter(Double.class, real);
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> reader, String bound) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (NumberFormatException none) {
                throw new TypeConversionException("'%s' must be %s".formatted(text, bound));
            }
        };
    }
}
