package dev.espalier.server.architecture;

import dev.espalier.architecture.Architecture;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lays architectures out. */
@Component
final class Drawings {
    /** Vertices of the largest architecture that is drawn. */
    private static final int MOST = 2000;

    /** The drawing, or nothing where the architecture is too large for one. */
    Optional<Object> of(Architecture architecture) {
        return architecture.vertices().size() > MOST ? Optional.empty() : Optional.empty();
    }
}
