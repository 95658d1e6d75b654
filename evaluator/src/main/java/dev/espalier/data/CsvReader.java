package dev.espalier.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV (RFC 4180; comma, semicolon or tab, whichever the header holds most of), UTF-8, packed with gzip or not,
 * with one header line. Empty lines are skipped.
 */
final class CsvReader {
    private static final char[] DELIMITERS = {',', ';', '\t'};

    private final String file;
    private final Map<String, String> pool = new HashMap<>();

    private CsvReader(String file) {
        this.file = file;
    }

    static Table read(Content file) {
        try (Unpacked in = file.unpacked()) {
            return read(in, file.name());
        } catch (IOException broken) {
            throw new UncheckedIOException("'%s' cannot be read.".formatted(file.name()), broken);
        }
    }

    static Table read(InputStream in, String file) throws IOException {
        Reader decoded = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        RowReader rows = new RowReader(decoded, file);
        try {
            return new CsvReader(file).table(rows);
        } catch (CharacterCodingException garbage) {
            throw Limits.refused(
                    "'%s' is not UTF-8 text near line %d. Maybe it is no CSV file, or was saved in another encoding.",
                    file, rows.line());
        }
    }

    private Table table(RowReader in) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(in.delimiter(DELIMITERS))
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser =
                CSVParser.builder().setReader(in).setFormat(format).get()) {
            List<List<String>> rows = new ArrayList<>();
            List<String> header = List.of();
            for (CSVRecord record : parser) {
                in.nextRow();
                if (header.isEmpty()) {
                    header = header(record);
                } else {
                    rows.add(row(record, header, parser.getCurrentLineNumber()));
                    bounded(rows.size(), header.size());
                }
            }
            Limits.check(!header.isEmpty(), "'%s' is empty; a header line was expected.", file);
            Limits.check(!rows.isEmpty(), "'%s' has a header line, but no rows.", file);
            return new Table(file, header, List.copyOf(rows));
        } catch (UncheckedIOException broken) {
            return failed(broken, in.line());
        }
    }

    /** The parser's iterator wraps what the reader and it throw. */
    private Table failed(UncheckedIOException broken, long line) throws IOException {
        IOException cause = broken.getCause();
        if (cause instanceof CSVException) {
            throw Limits.refused("'%s' is no CSV near line %d: %s", file, line, cause.getMessage());
        }
        throw cause;
    }

    private List<String> header(CSVRecord record) {
        Limits.check(
                record.size() <= Limits.COLUMNS,
                "'%s' has %d columns; at most %d are read.",
                file,
                record.size(),
                Limits.COLUMNS);
        List<String> header = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean named = false;
        for (int column = 0; column < record.size(); column++) {
            String name = record.get(column).strip();
            named |= !name.isEmpty() && Cells.parse(name).isEmpty();
            name = name.isEmpty() ? "column " + (column + 1) : name;
            Limits.check(
                    name.length() <= Limits.NAME,
                    "The name '%s' of column %d of '%s' has %d characters; at most %d are read.",
                    Cells.shown(name),
                    column + 1,
                    file,
                    name.length(),
                    Limits.NAME);
            Limits.check(seen.add(name), "Two columns of '%s' are called '%s'.", file, Cells.shown(name));
            header.add(name);
        }
        Limits.check(named, "The first line of '%s' must name the columns, but it holds numbers only.", file);
        return List.copyOf(header);
    }

    private List<String> row(CSVRecord record, List<String> header, long line) {
        Limits.check(
                record.size() == header.size(),
                "Line %d of '%s' has %d cells, but the header has %d names.",
                line,
                file,
                record.size(),
                header.size());
        String[] cells = new String[record.size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = pooled(record.get(column).strip());
        }
        return List.of(cells);
    }

    /** Equal short cells become one object: words repeat, and numbers of few digits too. */
    private String pooled(String cell) {
        if (cell.length() > 32 || pool.size() > 100_000) {
            return pool.getOrDefault(cell, cell);
        }
        String known = pool.putIfAbsent(cell, cell);
        return known == null ? cell : known;
    }

    private void bounded(int rows, int columns) {
        Limits.check(rows <= Limits.ROWS, "'%s' has more than %d rows, the most that are read.", file, Limits.ROWS);
        Limits.check(
                (long) rows * columns <= Limits.CELLS,
                "'%s' has more than %d cells, the most that are read.",
                file,
                Limits.CELLS);
    }
}
