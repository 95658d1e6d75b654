package dev.espalier.catalog;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What is wrong with a document that is no JSON, without the parser's advice to programmers. */
public final class JsonFault {
    private static final String ADVICE = "(?s):? enable `.*| \\(start marker at .*| ?\\(although at least one .*";

    private JsonFault() {}

    /** {@code not JSON at line 3, column 7: Unexpected character ...} */
    public static String notJson(JacksonException broken) {
        TokenStreamLocation place = broken.getLocation();
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return "not JSON%s: %s".formatted(where, broken.getOriginalMessage().replaceAll(ADVICE, ""));
    }
}
