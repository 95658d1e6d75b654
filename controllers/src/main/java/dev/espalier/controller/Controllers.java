package dev.espalier.controller;

import dev.espalier.catalog.Catalog;
import dev.espalier.space.SearchSpace;
import dev.espalier.trial.Controller;

/**
 * The catalogue of controllers. Where a search trades several metrics off, those that learn from one number are told
 * scalarised scores.
 */
public final class Controllers {
    /** What the settings of a controller give: the controller itself once the search is known. */
    @FunctionalInterface
    public interface Template {
        /**
         * @throws dev.espalier.catalog.InvalidInputException where the controller does not fit this kind of space,
         *     with the reason
         */
        Controller in(ControllerContext context);

        /**
         * Refuses a kind of space that this controller cannot search, before anything is built: loads nothing native,
         * so that a server may ask.
         *
         * @throws dev.espalier.catalog.InvalidInputException with the reason
         */
        default void fits(SearchSpace space) {}
    }

    private static final Catalog<Template> CATALOG = new Catalog<>(
            "controller",
            Scalarized.entries(
                    Ppo.ENTRY,
                    A2c.ENTRY,
                    A3c.ENTRY,
                    Sac.ENTRY,
                    L2nas.ENTRY,
                    Dpo.ENTRY,
                    Maddpg.ENTRY,
                    Reinforce.ENTRY,
                    GraphPolicy.ENTRY,
                    HyperPolicy.ENTRY,
                    TabularReinforce.ENTRY,
                    RegularizedEvolution.ENTRY,
                    Rlsvi.ENTRY,
                    Dnc.ENTRY,
                    Revalued.ENTRY,
                    Nsga2.ENTRY,
                    LocalSearch.ENTRY,
                    Manas.ENTRY,
                    ManasLs.ENTRY,
                    PredictorSearch.ENTRY,
                    Lanas.ENTRY,
                    Mixture.ENTRY,
                    Screened.ENTRY,
                    BoostedActorCritic.ENTRY,
                    TreePolicy.ENTRY,
                    SuccessiveHalving.ENTRY,
                    Replay.ENTRY,
                    RandomSearch.ENTRY));

    private Controllers() {}

    public static Catalog<Template> catalog() {
        return CATALOG;
    }
}
