package dev.espalier.server.service;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Reason;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.DataFolderTakenException;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.process.Limits;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchRunner;
import dev.espalier.server.web.Access;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine;

/** The running service. */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("espalier");
    private static final int REFUSED = 2;

    private final ConfigurableApplicationContext context;
    private final int port;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** Makes who runs searches, once there is a history. */
    @FunctionalInterface
    public interface Runners {
        SearchRunner make(History history, SearchEvents events, DataFolder folder, Limits limits);
    }

    /**
     * The command {@code serve}: starts the service, which then lives until the process is asked to end.
     *
     * @return 0 where it started or only told of itself, 2 where it could not, with the reason on standard error
     */
    public static int serve(String[] arguments, Runners runners) {
        ServeOptions options = new ServeOptions();
        CommandLine line = new CommandLine(options).setCommandName("espalier serve");
        try {
            line.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(line.getParseResult())) {
                return 0;
            }
            start(options, runners);
            return 0;
        } catch (CommandLine.ParameterException wrong) {
            return refused(wrong.getMessage() + " Maybe see: espalier serve --help");
        } catch (StartException impossible) {
            return refused(String.valueOf(impossible.getMessage()));
        }
    }

    private static int refused(String reason) {
        System.err.println("espalier: " + reason);
        return REFUSED;
    }

    /**
     * Starts the service and takes up the searches that were running.
     *
     * @throws StartException where it cannot be started, with a reason for a person
     */
    static Service start(ServeOptions options, Runners runners) {
        options.refusal().ifPresent(reason -> {
            throw new StartException(reason);
        });
        Limits limits = limits(options);
        checkPort(options);
        DataFolder folder = new DataFolder(options.dataDir());
        History history = open(folder);
        try {
            Service service = new Service(run(options, new Installation(folder, history, runners, limits)));
            ServerFile file = ServerFile.of(options.address(), service.port);
            file.write(folder);
            service.context.getBean(SearchRunner.class).recover();
            LOG.info("Espalier is ready at {} (data in {})", file.url(), folder.root());
            return service;
        } catch (RuntimeException broken) {
            history.close();
            throw broken;
        }
    }

    private static Limits limits(ServeOptions options) {
        try {
            return options.limits();
        } catch (InvalidInputException wrong) {
            throw new StartException(wrong.pointer() + ": " + wrong.getMessage());
        }
    }

    private static History open(DataFolder folder) {
        try {
            return HistoryFile.open(folder, InstantSource.system());
        } catch (DataFolderTakenException | InvalidInputException unusable) {
            throw new StartException(String.valueOf(unusable.getMessage()));
        }
    }

    /** Says so at once where the port is taken, not after everything else was started. */
    private static void checkPort(ServeOptions options) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(options.address()), options.port()));
        } catch (BindException taken) {
            throw new StartException("The port %d at %s cannot be used: %s. Maybe another one with --port."
                    .formatted(options.port(), options.address(), taken.getMessage()));
        } catch (IOException unknown) {
            throw new StartException(
                    "The address '%s' cannot be used: %s.".formatted(options.address(), Reason.of(unknown)));
        }
    }

    private static ConfigurableApplicationContext run(ServeOptions options, Installation installation) {
        SpringApplication application = new SpringApplication(ServiceRooms.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", options.port());
        properties.put("server.address", options.address());
        application.setDefaultProperties(properties);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Installation.class, () -> installation);
            beans.registerBean(Access.class, () -> new Access(options.loopback(), options.token()));
        });
        return application.run();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        context.close();
    }
}
