package dev.espalier.server.dataset;

import dev.espalier.data.DataSets;
import dev.espalier.server.history.History;
import dev.espalier.server.history.SearchState;
import dev.espalier.server.search.SpecificationReader;
import dev.espalier.server.web.ConflictException;

/** Removes data sets that were added. */
public final class DataSetRemoval {
    private DataSetRemoval() {}

    /**
     * Removes a data set that is there.
     *
     * @throws ConflictException where it was not added, or a search that is to go on needs it
     */
    public static void remove(String id, DataSets dataSets, History history) {
        history.searches().in(SearchState.QUEUED, SearchState.RUNNING, SearchState.PAUSED).stream()
                .filter(search -> SpecificationReader.known(search.specification())
                        .filter(known -> known.dataset().id().equals(id))
                        .isPresent())
                .findFirst()
                .ifPresent(search -> {
                    throw new ConflictException("The search '%s' (%s) still needs the data set '%s'."
                            .formatted(search.name(), search.id(), id));
                });
        try {
            dataSets.delete(id);
        } catch (IllegalStateException notUploaded) {
            throw new ConflictException(String.valueOf(notUploaded.getMessage()));
        }
    }
}
