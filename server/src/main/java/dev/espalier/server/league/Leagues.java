package dev.espalier.server.league;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the leagues of the data folder, each time anew: the command writes them beside the running service. */
@Component
final class Leagues {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RESULT = "league.json";
    private static final String CURVES = "curves.json";
    private static final long LARGEST = 64L << 20;
    private static final int MOST = 200;

    private final DataFolder folder;

    Leagues(DataFolder folder) {
        this.folder = folder;
    }

    /** A file that is there and cannot be used, in words for a person. */
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String reason) {
            super(reason);
        }
    }

    /** All of them, the newest first and those that are not finished before it. */
    List<LeagueView> list() {
        return folder.leagues().stream()
                .map(this::get)
                .sorted(Comparator.comparing(Leagues::age).reversed().thenComparing(LeagueView::name))
                .limit(MOST)
                .map(LeagueView::withoutRows)
                .toList();
    }

    private static Instant age(LeagueView league) {
        return league.finishedAt() == null ? Instant.MAX : league.finishedAt();
    }

    /** @throws NotFoundException where there is no such folder */
    LeagueView get(String name) {
        Path file = find(name).resolve(RESULT);
        if (!Files.exists(file)) {
            return LeagueView.unfinished(name);
        }
        try {
            LeagueDocument document = read(file, LeagueDocument.class);
            return LeagueView.of(name, Files.getLastModifiedTime(file).toInstant(), document);
        } catch (UnreadableException broken) {
            return LeagueView.unreadable(name, String.valueOf(broken.getMessage()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * The curves of one contest; none where the league is not finished or has no such contest.
     *
     * @throws NotFoundException where there is no such league, or its curves cannot be read
     */
    List<CurvesDocument.Curve> curves(String name, String benchmark, String metric) {
        Path file = find(name).resolve(CURVES);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return read(file, CurvesDocument.class).curves().stream()
                    .filter(curve -> curve.benchmark().equals(benchmark)
                            && curve.metric().equals(metric))
                    .toList();
        } catch (UnreadableException broken) {
            throw new NotFoundException("readable file %s of league".formatted(CURVES), name);
        }
    }

    private Path find(String name) {
        return folder.findLeague(name).orElseThrow(() -> new NotFoundException("league", name));
    }

    private static <T> T read(Path file, Class<T> type) throws UnreadableException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnreadableException(
                        "'%s' is larger than %d MB.".formatted(file.getFileName(), LARGEST >> 20));
            }
            T document = JSON.readValue(file, type);
            if (document == null) {
                throw new UnreadableException("'%s' is empty.".formatted(file.getFileName()));
            }
            return document;
        } catch (JacksonException | IOException broken) {
            throw new UnreadableException(
                    "'%s' is not what 'espalier league' writes: %s".formatted(file.getFileName(), firstLine(broken)));
        }
    }

    private static String firstLine(Exception broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
    }
}
