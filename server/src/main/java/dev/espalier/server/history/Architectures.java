package dev.espalier.server.history;

import dev.espalier.architecture.Architecture;
import java.util.Optional;

/** The architectures by canonical hash; those of trials are stored with the trial. */
public interface Architectures {
    /** Stores a hand-made one, where it is not there yet. */
    StoredArchitecture add(Architecture architecture);

    Optional<StoredArchitecture> find(String id);

    /** Newest first. */
    Page<StoredArchitecture> list(int pageSize, Optional<String> pageToken);
}
