package dev.espalier.server.cli;

import dev.espalier.architecture.Architecture;
import dev.espalier.data.DataSets;
import dev.espalier.server.architecture.ArchitectureExports;
import dev.espalier.server.dataset.DataSetRemoval;
import dev.espalier.server.history.Action;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.history.HistoryFile;
import dev.espalier.server.history.NewSearch;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredArchitecture;
import dev.espalier.server.history.TrialQuery;
import dev.espalier.server.process.Limits;
import dev.espalier.server.process.Supervisor;
import dev.espalier.server.rank.Ranks;
import dev.espalier.server.rank.References;
import dev.espalier.server.search.Estimator;
import dev.espalier.server.search.Machine;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchExports;
import dev.espalier.server.search.SearchRemoval;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.Submissions;
import dev.espalier.server.search.TrainingOrders;
import dev.espalier.server.search.TrialView;
import dev.espalier.server.search.Views;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** This process itself, where no server runs: owns the history and supervises what it submits. */
final class OwnDesk implements Desk {
    private static final int PAGE = 1000;

    private final DataFolder folder;
    private final History history;
    private final Limits limits;
    private final Views views;
    private final DataSets dataSets;
    private final Submissions submissions;
    private @Nullable Supervisor supervisor;

    /** @throws dev.espalier.server.history.DataFolderTakenException where another process owns the history */
    OwnDesk(DataFolder folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
        this.history = HistoryFile.open(folder, InstantSource.system());
        this.views = new Views(history);
        this.dataSets = new DataSets(folder.root());
        this.submissions = new Submissions(dataSets, history);
    }

    @Override
    public JsonNode submit(String specification, Optional<String> key) {
        SearchSpecification checked =
                estimator().of(submissions.read(specification)).specification();
        SearchRecord search = history.searches()
                .create(new NewSearch(checked.name(), CommonOptions.JSON.writeValueAsString(checked), key));
        supervisor().takeUp(search.id());
        return find(search.id());
    }

    @Override
    public JsonNode takeUp(String id) {
        supervisor().takeUp(id);
        return find(id);
    }

    @Override
    public JsonNode steer(String id, Action action) {
        new Standstill(history).steer(id, action);
        return find(id);
    }

    @Override
    public JsonNode rename(String id, String name) {
        history.searches().rename(id, submissions.name(name));
        return find(id);
    }

    @Override
    public void delete(String id) {
        SearchRemoval.remove(id, history, folder);
    }

    @Override
    public JsonNode train(String id, String orders) {
        supervisor().train(id, TrainingOrders.read(orders, id, history, dataSets));
        return find(id);
    }

    @Override
    public void removeDataSet(String id) {
        DataSetRemoval.remove(id, dataSets, history);
    }

    @Override
    public JsonNode estimate(String specification) {
        return CommonOptions.JSON.valueToTree(estimator().of(submissions.read(specification)));
    }

    private Estimator estimator() {
        return new Estimator(
                dataSets,
                history,
                new Machine(limits.memory(), limits.heap(), Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public List<JsonNode> list(int limit) {
        List<JsonNode> searches = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            var page = history.searches().list(Math.min(limit - searches.size(), PAGE), token);
            page.items().forEach(search -> searches.add(find(search.id())));
            token = Optional.ofNullable(page.nextPageToken());
        } while (token.isPresent() && searches.size() < limit);
        return searches;
    }

    @Override
    public JsonNode find(String id) {
        // As text and back: in a tree made at once the stored specification would be a text, not an object.
        return CommonOptions.JSON.readTree(CommonOptions.JSON.writeValueAsString(views.search(id)));
    }

    @Override
    public List<JsonNode> trials(String id, String orderBy, int limit) {
        find(id);
        List<JsonNode> trials = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            var page = history.trials().page(id, TrialQuery.of(Math.min(limit, PAGE), token, orderBy, ""));
            page.items().forEach(trial -> trials.add(CommonOptions.JSON.valueToTree(TrialView.of(trial))));
            token = Optional.ofNullable(page.nextPageToken());
        } while (token.isPresent() && trials.size() < limit);
        return trials.subList(0, Math.min(limit, trials.size()));
    }

    @Override
    public JsonNode reference(String search, int architectures, References.Trainings trainings) {
        return CommonOptions.JSON.valueToTree(new References(history).of(search, architectures, trainings));
    }

    @Override
    public JsonNode rank(String search, String reference) {
        return CommonOptions.JSON.valueToTree(new Ranks(history).of(search, reference));
    }

    @Override
    public void export(String kind, String id, String format, OutputStream out) throws IOException {
        switch (kind) {
            case "searches" -> new SearchExports(history, views, CommonOptions.JSON).write(id, format, out);
            case "models" -> Files.copy(modelFile(id, format), out);
            default -> {
                Architecture architecture = history.architectures()
                        .find(id)
                        .map(StoredArchitecture::architecture)
                        .orElseThrow(() -> new NotFoundException("architecture", id));
                out.write(new ArchitectureExports(folder).of(format).writer().write(architecture));
            }
        }
    }

    private Path modelFile(String id, String format) {
        Path file = history.models()
                .find(id)
                .map(model -> folder.model(model.id()).resolve(format.replace('-', '.')))
                .orElseThrow(() -> new NotFoundException("model", id));
        if (!Files.isRegularFile(file)) {
            throw new NotFoundException("export %s of model".formatted(format), id);
        }
        return file;
    }

    /** Started by the first command that needs one. */
    private Supervisor supervisor() {
        if (supervisor == null) {
            supervisor = new Supervisor(history, SearchEvents.NONE, folder, limits);
        }
        return supervisor;
    }

    /** What still runs is ended and goes on when it is resumed. */
    @Override
    public void close() {
        if (supervisor != null) {
            supervisor.close();
        }
        history.close();
    }
}
