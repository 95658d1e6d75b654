package dev.espalier.server.history;

import dev.espalier.catalog.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the last page ended, as a word that a client hands back untouched. */
final class PageToken {
    private PageToken() {}

    static String of(Object... parts) {
        String text =
                String.join("|", List.of(parts).stream().map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the parts of a token say.
     *
     * @throws InvalidInputException for a token that this list did not give
     */
    static <T> Optional<T> read(Optional<String> token, int parts, Function<String[], T> reader) {
        return token.map(text -> {
            try {
                String[] words = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|");
                if (words.length != parts) {
                    throw new IllegalArgumentException("%d parts".formatted(words.length));
                }
                return reader.apply(words);
            } catch (IllegalArgumentException refused) {
                throw new InvalidInputException(
                        "/pageToken",
                        "The page token '%s' does not belong to this list. Maybe start without one.".formatted(text),
                        refused);
            }
        });
    }

    /** The first {@code size} of one item more than a page, and the token of the last of them. */
    static <T> Page<T> page(List<T> items, int size, Function<T, String> token) {
        return items.size() <= size
                ? new Page<>(items, null)
                : new Page<>(items.subList(0, size), token.apply(items.get(size - 1)));
    }
}
