package dev.espalier.trial;

import org.jspecify.annotations.Nullable;

/**
 * The unit of truth of a search.
 *
 * @param number from 1, without gaps
 * @param architecture canonical hash of the decoded architecture; null where the play decodes to none
 * @param sameAs number of the earlier trial with the same architecture whose outcome this one reuses, if any
 */
public record Trial(
        int number,
        Proposal proposal,
        @Nullable String architecture,
        Outcome outcome,
        @Nullable Integer sameAs) {}
