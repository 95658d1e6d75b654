package dev.espalier.server.web;

import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;

/** Reads bodies as {@link JsonText}; refuses long ones before they are held, and bytes that are no UTF-8. */
@Component
final class JsonTextReader extends AbstractHttpMessageConverter<JsonText> {
    JsonTextReader() {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == JsonText.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @org.jspecify.annotations.Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected JsonText readInternal(Class<? extends JsonText> type, HttpInputMessage message) throws IOException {
        byte[] bytes = message.getBody().readNBytes(JsonText.LONGEST + 1);
        if (bytes.length > JsonText.LONGEST) {
            throw new BodyTooLargeException(JsonText.LONGEST);
        }
        try {
            return new JsonText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException broken) {
            throw new InvalidInputException("", "The body is not UTF-8.", broken);
        }
    }

    @Override
    protected void writeInternal(JsonText text, HttpOutputMessage message) {
        throw new UnsupportedOperationException("documents are only read");
    }
}
