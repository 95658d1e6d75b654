package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Fetches well-known data sets into {@code <data-dir>/downloads}, on the command line only: no service does so on a
 * request's behalf. A broken download goes on where it stopped; a file appears under its name once its sum is right.
 */
public final class Downloads {
    private static final String FASHION =
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";
    private static final String MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final long MOST_BYTES = 64L << 20;

    /**
     * One file.
     *
     * @param sha256 of its content once it is unpacked: mirrors pack it differently
     */
    record Item(String name, URI from, String sha256) {}

    /** A data set as a list of files. */
    record Known(String id, List<Item> items) {
        static Known idx(String id, String from, String... sums) {
            List<String> names = List.of(
                    "train-images-idx3-ubyte.gz",
                    "train-labels-idx1-ubyte.gz",
                    "t10k-images-idx3-ubyte.gz",
                    "t10k-labels-idx1-ubyte.gz");
            return new Known(
                    id,
                    IntStream.range(0, names.size())
                            .mapToObj(i -> new Item(names.get(i), URI.create(from + names.get(i)), sums[i]))
                            .toList());
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.idx(
                    "fashion-mnist",
                    FASHION,
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            Known.idx(
                    "mnist",
                    MNIST,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private final Path folder;
    private final List<Known> known;

    /** @param dataDir the service's own folder; {@link DataSets} finds there what this has fetched */
    public Downloads(Path dataDir) {
        this(dataDir, KNOWN);
    }

    Downloads(Path dataDir, List<Known> known) {
        this.folder = dataDir.resolve("downloads");
        this.known = known;
    }

    /** Ids of the data sets that can be fetched. */
    public List<String> ids() {
        return known.stream().map(Known::id).toList();
    }

    /**
     * Fetches every file of a data set that is not there already.
     *
     * @param report told one line a file
     * @throws InvalidInputException for an unknown id
     * @throws IOException where a file cannot be fetched, or its content is not the one that is known
     */
    public void fetch(String id, Consumer<String> report) throws IOException {
        Known found = known.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "", "There is no download '%s'. Known: %s.".formatted(Cells.shown(id), ids())));
        Path target = Files.createDirectories(folder.resolve(id));
        for (Item item : found.items()) {
            Path file = target.resolve(item.name());
            if (Files.exists(file)) {
                report.accept(item.name() + " is there");
                continue;
            }
            Path part = target.resolve(item.name() + ".part");
            long before = Files.exists(part) ? Files.size(part) : 0;
            resume(item, part);
            verify(item, part, Files.size(part) > before);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            report.accept("%s fetched, %d bytes, sum right".formatted(item.name(), Files.size(file)));
        }
    }

    private static void resume(Item item, Path part) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        URLConnection connection = item.from().toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        int status = connection instanceof HttpURLConnection http ? http.getResponseCode() : 200;
        if (status == 416) {
            return;
        }
        if (status != 200 && status != 206) {
            throw new IOException("%s answered %d for %s.".formatted(item.from().getHost(), status, item.name()));
        }
        try (InputStream in = connection.getInputStream();
                OutputStream out = Files.newOutputStream(
                        part,
                        StandardOpenOption.CREATE,
                        status == 206 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            copy(in, out, item, status == 206 ? have : 0);
        }
    }

    private static void copy(InputStream in, OutputStream out, Item item, long have) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = have;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            size += count;
            if (size > MOST_BYTES) {
                throw new IOException("%s goes on behind %d bytes.".formatted(item.from(), MOST_BYTES));
            }
            out.write(buffer, 0, count);
        }
    }

    /** A wrong content is deleted, so that the next attempt begins anew; one cut off is kept while it grows. */
    private static void verify(Item item, Path part, boolean grew) throws IOException {
        String sum;
        try (InputStream in = new DigestInputStream(Content.of(part).unpacked(), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            sum = HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (InvalidInputException damaged) {
            if (!grew) {
                Files.delete(part);
            }
            throw new IOException("%s is cut off; fetch it again to go on.".formatted(item.name()), damaged);
        }
        if (!sum.equals(item.sha256())) {
            Files.delete(part);
            throw new IOException("The content of %s has the SHA-256 sum %s, not %s; it was deleted."
                    .formatted(item.from(), sum, item.sha256()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256.", impossible);
        }
    }
}
