package dev.espalier.league;

import java.util.Locale;

/** Which proposals cost nothing because their network was evaluated before in the same search. */
public enum Repeats {
    /** None: every proposal is paid. */
    CHARGED,
    /** Those whose network is isomorphic to an earlier one; the same play where only names are known. */
    FREE_ISOMORPHIC,
    /** Those that the table's own column calls the same network as an earlier one. */
    FREE_SAME;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
