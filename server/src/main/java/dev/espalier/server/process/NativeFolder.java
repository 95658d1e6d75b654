package dev.espalier.server.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipFile;

/** Where this program unpacks native libraries: {@code native/HASH} in the data folder, if it runs from its jar. */
public final class NativeFolder {
    static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private NativeFolder() {}

    /**
     * Makes this very process unpack there. Only before its first native code; a folder that was said to the JVM stays.
     */
    public static void use(Path dataDir) {
        ownJar().filter(jar -> System.getProperty(PROPERTY) == null)
                .ifPresent(jar -> System.setProperty(PROPERTY, of(dataDir, jar).toString()));
    }

    /** The jar that this program runs from. */
    static Optional<Path> ownJar() {
        String classPath = System.getProperty("java.class.path", "");
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? Optional.of(Path.of(classPath))
                : Optional.empty();
    }

    /** Named by the jar's content, so that another build never loads this one's libraries. */
    static Path of(Path dataDir, Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .forEach(entry -> digest.update(
                            (entry.getName() + ' ' + entry.getCrc() + '\n').getBytes(StandardCharsets.UTF_8)));
            String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
            return dataDir.toAbsolutePath().resolve("native").resolve(hash);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
