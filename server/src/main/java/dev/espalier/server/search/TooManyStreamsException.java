package dev.espalier.server.search;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** As many pages follow searches as can be served. */
final class TooManyStreamsException extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    TooManyStreamsException(int most) {
        super(HttpStatus.TOO_MANY_REQUESTS, "Already %d pages follow searches. Maybe close one.".formatted(most));
    }
}
