package dev.espalier.data;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Characters of a table on the way to the parser: skips a byte order mark, refuses characters that no text has, and a
 * row that never ends (an unclosed quote would otherwise read the whole file into one cell).
 */
final class RowReader extends FilterReader {
    private static final int LOOK_AHEAD = 1 << 16;

    private final String file;
    private long line = 1;
    private long sinceRow;

    RowReader(Reader in, String file) {
        super(new BufferedReader(in, LOOK_AHEAD));
        this.file = file;
    }

    /** About how many lines were given out. */
    long line() {
        return line;
    }

    /** The parser has completed a row. */
    void nextRow() {
        sinceRow = 0;
    }

    /**
     * Begins the text: skips a byte order mark, and gives the one of these characters that the first line holds most
     * of, the first of them in doubt.
     */
    char delimiter(char... candidates) throws IOException {
        in.mark(1);
        if (in.read() != '\uFEFF') {
            in.reset();
        }
        int[] counts = new int[candidates.length];
        in.mark(LOOK_AHEAD);
        int next = in.read();
        for (int i = 1; i < LOOK_AHEAD && next >= 0 && next != '\n' && next != '\r'; i++) {
            for (int candidate = 0; candidate < candidates.length; candidate++) {
                counts[candidate] += next == candidates[candidate] ? 1 : 0;
            }
            next = in.read();
        }
        in.reset();
        int best = 0;
        for (int candidate = 1; candidate < candidates.length; candidate++) {
            best = counts[candidate] > counts[best] ? candidate : best;
        }
        return candidates[best];
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        int count = in.read(characters, offset, length);
        for (int i = offset; i < offset + count; i++) {
            line += characters[i] == '\n' ? 1 : 0;
            Limits.check(characters[i] != 0, "Line %d of '%s' holds a NUL character: it is no text.", line, file);
        }
        sinceRow += Math.max(0, count);
        Limits.check(
                sinceRow <= Limits.ROW_CHARACTERS,
                "A row of '%s' that ends near line %d has more than %d characters. Maybe a quote is not closed.",
                file,
                line,
                Limits.ROW_CHARACTERS);
        return count;
    }
}
