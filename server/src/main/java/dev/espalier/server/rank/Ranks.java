package dev.espalier.server.rank;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.History;
import dev.espalier.server.history.NotFoundException;
import dev.espalier.server.history.SearchRecord;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.server.search.SpecificationReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Compares what two searches say of the same architectures. */
@Component
public final class Ranks {
    private static final int SEARCHES_LOOKED_AT = 200;
    private static final List<String> REFERENCES = List.of("stand-alone", "table");

    private final History history;

    public Ranks(History history) {
        this.history = history;
    }

    /**
     * Every pair of the newest searches that was made to be compared: the reference trains alone what the other one
     * draws too, or a sample of what it tried.
     */
    public List<Rank> all() {
        List<SearchRecord> searches = newest();
        return searches.stream().flatMap(search -> against(search, searches)).toList();
    }

    /**
     * Those of one search, the newest reference first.
     *
     * @throws NotFoundException where there is no such search
     */
    public List<Rank> ofSearch(String id) {
        return against(find(id), newest()).toList();
    }

    private List<SearchRecord> newest() {
        return history.searches().list(SEARCHES_LOOKED_AT, Optional.empty()).items();
    }

    private Stream<Rank> against(SearchRecord search, List<SearchRecord> references) {
        Optional<SearchSpecification> own = SpecificationReader.known(search.specification());
        return own.stream()
                .flatMap(mine -> references.stream()
                        .filter(reference -> SpecificationReader.known(reference.specification())
                                .filter(other -> comparable(mine, other))
                                .isPresent()))
                .map(reference -> of(search.id(), reference.id()))
                .filter(rank -> rank.architectures() > 0);
    }

    private static boolean comparable(SearchSpecification search, SearchSpecification reference) {
        return REFERENCES.contains(reference.evaluator().part().name())
                && !search.evaluator().part().equals(reference.evaluator().part())
                && search.dataset().equals(reference.dataset())
                && search.space().equals(reference.space())
                && search.seed() == reference.seed()
                && (reference.controller().name().equals("replay")
                        || reference.controller().name().equals("random")
                                && search.controller().equals(reference.controller()));
    }

    /**
     * The ranking of one search against another's.
     *
     * @throws NotFoundException where there is no such search
     * @throws InvalidInputException where their scores mean different things
     */
    public Rank of(String searchId, String referenceId) {
        SearchRecord search = find(searchId);
        SearchRecord reference = find(referenceId);
        SearchSpecification own = specification(search);
        SearchSpecification others = specification(reference);
        if (own.objective().metric() != others.objective().metric()
                || !own.dataset().id().equals(others.dataset().id())) {
            throw new InvalidInputException(
                    "/reference",
                    "The search '%s' scores by %s on '%s', its reference '%s' by %s on '%s'."
                            .formatted(
                                    searchId,
                                    own.objective().metric().key(),
                                    own.dataset().id(),
                                    referenceId,
                                    others.objective().metric().key(),
                                    others.dataset().id()));
        }
        List<Pair> pairs = Pair.of(
                history.trials().shared(searchId, referenceId), history.trials().shared(referenceId, searchId));
        return new Ranking(pairs, own.objective().metric())
                .rank(side(search, own), side(reference, others), secondsATrial(search, own));
    }

    /** Seconds of all threads for each trial, learning and waiting included. */
    private static double secondsATrial(SearchRecord search, SearchSpecification specification) {
        return search.progress().pulse().secondsRunning()
                * specification.evaluator().threads()
                / search.progress().trials();
    }

    private SearchRecord find(String id) {
        return history.searches().find(id).orElseThrow(() -> new NotFoundException("search", id));
    }

    private static SearchSpecification specification(SearchRecord search) {
        return SpecificationReader.stored(search.specification());
    }

    private static Rank.Side side(SearchRecord search, SearchSpecification specification) {
        return new Rank.Side(
                search.id(), search.name(), specification.evaluator().part().name());
    }
}
