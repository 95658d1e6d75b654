package dev.espalier.server.architecture;

import dev.espalier.architecture.Architecture;
import dev.espalier.architecture.Operation;
import dev.espalier.architecture.Shape;
import dev.espalier.catalog.InvalidInputException;
import dev.espalier.export.drawing.Drawing;
import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.history.StoredArchitecture;
import dev.espalier.server.history.Trials;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.space.DecisionPoint;
import dev.espalier.space.Decisions;
import dev.espalier.space.Ports;
import dev.espalier.space.SearchSpace;
import dev.espalier.space.SearchSpaces;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Puts together what the API says of an architecture. */
@Component
final class ArchitectureViews {
    private static final int TRIALS = 200;

    private final History history;

    ArchitectureViews(History history) {
        this.history = history;
    }

    ArchitectureView of(StoredArchitecture stored) {
        Architecture architecture = stored.architecture();
        List<Trials.Appearance> trials = history.trials().of(stored.id(), TRIALS);
        Optional<Trials.Appearance> appearance = trials.stream().findFirst();
        Optional<SearchSpecification> specification = appearance
                .flatMap(trial -> history.searches().find(trial.searchId()))
                .map(SearchRecord::specification)
                .map(SpecificationReader::stored);
        return new ArchitectureView(
                stored.id(),
                specification.map(found -> found.space().name()).orElse(null),
                stored.handMade(),
                stored.createdAt(),
                architecture.cost(),
                ArchitectureView.Layer.of(architecture),
                specification
                        .map(found -> decisions(architecture, found.space(), appearance.orElseThrow()))
                        .orElse(List.of()),
                Drawing.of(architecture),
                trials.stream().map(ArchitectureView.TrialLine::of).toList(),
                history.models().ofArchitecture(stored.id()).stream()
                        .map(model -> new ArchitectureView.ModelLine(model.id(), model.searchId(), model.metrics()))
                        .toList());
    }

    private List<ArchitectureView.Decision> decisions(
            Architecture architecture, SearchSpecification.Part part, Trials.Appearance appearance) {
        Decisions play = history.trials()
                .find(appearance.searchId(), appearance.number())
                .orElseThrow()
                .trial()
                .proposal()
                .decisions();
        try {
            SearchSpace space =
                    SearchSpaces.catalog().make(part.name(), part.settings()).fit(ports(architecture));
            List<DecisionPoint> points = space.points(play);
            return IntStream.range(0, points.size())
                    .mapToObj(i -> new ArchitectureView.Decision(
                            points.get(i).name(), points.get(i).options().get(play.choice(i))))
                    .toList();
        } catch (InvalidInputException changed) {
            return List.of(); // the space is another one than when this was proposed
        }
    }

    private static Ports ports(Architecture architecture) {
        List<Shape> inputs = architecture.inputs().stream()
                .map(vertex -> ((Operation.Input) vertex.operation()).shape())
                .toList();
        List<Integer> outputs = architecture.outputs().stream()
                .map(key -> architecture.shape(key).channels())
                .toList();
        return new Ports(inputs, outputs);
    }
}
