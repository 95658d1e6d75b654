package dev.espalier.server.process;

import dev.espalier.architecture.Architecture;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.trial.SearchPlan;
import java.util.Collection;
import java.util.function.Consumer;

/** A specification turned into things that search and train. */
interface Assembly {
    SearchPlan plan();

    /**
     * Trains an architecture to the end and scores it on the test part, once. The model's exports are durable in
     * {@link DataFolder#model} when this returns.
     *
     * @param number of the trial that it comes from
     * @param progress hears of every epoch, in words
     * @throws dev.espalier.network.EngineException where this architecture cannot be trained
     */
    ModelRecord train(int number, Architecture architecture, Consumer<String> progress);

    /** Forgets the weights of all trials but those with these hashes. No evaluation is under way. */
    default void keepWeights(Collection<String> hashes) {}

    /** How a worker comes to its assembly; tests give others. */
    @FunctionalInterface
    interface Source {
        /** @throws dev.espalier.catalog.InvalidInputException where a part or the data set is gone */
        Assembly assemble(String searchId, SearchSpecification specification, DataFolder folder);
    }
}
