package dev.espalier.server.history;

import java.util.List;
import java.util.Optional;

/** The trained models; their exports lie in {@link DataFolder#model}. */
public interface Models {
    /** Stores a model; one with the same search and number is replaced. Its exports are durable before this is called. */
    void save(ModelRecord model);

    Optional<ModelRecord> find(String id);

    /** Models of a search in order of trial number. */
    List<ModelRecord> ofSearch(String searchId);

    /** Models of an architecture, newest first. */
    List<ModelRecord> ofArchitecture(String architectureId);
}
