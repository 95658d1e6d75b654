package dev.espalier.space;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How wide each stage of a residual network is (the size space of NATS-Bench, Dong 2021, with a ResNet backbone). The
 * first block of a stage has a convolution as its shortcut, in every stage but the first with stride 2.
 */
final class SizeSpace implements FixedGame {
    static final Entry<SearchSpaces.Template> ENTRY = new Entry<>(
            "size",
            "The width of each stage of a residual network; for images.",
            List.of(
                    Setting.text("widths", "4, 8, 12, 16, 24, 32, 48, 64", "Channels that a stage may have."),
                    Setting.integer("stages", 3, 1, 8, "Stages; the image's extent is halved between them."),
                    Setting.integer("blocksPerStage", 1, 1, 20, "Residual blocks of two convolutions in one stage."),
                    Setting.integer("stemWidth", 8, 1, 256, "Channels of the first convolution.")),
            settings -> {
                List<Integer> widths = Numbers.list("widths", settings.text("widths"), 2048);
                return ports -> new SizeSpace(
                        widths,
                        settings.integer("stages"),
                        settings.integer("blocksPerStage"),
                        settings.integer("stemWidth"),
                        ports);
            });

    private final List<Integer> widths;
    private final int blocksPerStage;
    private final int stemWidth;
    private final Ports ports;
    private final List<DecisionPoint> decisions;

    SizeSpace(List<Integer> widths, int stages, int blocksPerStage, int stemWidth, Ports ports) {
        Fit.oneImage("size", ports);
        Fit.halvings(ports.input(), stages - 1);
        this.widths = widths;
        this.blocksPerStage = blocksPerStage;
        this.stemWidth = stemWidth;
        this.ports = ports;
        this.decisions = IntStream.rangeClosed(1, stages)
                .mapToObj(stage -> DecisionPoint.of("stage" + stage + "/width", "width", Numbers.words(widths)))
                .toList();
    }

    @Override
    public List<DecisionPoint> decisions() {
        return decisions;
    }

    @Override
    public Architecture decode(Decisions play) {
        return network(play, decisions.size(), "head");
    }

    /** Behind each stage. */
    @Override
    public List<Architecture> exits(Decisions play) {
        return IntStream.rangeClosed(1, decisions.size())
                .mapToObj(stages -> network(play, stages, stages < decisions.size() ? "exit" + stages : "head"))
                .toList();
    }

    private Architecture network(Decisions play, int stages, String head) {
        points(play);
        Layers layers = new Layers(ports);
        String last = layers.relu("stem/relu", layers.convBn("stem/conv3x3", Layers.INPUT, stemWidth, 3, 1));
        for (int stage = 1; stage <= stages; stage++) {
            int width = widths.get(play.choice(stage - 1));
            for (int number = 1; number <= blocksPerStage; number++) {
                String key = "stage" + stage + "/block" + number;
                last = block(layers, key, last, width, number == 1, stage > 1 ? 2 : 1);
            }
        }
        return layers.imageHead(head, last);
    }

    private static String block(Layers layers, String key, String input, int width, boolean first, int stride) {
        String inner = layers.convBn(key + "/conv3x3a", input, width, 3, first ? stride : 1);
        inner = layers.convBn(key + "/conv3x3b", layers.relu(key + "/relu", inner), width, 3, 1);
        String around = first ? layers.convBn(key + "/shortcut", input, width, 1, stride) : input;
        return layers.relu(key + "/out", layers.sum(key + "/sum", List.of(around, inner)));
    }

    @Override
    public Optional<Decisions> encode(Architecture architecture) {
        int[] choices = IntStream.rangeClosed(1, decisions.size())
                .map(stage -> Reading.of(architecture)
                        .operation("stage" + stage + "/block1/shortcut/conv", Operation.Convolution.class)
                        .map(convolution -> widths.indexOf(convolution.filters()))
                        .orElse(-1))
                .toArray();
        return Reading.checked(this, Decisions.of(choices), architecture);
    }
}
