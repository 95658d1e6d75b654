package dev.espalier.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who may call. A page from elsewhere must neither reach this service under a name that it rebinds to 127.0.0.1, nor
 * send anything across sites; an address beyond this machine asks for a token.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Guard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern PLAIN = Pattern.compile("(/[0-9A-Za-z._-]+)*/?");
    private static final String BEARER = "Bearer ";

    /** In which the page keeps the token that a person gave it. */
    private static final String COOKIE = "espalier-token";

    private final transient Access access;

    Guard(Access access) {
        this.access = access;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.set(response);
        Optional<Problem> refusal = refusal(request);
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Problem problem = refusal.get();
        response.setStatus(problem.status());
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.setContentType("application/problem+json");
        response.getOutputStream().write(problem.json());
    }

    private Optional<Problem> refusal(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (access.loopback() && !OWN_NAMES.contains(name(host))) {
            return Optional.of(Problem.of(403, "The host '%s' is not one of this machine.".formatted(shown(host))));
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            return Optional.of(Problem.of(403, "The origin '%s' is another site.".formatted(shown(origin))));
        }
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && !request.getMethod().equals("GET")) {
            return Optional.of(Problem.of(403, "The request comes from another site."));
        }
        return access.token()
                .filter(token -> needsToken(request) && !brings(request, token))
                .map(token -> Problem.of(401, "This address needs the service's token."));
    }

    /**
     * The page itself holds nothing of the installation: it is read by plain paths, and whatever is written in another way
     * might stand for an address of the API.
     */
    private static boolean needsToken(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !request.getMethod().equals("GET")
                || !PLAIN.matcher(path).matches()
                || path.startsWith("/api")
                || path.startsWith("/actuator");
    }

    private static boolean brings(HttpServletRequest request, String token) {
        Stream<String> header = Stream.ofNullable(request.getHeader("Authorization"))
                .filter(given -> given.startsWith(BEARER))
                .map(given -> given.substring(BEARER.length()));
        Stream<String> cookies = Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> decoded(cookie.getValue()));
        return Stream.concat(header, cookies).anyMatch(given -> isEqual(given, token));
    }

    private static Stream<String> decoded(String value) {
        try {
            return Stream.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Stream.empty();
        }
    }

    private static boolean isEqual(String given, String token) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(@Nullable String host) {
        try {
            String name = host == null ? null : new URI("http://" + host).getHost();
            return name == null ? "" : name;
        } catch (java.net.URISyntaxException broken) {
            return "";
        }
    }

    private static String shown(@Nullable String header) {
        String text = String.valueOf(header);
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
