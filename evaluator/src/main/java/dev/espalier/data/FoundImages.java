package dev.espalier.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The four IDX files of MNIST and its followers: images and labels for training, then those for the test. */
record FoundImages(String id, String name, List<String> labels, List<Path> files) implements Found {
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    private static final List<String> CLOTHES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    static Optional<Source> fashionMnist(Folders folders) {
        return files(folders, "fashion-mnist", "fashion")
                .map(files -> new FoundImages("fashion-mnist", "Fashion-MNIST", CLOTHES, files));
    }

    static Optional<Source> mnist(Folders folders) {
        return files(folders, "mnist", "mnist").map(files -> new FoundImages("mnist", "MNIST", DIGITS, files));
    }

    /** All four in one folder: {@code folder/train-images-idx3-ubyte} or {@code prefix-train-images-idx3-ubyte}. */
    private static Optional<List<Path>> files(Folders folders, String folder, String prefix) {
        return folders.all(List.of(folder + "/", prefix + "-", "images/" + prefix + "-"), FILES);
    }

    @Override
    public RawData read() {
        return read(0);
    }

    @Override
    public RawData readTest(RawData training) {
        RawImages test = read(2);
        Limits.check(
                training instanceof RawImages images && images.shape().equals(test.shape()),
                "The images of '%s' are of %s, others than those to train on.",
                files.get(2).getFileName(),
                test.shape());
        return test;
    }

    private RawImages read(int first) {
        return IdxReader.read(Content.of(files.get(first)), Content.of(files.get(first + 1)), labels);
    }
}
