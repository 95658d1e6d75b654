package dev.espalier.data;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files of a zip archive in the order of their names, without hidden ones. Nothing is ever written to a place that
 * an entry names; an archive with a name that leads outside is refused as a whole all the same.
 */
final class Archive implements Closeable {
    private final String name;
    private final ZipFile zip;
    private final List<Content> files;
    private long unpacked;

    private Archive(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
        this.files = files();
    }

    static Archive open(Path file, String name) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException damaged) {
            throw Limits.refused("The archive '%s' is cut off or damaged (%s).", name, damaged.getMessage());
        }
        try {
            return new Archive(name, zip);
        } catch (RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    List<Content> contents() {
        return files;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private List<Content> files() {
        Limits.check(
                zip.size() <= Limits.ENTRIES,
                "The archive '%s' has %d entries; at most %d are read.",
                name,
                zip.size(),
                Limits.ENTRIES);
        List<Content> found = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            requireInside(entry.getName());
            if (!entry.isDirectory() && !hidden(entry.getName())) {
                found.add(new Content(entry.getName(), () -> open(entry)));
            }
        }
        found.sort(Comparator.comparing(Content::name));
        return List.copyOf(found);
    }

    private void requireInside(String entry) {
        boolean outside = entry.startsWith("/")
                || entry.contains("\\")
                || entry.contains(":")
                || entry.indexOf(0) >= 0
                || List.of(entry.split("/")).contains("..");
        Limits.check(
                !outside && entry.length() <= 1000,
                "The entry '%s' of the archive '%s' leads outside of it or has no portable name.",
                Cells.shown(entry),
                name);
    }

    private static boolean hidden(String entry) {
        return entry.startsWith("__MACOSX/")
                || entry.endsWith("Thumbs.db")
                || entry.substring(entry.lastIndexOf('/') + 1).startsWith(".");
    }

    private InputStream open(ZipEntry entry) throws IOException {
        try {
            return new Counted(zip.getInputStream(entry), entry.getName());
        } catch (ZipException damaged) {
            throw Limits.refused(
                    "The entry '%s' of '%s' is damaged (%s).", entry.getName(), name, damaged.getMessage());
        }
    }

    /** Bounds what all entries unpack to together. */
    private final class Counted extends FilterInputStream {
        private final String entry;

        Counted(InputStream in, String entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int count = super.read(bytes, offset, length);
                unpacked += Math.max(0, count);
                Limits.check(
                        unpacked <= Limits.ARCHIVE,
                        "The archive '%s' unpacks to more than %d bytes, the most allowed.",
                        name,
                        Limits.ARCHIVE);
                return count;
            } catch (ZipException damaged) {
                throw Limits.refused("The entry '%s' of '%s' is damaged (%s).", entry, name, damaged.getMessage());
            }
        }
    }
}
