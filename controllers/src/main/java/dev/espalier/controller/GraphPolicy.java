package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.Setting;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.tensor.Linear;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy that reads the beginning of a play as a graph (Darvariu 2020, goal-directed graph construction; InforMARL): 3
 * rounds of messages from decisions to the places where they meet and back, with one linear map for each role
 * (structure2vec, Dai 2016), and every option of the decision ahead scored by its features (Ma 2022): the inner product of
 * what its node has heard with the embedding that the option has as a node. Trained by PPO.
 *
 * <p>Messages are sums, so that nothing depends on the order in which decisions were taken. With {@code places: alike}
 * decisions are told apart by what they are joined to alone, and equal parts of a network count the same wherever they
 * are; with {@code known} each decision also has an embedding of its name.
 */
final class GraphPolicy implements TrainablePolicy {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "graph-policy",
            "Proximal policy optimisation with a network that reads the unfinished play as a graph (Darvariu 2020).",
            Ppo.settings(Setting.choice(
                    "places",
                    "known",
                    List.of("known", "alike"),
                    "Whether a decision knows its place, or only what it is joined to.")),
            settings -> context -> Ppo.controller(
                    context, settings, new GraphPolicy(context.seeds().child("policy"), settings)));

    private static final int ROUNDS = 3;

    private final Seeds seeds;
    private final int width;
    private final double temperature;
    private final double squash;
    private final boolean anonymous;
    private final Parameters parameters = new Parameters();
    private final Linear say;
    private final Linear hear;
    private final Linear keep;
    private final Linear query;
    private final Linear value;

    GraphPolicy(Seeds seeds, Settings settings) {
        this.seeds = seeds;
        this.width = settings.integer("hidden");
        this.temperature = settings.real("temperature");
        this.squash = settings.real("squash");
        this.anonymous = settings.text("places").equals("alike");
        this.say = linear("say", (long) width * PrefixGraphs.ROLES);
        this.hear = linear("hear", (long) width * PrefixGraphs.ROLES);
        this.keep = linear("keep", width);
        this.query = Torch.compute(() -> Linear.zero(parameters, "query", width, width));
        this.value = Torch.compute(() -> Linear.zero(parameters, "value", width, 1));
    }

    private Linear linear(String name, long outputs) {
        return Torch.compute(() -> Linear.create(parameters, name, width, outputs, Randomness.of(seeds.of(name))));
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void register(List<Episode> episodes) {
        Torch.run(() -> episodes.forEach(episode -> episode.points().forEach(this::register)));
    }

    private void register(DecisionPoint point) {
        PrefixGraphs names = new PrefixGraphs(anonymous);
        register(PrefixGraphs.choiceTable(point.kind()), point.options().size());
        register(PrefixGraphs.aheadTable(point.kind()), 1);
        register(names.nameTable(point), 1);
    }

    private void register(String table, int rows) {
        if (!parameters.contains(table)) {
            parameters.add(table, embedding(table, rows));
        }
    }

    /** As learned, or what it will begin as. */
    private Tensor table(String name, int rows) {
        return parameters.contains(name) ? parameters.get(name) : embedding(name, rows);
    }

    private Tensor embedding(String name, int rows) {
        return Randomness.of(seeds.of(name)).normal(0, 1, rows, width);
    }

    @Override
    public Player begin() {
        List<DecisionPoint> taken = new ArrayList<>();
        List<Integer> choices = new ArrayList<>();
        return new Player() {
            @Override
            public double[] probabilities(DecisionPoint point) {
                return GraphPolicy.this.probabilities(taken, choices, point);
            }

            @Override
            public void hear(DecisionPoint point, int choice) {
                taken.add(point);
                choices.add(choice);
            }
        };
    }

    /** Of the options at {@code next} after these decisions, in whatever order these are given. */
    double[] probabilities(List<DecisionPoint> taken, List<Integer> choices, DecisionPoint next) {
        PrefixGraphs graphs = new PrefixGraphs(anonymous);
        graphs.add(taken, choices, next);
        float[] given = logits(read(graphs), next.kind(), next.options().size()).toArray();
        double[] logits = new double[given.length];
        for (int option = 0; option < logits.length; option++) {
            logits[option] = given[option];
        }
        return Categorical.softmax(logits, next.legal());
    }

    /** What the node of the decision ahead has heard, one row for each graph. */
    private Tensor read(PrefixGraphs graphs) {
        Tensor toPlaces = Tensor.indices(graphs.nodeRoles());
        Tensor toNodes = Tensor.indices(graphs.placeRoles());
        Tensor linkPlaces = Tensor.indices(graphs.linkPlaces());
        Tensor linkNodes = Tensor.indices(graphs.linkNodes());
        float[] placeScales = graphs.placeScales();
        Tensor placeScale = Tensor.of(placeScales, placeScales.length, 1);
        Tensor nodeScale = Tensor.of(graphs.nodeScales(), placeScales.length, 1);
        Tensor silence = Tensor.zeros(graphs.places(), width);
        Tensor nodes = beginnings(graphs);
        for (int round = 0; round < ROUNDS; round++) {
            Tensor said = byRole(say.apply(nodes)).rows(toPlaces).times(placeScale);
            Tensor places = silence.plusAt(linkPlaces, said).relu();
            Tensor heard = byRole(hear.apply(places)).rows(toNodes).times(nodeScale);
            nodes = nodes.plus(keep.apply(nodes).plusAt(linkNodes, heard).relu());
        }
        return nodes.rows(Tensor.indices(graphs.ahead()));
    }

    private Tensor byRole(Tensor messages) {
        return messages.reshape(messages.shape()[0] * PrefixGraphs.ROLES, width);
    }

    /** What each decision is before it has heard anything. */
    private Tensor beginnings(PrefixGraphs graphs) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        List<Tensor> tables = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<String, Integer> each : graphs.tables().entrySet()) {
            offsets.put(each.getKey(), offset);
            tables.add(table(each.getKey(), each.getValue()));
            offset += each.getValue();
        }
        Tensor all = Tensor.concatenate(tables);
        long[] choices = graphs.entries().stream()
                .mapToLong(entry -> offsets.getOrDefault(entry.choiceTable(), 0L) + entry.choiceRow())
                .toArray();
        long[] names = graphs.entries().stream()
                .mapToLong(entry -> offsets.getOrDefault(entry.nameTable(), 0L))
                .toArray();
        return all.rows(Tensor.indices(choices)).plus(all.rows(Tensor.indices(names)));
    }

    /** Rows of what was heard to rows of a logit for each option. */
    private Tensor logits(Tensor heard, String kind, int options) {
        Tensor features = table(PrefixGraphs.choiceTable(kind), options);
        Tensor scores = new Linear(features, Tensor.zeros(options)).apply(query.apply(heard));
        return scores.times(1 / (Math.sqrt(width) * temperature)).tanh().times(squash);
    }

    @Override
    public RecurrentPolicy.Judgement judge(List<Episode> episodes) {
        PolicyBatch batch = new PolicyBatch(episodes);
        PrefixGraphs graphs = new PrefixGraphs(anonymous);
        long[] rows = new long[batch.width() * batch.length()];
        int graph = 0;
        for (int play = 0; play < episodes.size(); play++) {
            Episode episode = episodes.get(play);
            List<Integer> choices = episode.play().stream().boxed().toList();
            for (int step = 0; step < episode.length(); step++) {
                graphs.add(
                        episode.points().subList(0, step),
                        choices,
                        episode.points().get(step));
                rows[step * batch.width() + play] = graph++;
            }
        }
        Tensor heard = read(graphs).rows(Tensor.indices(rows));
        return RecurrentPolicy.Judgement.of(
                batch,
                batch.groups().stream()
                        .map(group -> logits(heard.rows(Tensor.indices(group.cells())), group.kind(), group.options()))
                        .toList(),
                value.apply(heard.rows(Tensor.indices(batch.cells()))));
    }
}
