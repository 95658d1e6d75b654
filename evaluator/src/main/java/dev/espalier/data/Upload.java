package dev.espalier.data;

import dev.espalier.catalog.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a person brought: one CSV file, or one zip archive of images by class, of IDX files or of one CSV file. Which
 * of them it is is seen from its content, never from its name.
 *
 * @param fileName what the person called it, for messages
 */
record Upload(String id, String name, String fileName, Path file, ReadOptions options) implements Source {
    /** An IDX part in an archive. */
    private record Pair(Content images, Content labels) {}

    /** How an archive is read once it is open. */
    private interface Use<T> {
        T apply(List<Content> contents) throws IOException;
    }

    @Override
    public DataSet.Origin origin() {
        return DataSet.Origin.UPLOADED;
    }

    @Override
    public RawData read() {
        return open(contents -> {
            Optional<Pair> idx = idx(contents, false);
            if (idx.isPresent()) {
                List<String> labels = IdxReader.numbered(idx.get().labels());
                return IdxReader.read(idx.get().images(), idx.get().labels(), labels);
            }
            Limits.check(
                    contents.stream().noneMatch(content -> content.name().matches(".*(images-idx3|labels-idx1).*")),
                    "'%s' has no training part of two files, '...images-idx3...' and '...labels-idx1...'; those with"
                            + " 't10k' or 'test' in the name are the test part.",
                    fileName);
            if (table(contents)) {
                return RawTable.of(CsvReader.read(contents.get(0)), options);
            }
            RawImages images = folder(contents).read(false);
            return ImageFolder.colorless(images) ? ImageFolder.gray(images) : images;
        });
    }

    @Override
    public boolean bringsTest() {
        return open(contents -> idx(contents, true).isPresent()
                || (idx(contents, false).isEmpty()
                        && contents.stream().anyMatch(content -> content.name().contains("test/"))
                        && folder(contents).bringsTest()));
    }

    @Override
    public RawData readTest(RawData training) {
        RawImages like = (RawImages) training;
        RawImages test = open(contents -> {
            Optional<Pair> idx = idx(contents, true);
            return idx.isPresent()
                    ? IdxReader.read(idx.get().images(), idx.get().labels(), like.labels())
                    : folder(contents).read(true);
        });
        boolean gray = test.shape().channels() > like.shape().channels();
        Limits.check(!gray || ImageFolder.colorless(test), "A test image of '%s' has colours, but no other.", fileName);
        RawImages fitting = gray ? ImageFolder.gray(test) : test;
        Limits.check(
                fitting.shape().equals(like.shape()),
                "The test images of '%s' are of %s, the others of %s.",
                fileName,
                fitting.shape(),
                like.shape());
        return fitting;
    }

    @Override
    public String stamp() {
        return Folders.stamp(List.of(file));
    }

    /**
     * Made before a file is stored: what would be ignored is refused.
     *
     * @throws InvalidInputException where something is said that such a file has no use for
     */
    void requireUsed() {
        options.unused(open(Upload::kind)).ifPresent(name -> {
            throw new InvalidInputException(
                    "/" + name,
                    "'%s' is %s, which has no use for '%s'."
                            .formatted(fileName, open(Upload::kind).words(), name));
        });
    }

    private static ReadOptions.Kind kind(List<Content> contents) {
        if (idx(contents, false).isPresent()) {
            return ReadOptions.Kind.IDX;
        }
        return table(contents) ? ReadOptions.Kind.TABLE : ReadOptions.Kind.IMAGES;
    }

    private static boolean table(List<Content> contents) {
        return contents.size() == 1 && !contents.get(0).name().contains("/");
    }

    private ImageFolder folder(List<Content> contents) throws IOException {
        return ImageFolder.of(contents, fileName, options.side());
    }

    private static Optional<Pair> idx(List<Content> contents, boolean test) {
        Optional<Content> images = idx(contents, "images-idx3", test);
        return images.flatMap(found -> idx(contents, "labels-idx1", test).map(labels -> new Pair(found, labels)));
    }

    private static Optional<Content> idx(List<Content> contents, String kind, boolean test) {
        return contents.stream()
                .filter(content -> content.name().contains(kind))
                .filter(content -> test
                        == (content.name().contains("t10k") || content.name().contains("test")))
                .findFirst();
    }

    private <T> T open(Use<T> use) {
        try {
            if (!zipped()) {
                Limits.check(
                        !fileName.endsWith(".zip"), "'%s' is no zip archive: it does not begin like one.", fileName);
                return use.apply(List.of(new Content(fileName.replace('/', '_'), () -> Files.newInputStream(file))));
            }
            try (Archive archive = Archive.open(file, fileName)) {
                return use.apply(archive.contents());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("'%s' cannot be read.".formatted(fileName), broken);
        }
    }

    private boolean zipped() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(4);
            return Arrays.equals(first, new byte[] {'P', 'K', 3, 4})
                    || Arrays.equals(first, new byte[] {'P', 'K', 5, 6});
        }
    }
}
