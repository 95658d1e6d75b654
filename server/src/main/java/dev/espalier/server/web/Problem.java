package dev.espalier.server.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param errors the places in what was sent, where they are known
 */
public record Problem(String type, String title, int status, String detail, List<Error> errors) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param pointer a JSON pointer into the body, or {@code /} and the name of a parameter */
    public record Error(String pointer, String detail) {}

    /** A problem without a place. */
    public static Problem of(int status, String detail) {
        return of(status, detail, List.of());
    }

    /** A problem with the title of its status. */
    public static Problem of(int status, String detail, List<Error> errors) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, errors);
    }

    /** An answer of the problem's own type, whatever the client said it accepts. */
    ResponseEntity<Object> response() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }

    byte[] json() {
        return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }
}
