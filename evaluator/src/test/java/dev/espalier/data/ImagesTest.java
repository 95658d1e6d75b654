package dev.espalier.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.architecture.Shape;
import dev.espalier.trial.Seeds;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
    @TempDir
    private Path folder;

    @Test
    void coloredImagesByFolderBecomeThreeChannels() {
        DataSets dataSets = new DataSets(folder, List.of());
        DataSet pets = dataSets.add("My pets!", "pets.zip", in(Made.zip(Made.pictures())), ReadOptions.NONE);
        assertThat(pets.id()).isEqualTo("my-pets");
        assertThat(pets.input()).isEqualTo(new Shape.Image(3, 8, 8));
        assertThat(pets.task().labels()).containsExactly("cat", "dog");
        PreparedData prepared = dataSets.prepare("my-pets", 1, true);
        ImagePreprocessing preprocessing = (ImagePreprocessing) prepared.preprocessing();
        int cat = prepared.training().label(0) == 0 ? 0 : 1;
        float red = prepared.training().features()[cat == 0 ? 0 : 3 * 64];
        assertThat(Math.round(red * preprocessing.deviations().get(0)
                        + preprocessing.means().get(0)))
                .isIn(200L, 0L);
    }

    @Test
    void grayImagesKeepTheirValuesAndOneChannel() {
        BufferedImage gray = new BufferedImage(6, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 24; i++) {
            gray.getRaster().setSample(i % 6, i / 6, 0, i * 10);
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            entries.put("a/%d.png".formatted(i), Made.png(gray));
            entries.put("b/%d.png".formatted(i), Made.png(6, 4, Color.GRAY));
        }
        DataSets dataSets = new DataSets(folder, List.of());
        dataSets.add("gray", "gray.zip", in(Made.zip(entries)), ReadOptions.NONE);
        Path file = folder.resolve("datasets/gray/data");
        RawData raw = new Upload("gray", "gray", "gray.zip", file, ReadOptions.NONE).read();
        assertThat(raw.example(0).getClass()).isEqualTo(RawExample.Pixels.class);
        RawExample.Pixels first = (RawExample.Pixels) raw.example(0);
        assertThat(first.shape()).isEqualTo(new Shape.Image(1, 4, 6));
        assertThat(first.values()).startsWith(0, 10, 20, 30).endsWith(220, 230);
    }

    @Test
    void aTestFolderIsSetAside() {
        Map<String, byte[]> entries = Made.pictures();
        entries.put("pets/test/cat/7.png", Made.png(8, 8, Color.PINK));
        entries.put("pets/test/dog/7.png", Made.png(8, 8, Color.CYAN));
        entries.put("__MACOSX/pets/cat/._1.png", new byte[3]);
        DataSets dataSets = new DataSets(folder, List.of());
        DataSet pets = dataSets.add("pets", "pets.zip", in(Made.zip(entries)), ReadOptions.NONE);
        assertThat(pets.rows().test()).isEqualTo(2);
        assertThat(pets.rows().training() + pets.rows().validation()).isEqualTo(12);
    }

    @Test
    void aFolderIsStoredLikeAnArchiveOfIt() throws IOException {
        Path images = folder.resolve("images");
        for (Map.Entry<String, byte[]> entry : Made.pictures().entrySet()) {
            Path file = images.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        Files.createSymbolicLink(
                images.resolve("pets/cat/link.png"), Files.writeString(folder.resolve("elsewhere"), "x"));
        Files.write(images.resolve("pets/cat/.hidden"), new byte[3]);
        DataSets dataSets = new DataSets(folder.resolve("data"), List.of());
        DataSet added = dataSets.add("pets", images, ReadOptions.NONE);
        assertThat(added.input()).isEqualTo(new Shape.Image(3, 8, 8));
        assertThat(added.rows().training()
                        + added.rows().validation()
                        + added.rows().test())
                .isEqualTo(12);
    }

    @Test
    void resizingTakesTheMeanOfTheAreaBelow() {
        Samples image = new Samples(1, 2, 4, new byte[] {0, 10, 20, 30, 40, 50, 60, (byte) 250});
        assertThat(image.resized(1, 2).values()).containsExactly(25, 90);
        assertThat(image.resized(2, 4)).isSameAs(image);
        assertThat(image.resized(4, 8).resized(2, 4).values()).isEqualTo(image.values());
        assertThat(new Samples(1, 1, 3, new byte[] {0, 30, 90}).resized(1, 2).values())
                .as("10 = (0 + 30 / 2) / 1.5 and 70 = (30 / 2 + 90) / 1.5")
                .containsExactly(10, 70);
    }

    @Test
    void anIdxPairInAnArchiveIsRead() {
        byte[] content = new byte[80];
        byte[] labels = new byte[20];
        for (int i = 0; i < 20; i++) {
            content[4 * i] = (byte) (10 * i);
            labels[i] = (byte) (i % 2);
        }
        byte[] zip = Made.idxPair(
                Made.gzip(Made.idx(0x803, new int[] {20, 2, 2}, content)), Made.idx(0x801, new int[] {20}, labels));
        DataSet added = new DataSets(folder, List.of()).add("idx", "idx.zip", in(zip), ReadOptions.NONE);
        assertThat(added.input()).isEqualTo(new Shape.Image(1, 2, 2));
        assertThat(added.task().labels()).containsExactly("0", "1");
    }

    @Test
    void shiftsAndFlipsAreSeededAndKeepTheTargets() {
        Examples digits =
                new DataSets(folder, List.of()).prepare("digits", 1, false).training();
        Augmentation augmentation = new Augmentation(1, true);
        Examples one = augmentation.apply(digits, new Seeds(3).stream("augment"));
        Examples two = augmentation.apply(digits, new Seeds(3).stream("augment"));
        assertThat(one.features()).isEqualTo(two.features()).isNotEqualTo(digits.features());
        assertThat(one.targets()).isSameAs(digits.targets());
        assertThat(Augmentation.NONE.apply(digits, new Seeds(3).stream("augment")))
                .isSameAs(digits);
    }

    @Test
    void aShiftMovesTheWholeImage() {
        float[] features = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        Examples one = new Examples(new Shape.Image(1, 3, 3), features, 1, new float[] {0});
        boolean[] seen = new boolean[2];
        for (int draw = 0; draw < 50; draw++) {
            float[] moved = new Augmentation(1, false)
                    .apply(one, new Seeds(draw).stream("x"))
                    .features();
            seen[0] |= List.of(moved[0], moved[4], moved[8]).equals(List.of(1f, 1f, 5f));
            seen[1] |= List.of(moved[0], moved[4], moved[8]).equals(List.of(5f, 9f, 9f));
        }
        assertThat(seen).containsOnly(true);
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
