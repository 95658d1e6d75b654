package dev.espalier.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.history.NewSearch;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.SearchState;
import dev.espalier.trial.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real searches on the digits whose server, worker or both are killed with {@code kill -9} again and again, at points
 * drawn by seed. Three kills an evaluator; {@code -Despalier.kills=20} for the whole of it.
 */
class KilledSearchTest {
    private static final int KILLS = Integer.getInteger("espalier.kills", 3);
    private static final int IN_FLIGHT = 2;

    @TempDir
    Path folder;

    /** Who is killed, in turn. */
    private enum Victim {
        WORKER,
        SERVER,
        BOTH
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'stand-alone', 'settings': {'epochs': 1}, 'inFlight': 2, 'threads': 2}",
                "{'name': 'shared-weights', 'settings': {'warmUpSteps': 20, 'stepsPerRound': 8, 'trialsPerRound': 5,"
                        + " 'controls': 2}, 'inFlight': 2, 'threads': 2}"
            })
    void killedSearchEqualsUninterruptedOne(String evaluator) throws Exception {
        String specification = Searches.specification("""
                {"dataset": {"name": "digits", "settings": {"trainingShare": 0.25}},
                 "space": {"name": "cell", "settings": {"stemWidth": 4}},
                 "controller": {"name": "reinforce"}, "evaluator": %s,
                 "budget": {"trials": %d}, "finalTraining": {"top": 1, "epochs": 1}, "seed": 3}""".formatted(evaluator.replace('\'', '"'), 5 * KILLS + 6));
        Path calm = submitted("calm", specification);
        Path stormy = submitted("stormy", specification);

        new Storm(calm, 0).weather();
        int kills = new Storm(stormy, KILLS).weather();

        assertThat(kills).as("kills").isEqualTo(KILLS);
        assertThat(finished(stormy)).isEqualTo(finished(calm));
    }

    private Path submitted(String name, String specification) {
        Path data = folder.resolve(name);
        try (History history = HistoryFile.open(new DataFolder(data), Instant::now)) {
            history.searches().create(new NewSearch(name, specification, Optional.empty()));
        }
        return data;
    }

    private static List<Searches.Promised> finished(Path data) {
        try (History history = HistoryFile.open(new DataFolder(data), Instant::now)) {
            SearchRecord search = history.searches().in(SearchState.values()).get(0);
            assertThat(search.state()).as(search.toString()).isEqualTo(SearchState.COMPLETED);
            assertThat(history.models().ofSearch(search.id())).hasSize(1);
            return history.trials().all(search.id()).stream()
                    .map(Searches.Promised::of)
                    .toList();
        }
    }

    /** Server after server on one data folder, each killed after some trials, until the kills are used up. */
    private static final class Storm {
        private final Path data;
        private final int planned;
        private final RandomGenerator random = new Seeds(11).stream("storm");
        private int kills;
        private int lastTrial;
        private int nextKill;

        Storm(Path data, int planned) {
            this.data = data;
            this.planned = planned;
            aim();
        }

        int weather() throws Exception {
            boolean ended;
            do {
                ended = live(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerProcess.class.getName(),
                                data.toString())
                        .redirectError(data.resolve("server.log").toFile())
                        .start());
            } while (!ended);
            return kills;
        }

        /** True where the server came to its own end. */
        private boolean live(Process server) throws Exception {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals("end")) {
                        server.waitFor();
                        return true;
                    }
                    if (line.startsWith("trial ")) {
                        lastTrial = Integer.parseInt(line.substring(6));
                        if (kills < planned && lastTrial >= nextKill) {
                            kill(server, Victim.values()[kills % Victim.values().length]);
                        }
                    }
                }
            }
            server.waitFor();
            assertThat(kills).as("the server ended by itself: " + log()).isPositive();
            return false;
        }

        private void kill(Process server, Victim victim) throws InterruptedException {
            Thread.sleep(random.nextInt(100));
            List<ProcessHandle> workers = server.children().toList();
            if (victim != Victim.WORKER) {
                server.toHandle().destroyForcibly();
                server.waitFor();
            }
            if (victim != Victim.SERVER) {
                workers.forEach(ProcessHandle::destroyForcibly);
            }
            for (ProcessHandle worker : workers) {
                worker.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            }
            kills++;
            aim();
        }

        /** Behind everything that was in flight, so that no trial is hit twice and taken for the guilty one. */
        private void aim() {
            nextKill = lastTrial + IN_FLIGHT + 1 + random.nextInt(2);
        }

        private String log() {
            try {
                return Files.readString(data.resolve("server.log"));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
