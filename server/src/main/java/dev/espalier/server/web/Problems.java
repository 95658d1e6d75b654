package dev.espalier.server.web;

import dev.espalier.catalog.InvalidInputException;
import dev.espalier.server.history.IdempotencyConflictException;
import dev.espalier.server.history.IllegalTransitionException;
import dev.espalier.server.history.NotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns everything that goes wrong below {@code DispatcherServlet} into a {@link Problem}. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final String UNREADABLE = "The body is missing or cannot be read.";

    @ExceptionHandler(InvalidInputException.class)
    ResponseEntity<Object> invalid(InvalidInputException refused) {
        return invalid(400, refused).response();
    }

    private static Problem invalid(int status, InvalidInputException refused) {
        String detail = String.valueOf(refused.getMessage());
        return Problem.of(status, detail, List.of(new Problem.Error(refused.pointer(), detail)));
    }

    @ExceptionHandler(NotFoundException.class)
    ResponseEntity<Object> notFound(NotFoundException missing) {
        return Problem.of(404, String.valueOf(missing.getMessage())).response();
    }

    @ExceptionHandler(IllegalTransitionException.class)
    ResponseEntity<Object> illegal(IllegalTransitionException illegal) {
        return Problem.of(409, String.valueOf(illegal.getMessage())).response();
    }

    @ExceptionHandler(ConflictException.class)
    ResponseEntity<Object> conflict(ConflictException conflict) {
        return Problem.of(409, String.valueOf(conflict.getMessage())).response();
    }

    @ExceptionHandler(IdempotencyConflictException.class)
    ResponseEntity<Object> keyReused(IdempotencyConflictException conflict) {
        String detail = String.valueOf(conflict.getMessage());
        return Problem.of(422, detail, List.of(new Problem.Error("/Idempotency-Key", detail)))
                .response();
    }

    @ExceptionHandler(BodyTooLargeException.class)
    ResponseEntity<Object> tooLarge(BodyTooLargeException tooLarge) {
        return Problem.of(413, String.valueOf(tooLarge.getMessage())).response();
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<Object> multipart(MultipartException broken) {
        return Problem.of(400, "The body is not the multipart/form-data that this address takes.")
                .response();
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception unexpected) {
        if (unexpected instanceof IOException
                && String.valueOf(unexpected.getMessage()).contains("Broken pipe")) {
            return null;
        }
        return internal(unexpected).response();
    }

    /** Says nothing of the inside but a word under which the log has all of it. */
    static Problem internal(Throwable unexpected) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Error {}", reference, unexpected);
        return Problem.of(500, "Something went wrong here. The service's log has it as error %s.".formatted(reference));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception thrown, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            return internal(thrown).response();
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(status.value(), detail(thrown, body), places(thrown)));
    }

    private static String detail(Exception thrown, @Nullable Object body) {
        if (thrown instanceof HttpMessageNotReadableException) {
            return UNREADABLE;
        }
        if (thrown instanceof NoResourceFoundException) {
            return "There is nothing at this address.";
        }
        if (thrown instanceof TypeMismatchException mismatch) {
            return mismatch(mismatch);
        }
        if (thrown instanceof HttpMediaTypeNotSupportedException media) {
            return "The Content-Type %s must be one of %s."
                    .formatted(
                            media.getContentType() == null ? "(absent)" : "'%s'".formatted(media.getContentType()),
                            media.getSupportedMediaTypes());
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException method) {
            return "The method '%s' is not taken at this address, only %s."
                    .formatted(method.getMethod(), method.getSupportedHttpMethods());
        }
        if (thrown instanceof MissingServletRequestParameterException missing) {
            return missing(missing.getParameterName());
        }
        if (thrown instanceof MissingServletRequestPartException missing) {
            return missing(missing.getRequestPartName());
        }
        if (body instanceof ProblemDetail problem && problem.getDetail() != null) {
            return problem.getDetail();
        }
        return "The request cannot be served.";
    }

    private static String missing(String field) {
        return "The field '%s' is missing.".formatted(field);
    }

    private static String mismatch(TypeMismatchException mismatch) {
        Class<?> type = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getParameter().nestedIfOptional().getNestedParameterType()
                : mismatch.getRequiredType();
        boolean whole = type == int.class || type == long.class || type == Integer.class || type == Long.class;
        return "The value '%s' must be %s."
                .formatted(mismatch.getValue(), whole ? "a whole number" : "of another type");
    }

    private static List<Problem.Error> places(Exception thrown) {
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return List.of(new Problem.Error("/" + mismatch.getName(), mismatch(mismatch)));
        }
        if (thrown instanceof HttpMessageNotReadableException) {
            return List.of(new Problem.Error("", UNREADABLE));
        }
        if (thrown instanceof MissingServletRequestParameterException missing) {
            return List.of(new Problem.Error("/" + missing.getParameterName(), missing(missing.getParameterName())));
        }
        if (thrown instanceof MissingServletRequestPartException missing) {
            return List.of(
                    new Problem.Error("/" + missing.getRequestPartName(), missing(missing.getRequestPartName())));
        }
        return List.of();
    }
}
