package dev.espalier.server.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.espalier.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * One end of the conversation: frames of four bytes of length and a JSON document. Any number of threads may send, one
 * receives.
 */
final class Wire implements AutoCloseable {
    private static final int LONGEST = 1 << 28;
    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Outcome.class, Tagged.class).build();

    private final SocketChannel channel;

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Outcome.Scored.class, name = "scored"),
        @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed")
    })
    private interface Tagged {}

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    static Wire connect(Path socket) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new Wire(channel);
        } catch (IOException broken) {
            throw new UncheckedIOException("Nobody answers at %s.".formatted(socket), broken);
        }
    }

    synchronized void send(Message message) throws IOException {
        byte[] document = encode(message);
        ByteBuffer frame = ByteBuffer.allocate(4 + document.length)
                .putInt(document.length)
                .put(document)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** The next message; nothing where the other end is gone. */
    Optional<Message> receive() {
        try {
            ByteBuffer length = filled(4);
            int size = length.getInt();
            if (size < 0 || size > LONGEST) {
                throw new IOException("A frame of %d bytes is no frame.".formatted(size));
            }
            return Optional.of(decode(filled(size).array()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static byte[] encode(Message message) {
        return JSON.writerFor(Message.class).writeValueAsBytes(message);
    }

    static Message decode(byte[] document) {
        return JSON.readValue(document, Message.class);
    }

    private ByteBuffer filled(int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("The other end is closed.");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to be lost: what counts was acknowledged.
        }
    }
}
