package dev.espalier.server.process;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.ModelRecord;
import dev.espalier.server.history.TrainingOrder;
import dev.espalier.server.search.SearchSpecification;
import dev.espalier.trial.SearchPlan;
import dev.espalier.trial.Trial;
import java.util.Collection;
import java.util.function.Consumer;

/** A specification turned into things that search and train. */
interface Assembly {
    SearchPlan plan();

    /**
     * Trains the architecture of a scored trial to the end and scores it on the test part, once. The model's exports are
     * durable in {@link DataFolder#model} when this returns. May be called by several threads at once.
     *
     * @param order for this trial
     * @param progress hears of every epoch, in words
     * @throws dev.espalier.network.EngineException where this architecture cannot be trained
     */
    ModelRecord train(Trial trial, TrainingOrder order, Consumer<String> progress);

    /** Forgets the weights of all trials but those with these hashes. No evaluation is under way. */
    default void keepWeights(Collection<String> hashes) {}

    /** How a worker comes to its assembly; tests give others. */
    @FunctionalInterface
    interface Source {
        /** @throws dev.espalier.catalog.InvalidInputException where a part or the data set is gone */
        Assembly assemble(String searchId, SearchSpecification specification, DataFolder folder);
    }
}
