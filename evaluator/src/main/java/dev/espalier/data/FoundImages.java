package dev.espalier.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Training and test images in the four IDX files of MNIST and its followers, in a folder of this machine. */
record FoundImages(String id, String name, List<String> labels, Files files) implements Source {
    private static final List<String> CLOTHES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** The four files. */
    record Files(Path images, Path labels, Path testImages, Path testLabels) {}

    static Optional<Source> fashionMnist(Folders folders) {
        return files(folders, "fashion-mnist", "fashion")
                .map(files -> new FoundImages("fashion-mnist", "Fashion-MNIST", CLOTHES, files));
    }

    static Optional<Source> mnist(Folders folders) {
        return files(folders, "mnist", "mnist").map(files -> new FoundImages("mnist", "MNIST", DIGITS, files));
    }

    /** All four in one folder: {@code folder/train-images-idx3-ubyte} or {@code prefix-train-images-idx3-ubyte}. */
    private static Optional<Files> files(Folders folders, String folder, String prefix) {
        for (String stem : List.of(folder + "/", prefix + "-", "images/" + prefix + "-")) {
            Optional<Files> found = folders.all(List.of(
                            stem + "train-images-idx3-ubyte",
                            stem + "train-labels-idx1-ubyte",
                            stem + "t10k-images-idx3-ubyte",
                            stem + "t10k-labels-idx1-ubyte"))
                    .map(paths -> new Files(paths.get(0), paths.get(1), paths.get(2), paths.get(3)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public DataSet.Origin origin() {
        return DataSet.Origin.FOUND;
    }

    @Override
    public RawData read() {
        return IdxReader.read(Content.of(files.images()), Content.of(files.labels()), labels);
    }

    @Override
    public boolean bringsTest() {
        return true;
    }

    @Override
    public RawData readTest(RawData training) {
        RawImages test = IdxReader.read(Content.of(files.testImages()), Content.of(files.testLabels()), labels);
        Limits.check(
                training instanceof RawImages images && images.shape().equals(test.shape()),
                "The images of '%s' are of %s, others than those to train on.",
                files.testImages().getFileName(),
                test.shape());
        return test;
    }

    @Override
    public String stamp() {
        return Folders.stamp(files.images(), files.labels(), files.testImages(), files.testLabels());
    }
}
