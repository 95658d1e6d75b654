package dev.espalier.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file, unpacked where it is gzip-packed, never more than a bound. A damaged file gives an
 * {@link dev.espalier.catalog.InvalidInputException} that names the file and the place.
 */
final class Unpacked extends FilterInputStream {
    private final String name;
    private final long limit;
    private long position;

    private Unpacked(InputStream in, String name, long limit) {
        super(in);
        this.name = name;
        this.limit = limit;
    }

    /** Looks at the first two bytes, not at the name, to know whether the stream is packed. */
    static Unpacked of(InputStream raw, String name, long limit) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        try {
            return new Unpacked(packed ? new GZIPInputStream(in, 1 << 16) : in, name, limit);
        } catch (EOFException | ZipException damaged) {
            throw Limits.refused("The file '%s' begins like gzip, but its header is damaged.", name);
        }
    }

    /** Unpacked bytes read so far. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (EOFException | ZipException damaged) {
            throw Limits.refused(
                    "The packed file '%s' is cut off or damaged behind byte %d of its content (%s).",
                    name, position, damaged.getMessage());
        }
        position += Math.max(0, count);
        Limits.check(position <= limit, "The file '%s' unpacks to more than %d bytes, the most allowed.", name, limit);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return read(new byte[(int) Math.min(count, 1 << 16)], 0, (int) Math.min(count, 1 << 16));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
