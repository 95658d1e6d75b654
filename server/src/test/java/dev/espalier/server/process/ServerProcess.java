package dev.espalier.server.process;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.SearchState;
import dev.espalier.server.history.StoredTrial;
import dev.espalier.server.search.SearchEvents;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A server without its page, to be killed: {@code ServerProcess FOLDER} takes up every search of the folder with real
 * workers, prints a line for every trial that is durable, and ends when nothing is left to do.
 */
final class ServerProcess {
    private ServerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataFolder folder = new DataFolder(Path.of(arguments[0]));
        try (History history = HistoryFile.open(folder, Instant::now);
                Supervisor supervisor = new Supervisor(history, new Printed(), folder, Searches.LIMITS)) {
            supervisor.recover();
            while (!history.searches()
                    .in(SearchState.QUEUED, SearchState.RUNNING)
                    .isEmpty()) {
                Thread.sleep(50);
            }
        }
        System.out.println("end");
    }

    /** Tells the test where the search is. */
    private record Printed() implements SearchEvents {
        @Override
        public void trial(String searchId, StoredTrial trial) {
            System.out.println("trial " + trial.trial().number());
        }

        @Override
        public void state(SearchRecord search) {}

        @Override
        public void log(String searchId, String line) {
            System.out.println("log " + line);
        }
    }
}
