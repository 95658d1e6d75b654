package dev.espalier.controller;

/** Names of what policy controllers write into the notes of their proposals. */
final class PolicyNotes {
    /** Logarithms of the probabilities with which the policy made each choice. */
    static final String LOG_PROBABILITIES = "logProbabilities";
    /** How often the proposing policy had been updated; at 0 the proposal is a uniform sample, unless earlier searches were imitated. */
    static final String UPDATES = "updates";

    private PolicyNotes() {}
}
