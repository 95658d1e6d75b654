package dev.espalier.server.process;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child process of one search: {@code java -jar espalier.jar worker SOCKET}. Everything native lives and dies
 * here. It speaks over the socket alone; what it prints goes to the search's log file.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private Worker() {}

    /** Searches as the supervisor at that socket says; returns when it is done. */
    public static void run(Path socket) {
        run(socket, SearchAssembly::of);
    }

    static void run(Path socket, Assembly.Source source) {
        try (Wire wire = Wire.connect(socket)) {
            Link link = new Link(wire);
            Link.Orders orders = link.begin();
            try {
                search(link, orders, source);
            } catch (IOException | RuntimeException broken) {
                LOG.error("The search cannot go on.", broken);
                link.send(new Message.Broken(String.valueOf(broken.getMessage())));
            }
        }
    }

    private static void search(Link link, Link.Orders orders, Assembly.Source source) throws IOException {
        Message.Begin begin = orders.begin();
        SearchSpecification specification = SpecificationReader.stored(begin.specification());
        Heartbeat heartbeat = new Heartbeat(link, specification.budget(), begin.secondsUsed());
        heartbeat.start();
        DataFolder folder = new DataFolder(Path.of(begin.dataDir()));
        Fingerprint.check(folder.search(begin.searchId())).ifPresent(LOG::warn);
        Assembly assembly = source.assemble(begin.searchId(), specification, folder);
        new SearchSession(link, orders, specification, assembly, heartbeat).run();
    }
}
