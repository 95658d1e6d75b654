package dev.espalier.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void namesWhatIsWrongAndNoClass() {
        assertThat(Reason.of(new NoSuchFileException("/a/b"))).isEqualTo("there is no '/a/b'");
        assertThat(Reason.of(new AccessDeniedException("/a/b"))).isEqualTo("permission is denied for '/a/b'");
        assertThat(Reason.of(new UnknownHostException("example.org"))).isEqualTo("the host 'example.org' is not found");
        assertThat(Reason.of(new MalformedInputException(1))).isEqualTo("it is not UTF-8 text");
        assertThat(Reason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(Reason.of(new FileSystemException("/a/b", null, "Disk quota exceeded")))
                .isEqualTo("/a/b: Disk quota exceeded");
    }

    @Test
    void namesTheClassWhereNothingElseIsSaid() {
        assertThat(Reason.of(new IOException())).isEqualTo("java.io.IOException");
    }
}
