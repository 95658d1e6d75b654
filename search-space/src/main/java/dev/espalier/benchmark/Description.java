package dev.espalier.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a table mean; {@code docs/league.md} describes the form.
 *
 * @param files the table, and others that are joined to it
 * @param layout how rows become plays
 * @param metrics what a search may be after, in order
 * @param measured costs, proxies and latencies by the name under which outcomes carry them
 */
record Description(
        String name,
        List<JoinedFile> files,
        Layout layout,
        List<MetricColumns> metrics,
        Map<String, Reference> measured) {

    /** @param key column that both this file and the first one have; none for the first */
    record JoinedFile(String file, Optional<Reference> key, String pointer) {}

    /**
     * A column as the description names it.
     *
     * @param factor by which its numbers are multiplied
     */
    record Reference(String column, double factor, String pointer) {}

    /** Rows are kept where the column holds one of the words. */
    record Condition(Reference column, List<String> words) {}

    /**
     * @param where conditions that all must hold
     * @param mean whether several rows of one play are averaged; else they are refused
     * @param partial whether rows may be missing; else every combination of options needs one
     * @param same names the network, where rows with equal cells are the same one
     */
    record Layout(
            List<Condition> where,
            boolean mean,
            boolean partial,
            List<DecisionColumn> decisions,
            Optional<CatalogSpace> space,
            Optional<Reference> same) {}

    /**
     * The space of the catalogue whose plays the rows are.
     *
     * @param settings of the networks that plays decode to
     * @param identity settings in place of those for telling networks apart, which smaller ones do faster
     * @param input extent of the data, channels first
     */
    record CatalogSpace(
            String name,
            Map<String, Object> settings,
            Map<String, Object> identity,
            List<Integer> input,
            int outputs,
            String pointer) {}

    /** @param reports shown of what a search found, the first above all */
    record MetricColumns(
            String name,
            boolean maximized,
            Reference reward,
            Map<String, Reference> reports,
            Optional<SignalColumns> signal,
            String pointer) {}

    /** What a search sees where training is short. */
    record SignalColumns(Reference reward, Reference seconds, double budget) {}
}
