package dev.espalier.server.search;

import java.util.List;

/**
 * What a search will probably take.
 *
 * @param seconds until it is done, the final training included
 * @param secondsPerTrial on average, with all its threads at work
 * @param memoryMegabytes of its process
 * @param spaceSize number of plays, in digits
 * @param shareSeen share of the plays that the budget can try
 * @param specification complete, as the search would be stored
 */
public record Estimate(
        double seconds,
        double secondsPerTrial,
        long memoryMegabytes,
        String spaceSize,
        double shareSeen,
        List<String> warnings,
        SearchSpecification specification) {}
