package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.catalog.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UnpackedTest {
    @Test
    void packedAndPlainBytesAreTheSame() throws IOException {
        byte[] text = Made.text("the same");
        assertThat(unpacked(text, 100)).isEqualTo(text);
        assertThat(unpacked(Made.gzip(text), 100)).isEqualTo(text);
        assertThat(unpacked(new byte[] {0x1f}, 100)).containsExactly(0x1f);
    }

    @Test
    void noMoreThanTheBoundIsUnpacked() {
        byte[] bomb = Made.gzip(new byte[10 << 20]);
        assertThat(bomb.length).isLessThan(20_000);
        assertThatThrownBy(() -> unpacked(bomb, 1 << 20))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The file 'made' unpacks to more than 1048576 bytes, the most allowed.");
    }

    private static byte[] unpacked(byte[] file, long limit) throws IOException {
        return Unpacked.of(new ByteArrayInputStream(file), "made", limit).readAllBytes();
    }
}
