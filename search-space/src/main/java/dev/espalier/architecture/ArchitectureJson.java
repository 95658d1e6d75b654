package dev.espalier.architecture;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.JsonFault;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Architectures as JSON documents. What a person wrote by hand is read strictly: unknown, missing, repeated and null
 * fields, numbers written as texts, and documents above the bounds are refused with the place.
 *
 * <pre>{@code
 * {"vertices": [
 *    {"key": "input", "operation": {"type": "input", "shape": {"type": "vector", "channels": 13}}, "inputs": []},
 *    {"key": "dense", "operation": {"type": "dense", "units": 2, "bias": true}, "inputs": ["input"]}],
 *  "outputs": ["dense"]}
 * }</pre>
 */
public final class ArchitectureJson {
    private static final int MAX_LENGTH = 4_000_000;
    private static final int MAX_DEPTH = 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_LENGTH)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(1_000)
                            .maxNumberLength(30)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .build();

    private ArchitectureJson() {}

    /** The document of an architecture, on one line. */
    public static String write(Architecture architecture) {
        return MAPPER.writeValueAsString(architecture);
    }

    /** The document of an architecture, to be read by people. */
    public static String writePretty(Architecture architecture) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(architecture);
    }

    /**
     * The architecture of a document.
     *
     * @throws InvalidInputException with a pointer to what is wrong
     */
    public static Architecture read(String document) {
        try {
            Architecture architecture = MAPPER.readValue(document, Architecture.class);
            if (architecture == null) {
                throw new InvalidInputException("", "The document is null, not an architecture.");
            }
            return architecture;
        } catch (JacksonException refused) {
            throw translated(refused);
        }
    }

    private static InvalidInputException translated(JacksonException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException located) {
                return located;
            }
        }
        String said = refused instanceof StreamReadException
                ? "This is " + JsonFault.notJson(refused)
                : words(refused.getOriginalMessage());
        return new InvalidInputException(pointer(refused), said, refused);
    }

    /** Without the packages and constructors that Jackson names. */
    private static String words(String message) {
        return message.replaceAll("(dev\\.espalier|java)\\.[a-z.]+\\.", "")
                .replaceAll("Missing required creator property ('.*') \\(index \\d+\\)", "The field $1 is missing.");
    }

    private static String pointer(JacksonException refused) {
        return refused.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .map(InvalidInputException::step)
                .collect(Collectors.joining());
    }
}
