package dev.espalier.controller;

import dev.espalier.space.DecisionPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The beginnings of plays as graphs, in any space.
 *
 * <p>A beginning has no architecture yet, but the names of its decisions say where they belong ({@code layer3/kernel},
 * {@code edge0-2}). So a graph has one node for each decision taken, one for the decision ahead, and one for each place
 * that these names number: {@code layer3}; the nodes {@code 0} and {@code 2} of {@code edge}; and the whole. A decision is
 * joined to the whole and to each of its places, in the role in which its name mentions it (first, second, later number).
 * No node knows when it was added. Graphs are laid behind each other, to be computed together.
 */
final class PrefixGraphs {
    /** The whole, the first number of a name's part, its second, any later one. */
    static final int ROLES = 4;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final boolean anonymous;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Integer> ahead = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Integer> nodeDegrees = new ArrayList<>();
    private final List<Integer> placeDegrees = new ArrayList<>();

    /** What a decision node begins with: rows of two tables. */
    record Entry(String choiceTable, int choiceRow, int options, String nameTable) {}

    /** A decision at a place in a role. */
    record Link(int node, int place, int role) {}

    /** @param anonymous whether places differ by what is joined to them alone, not by their numbers */
    PrefixGraphs(boolean anonymous) {
        this.anonymous = anonymous;
    }

    /**
     * One more graph.
     *
     * @param taken the decisions so far, in any order
     * @param choices what was chosen at each
     */
    void add(List<DecisionPoint> taken, List<Integer> choices, DecisionPoint next) {
        Map<String, Integer> places = new TreeMap<>();
        for (int i = 0; i < taken.size(); i++) {
            DecisionPoint point = taken.get(i);
            String table = choiceTable(point.kind());
            add(new Entry(table, choices.get(i), point.options().size(), nameTable(point)), point, places);
        }
        ahead.add(entries.size());
        add(new Entry(aheadTable(next.kind()), 0, 1, nameTable(next)), next, places);
    }

    private void add(Entry entry, DecisionPoint point, Map<String, Integer> places) {
        int node = entries.size();
        entries.add(entry);
        nodeDegrees.add(0);
        join(node, "", 0, places);
        String before = "";
        for (String part : point.name().split("/")) {
            String stem = NUMBER.matcher(part).replaceAll("#");
            int role = 0;
            for (MatchResult number : NUMBER.matcher(part).results().toList()) {
                role = Math.min(role + 1, ROLES - 1);
                join(node, before + stem + number.group(), role, places);
            }
            before += part + "/";
        }
    }

    private void join(int node, String key, int role, Map<String, Integer> places) {
        int place = places.computeIfAbsent(key, unseen -> {
            placeDegrees.add(0);
            return placeDegrees.size() - 1;
        });
        links.add(new Link(node, place, role));
        nodeDegrees.set(node, nodeDegrees.get(node) + 1);
        placeDegrees.set(place, placeDegrees.get(place) + 1);
    }

    static String choiceTable(String kind) {
        return "choice:" + kind;
    }

    static String aheadTable(String kind) {
        return "ahead:" + kind;
    }

    String nameTable(DecisionPoint point) {
        return "point:" + (anonymous ? NUMBER.matcher(point.name()).replaceAll("#") : point.name());
    }

    /** Decision nodes, graph behind graph. */
    List<Entry> entries() {
        return entries;
    }

    /** All tables of which the decisions need rows, each with its number of rows. */
    Map<String, Integer> tables() {
        Map<String, Integer> tables = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tables.putIfAbsent(entry.choiceTable(), entry.options());
            tables.putIfAbsent(entry.nameTable(), 1);
        }
        return tables;
    }

    /** For each graph the node of the decision ahead. */
    long[] ahead() {
        return ahead.stream().mapToLong(Integer::longValue).toArray();
    }

    int places() {
        return placeDegrees.size();
    }

    long[] linkNodes() {
        return links.stream().mapToLong(Link::node).toArray();
    }

    long[] linkPlaces() {
        return links.stream().mapToLong(Link::place).toArray();
    }

    /** For each link the row of its node, where every node has a row for each role. */
    long[] nodeRoles() {
        return links.stream()
                .mapToLong(link -> (long) link.node() * ROLES + link.role())
                .toArray();
    }

    /** For each link the row of its place, where every place has a row for each role. */
    long[] placeRoles() {
        return links.stream()
                .mapToLong(link -> (long) link.place() * ROLES + link.role())
                .toArray();
    }

    /** For each link one over the root of its node's degree: sums that keep a count in sight and do not grow with it. */
    float[] nodeScales() {
        return scales(links.stream().map(link -> nodeDegrees.get(link.node())).toList());
    }

    /** The same of its place's. */
    float[] placeScales() {
        return scales(links.stream().map(link -> placeDegrees.get(link.place())).toList());
    }

    private static float[] scales(List<Integer> degrees) {
        float[] scales = new float[degrees.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = (float) (1 / Math.sqrt(degrees.get(i)));
        }
        return scales;
    }
}
