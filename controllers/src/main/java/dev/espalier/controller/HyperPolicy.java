package dev.espalier.controller;

import dev.espalier.catalog.Entry;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.catalog.Settings;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.SearchSpace;
import dev.espalier.tensor.Linear;
import dev.espalier.tensor.Parameters;
import dev.espalier.tensor.Randomness;
import dev.espalier.tensor.Tensor;
import dev.espalier.tensor.Torch;
import dev.espalier.trial.Controller;
import dev.espalier.trial.EarlierSearches;
import dev.espalier.trial.Seeds;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A hypernetwork policy (Sarafian 2021, "Recomposing the reinforcement learning building blocks with hypernetworks"): the
 * primary network reads the task and, decision by decision, emits the logits and the value of a policy whose decisions are
 * independent of each other. Its last layer begins as zero, so that every task begins with the uniform policy. What is
 * learned on one task holds for others as far as their descriptors are alike.
 */
final class HyperPolicy implements TrainablePolicy {
    static final Entry<Controllers.Template> ENTRY = new Entry<>(
            "hyper-policy",
            "Proposes by what the data are like and what was good in earlier searches, then learns (Sarafian 2021).",
            Ppo.settings(Imitation.settings()),
            settings -> new Template(settings, Imitation.earlier(settings)));

    private final Seeds seeds;
    private final RecurrentPolicy.Form form;
    private final float[] task;
    private final Parameters parameters = new Parameters();
    private final Linear reader;
    private final Linear inner;
    private final Linear value;

    /** @param task the one that is played, as the network reads it */
    HyperPolicy(Seeds seeds, RecurrentPolicy.Form form, float[] task) {
        this.seeds = seeds;
        this.form = form;
        this.task = task;
        this.reader = layer("reader", task.length);
        this.inner = layer("inner", form.hidden());
        this.value = Torch.compute(() -> Linear.zero(parameters, "value", form.hidden(), 1));
    }

    private record Template(Settings settings, EarlierSearches earlier) implements Controllers.Template {
        @Override
        public Controller in(ControllerContext context) {
            return controller(context, settings, earlier);
        }

        @Override
        public void fits(SearchSpace space) {
            for (int i = 0; i < earlier.searches().size(); i++) {
                List<Decisions> plays = earlier.searches().get(i).plays();
                if (plays.stream().noneMatch(space::isPlay)) {
                    throw new InvalidInputException(
                            "/settings/earlier/searches/" + i,
                            "None of the %d plays of the earlier search %d is a play of this space."
                                    .formatted(plays.size(), i + 1));
                }
            }
        }
    }

    private static PolicyController controller(ControllerContext context, Settings settings, EarlierSearches earlier) {
        TaskScale scale = new TaskScale(earlier);
        HyperPolicy policy = new HyperPolicy(
                context.seeds().child("policy"), PolicySettings.form(settings), scale.of(earlier.task()));
        Imitation imitation =
                new Imitation(context, settings, policy, Demonstrations.of(context.space(), earlier, scale));
        imitation.start();
        return PolicySettings.controller(
                context, settings, policy, new Ppo(policy, settings, context.seeds(), imitation::term));
    }

    private Linear layer(String name, int inputs) {
        return Torch.compute(
                () -> Linear.create(parameters, name, inputs, form.hidden(), Randomness.of(seeds.of(name))));
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
        if (!knows(point.kind())) {
            Linear.zero(
                    parameters,
                    headKey(point.kind()),
                    form.hidden(),
                    point.options().size());
        }
        if (!parameters.contains(pointKey(point.name()))) {
            parameters.add(pointKey(point.name()), embedding(point.name()));
        }
    }

    private boolean knows(String kind) {
        return parameters.contains(headKey(kind) + "/weight");
    }

    private Tensor embedding(String name) {
        String key = pointKey(name);
        return parameters.contains(key)
                ? parameters.get(key)
                : Randomness.of(seeds.of(key)).normal(0, 1, 1, form.hidden());
    }

    @Override
    public Player begin() {
        Tensor read = reader.apply(Tensor.of(task, 1, task.length));
        return new Player() {
            @Override
            public double[] probabilities(DecisionPoint point) {
                double[] logits = new double[point.options().size()];
                if (knows(point.kind())) {
                    float[] given = logits(point.kind(), thought(read.plus(embedding(point.name()))))
                            .toArray();
                    Arrays.setAll(logits, option -> given[option]);
                }
                return Categorical.softmax(logits, point.legal());
            }

            @Override
            public void hear(DecisionPoint point, int choice) {}
        };
    }

    private Tensor thought(Tensor read) {
        return inner.apply(read.relu()).relu();
    }

    private Tensor logits(String kind, Tensor thought) {
        return new Linear(parameters.get(headKey(kind) + "/weight"), parameters.get(headKey(kind) + "/bias"))
                .apply(thought)
                .times(1 / form.temperature())
                .tanh()
                .times(form.squash());
    }

    @Override
    public RecurrentPolicy.Judgement judge(List<Episode> episodes) {
        return judge(episodes, Collections.nCopies(episodes.size(), task));
    }

    /** Of registered plays, each on its own task. */
    RecurrentPolicy.Judgement judge(List<Episode> episodes, List<float[]> tasks) {
        PolicyBatch batch = new PolicyBatch(episodes);
        Tensor names =
                Tensor.concatenate(batch.names().stream().map(this::embedding).toList());
        long[] plays = LongStream.range(0, (long) batch.length() * batch.width())
                .map(cell -> cell % batch.width())
                .toArray();
        Tensor read = reader.apply(Tensor.ofRows(tasks))
                .rows(Tensor.indices(plays))
                .plus(names.rows(Tensor.indices(batch.aheadRows())));
        Tensor thought = thought(read);
        return RecurrentPolicy.Judgement.of(
                batch,
                batch.groups().stream()
                        .map(group -> logits(group.kind(), thought.rows(Tensor.indices(group.cells()))))
                        .toList(),
                value.apply(thought.rows(Tensor.indices(batch.cells()))));
    }

    private static String headKey(String kind) {
        return "head:" + kind;
    }

    private static String pointKey(String name) {
        return "point:" + name;
    }
}
