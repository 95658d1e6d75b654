package dev.espalier.benchmark;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file (RFC 4180, comma, UTF-8, one header line, packed with gzip or not) as texts.
 *
 * @param sum of its unpacked content, so that another table of the same name is told apart
 */
record CsvTable(String file, List<String> header, List<Row> rows, String sum) {
    private static final int MAX_BYTES = 256 << 20;
    private static final int MAX_ROWS = 1_000_000;
    private static final int MAX_COLUMNS = 1_000;
    private static final int MAX_CELLS = 20_000_000;

    /** @param line of the file on which it ends, the header being line 1 */
    record Row(int line, List<String> cells) {}

    /**
     * Reads a whole file.
     *
     * @throws InvalidInputException without a pointer, with the file and line
     */
    static CsvTable read(Path path) {
        String file = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            throw refused("There is no file '%s' in the folder of the tables (%s).", file, path.resolveSibling(""));
        }
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw tooLong(file);
            }
            byte[] content = unpacked(Files.readAllBytes(path), file);
            return parsed(text(content, file), file, sum(content));
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "", "The file '%s' cannot be read: %s.".formatted(file, Reason.of(unreadable)));
        }
    }

    /** Looks at the first two bytes, not at the name, to know whether it is packed. */
    private static byte[] unpacked(byte[] content, String file) throws IOException {
        boolean packed = content.length > 1 && content[0] == 0x1f && (content[1] & 0xff) == 0x8b;
        try (InputStream raw = new ByteArrayInputStream(content);
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLong(file);
            }
            return bytes;
        }
    }

    private static InvalidInputException tooLong(String file) {
        return refused("The file '%s' has more than %d bytes, the most that are read.", file, MAX_BYTES);
    }

    /** Without the byte order mark that some programs begin with. */
    private static String text(byte[] content, String file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException garbage) {
            throw refused("The file '%s' is not UTF-8 text. Maybe it was saved in another encoding.", file);
        }
    }

    private static CsvTable parsed(String text, String file, String sum) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        List<Row> rows = new ArrayList<>();
        List<String> header = List.of();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord record : parser) {
                int line = Math.toIntExact(parser.getCurrentLineNumber());
                List<String> cells = record.toList();
                if (header.isEmpty()) {
                    header = header(cells, file);
                } else {
                    rows.add(row(header, cells, line, file));
                    bounded(rows.size(), header.size(), file);
                }
            }
        } catch (UncheckedIOException broken) {
            throw refused(
                    "The file '%s' is no CSV: %s",
                    file,
                    String.valueOf(Objects.requireNonNull(broken.getCause()).getMessage()));
        }
        if (rows.isEmpty()) {
            throw refused("The file '%s' needs a header line and at least one row.", file);
        }
        return new CsvTable(file, header, List.copyOf(rows), sum);
    }

    private static List<String> header(List<String> cells, String file) {
        if (cells.size() > MAX_COLUMNS) {
            throw refused("The file '%s' has %d columns; at most %d are read.", file, cells.size(), MAX_COLUMNS);
        }
        List<String> header = cells.stream().map(String::strip).toList();
        for (String name : header) {
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                throw refused("Line 1 of '%s' names two columns '%s'.", file, name);
            }
        }
        return header;
    }

    private static Row row(List<String> header, List<String> cells, int line, String file) {
        if (cells.size() != header.size()) {
            throw refused(
                    "Line %d of '%s' has %d cells, but the header has %d names.",
                    line, file, cells.size(), header.size());
        }
        return new Row(line, cells.stream().map(String::strip).toList());
    }

    private static void bounded(int rows, int columns, String file) {
        if (rows > MAX_ROWS || (long) rows * columns > MAX_CELLS) {
            throw refused(
                    "The file '%s' has more than %d rows or %d cells, the most that are read.",
                    file, MAX_ROWS, MAX_CELLS);
        }
    }

    /** Eight hexadecimal bytes that change with the content. */
    static String sum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InvalidInputException refused(String message, Object... values) {
        return new InvalidInputException("", message.formatted(values));
    }
}
