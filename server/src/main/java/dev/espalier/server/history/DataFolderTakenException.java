package dev.espalier.server.history;

/** Another process owns the data folder. */
public final class DataFolderTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderTakenException(DataFolder folder, String process) {
        super("The data folder '%s' is in use by process %s. Maybe stop that one, or take another with --data-dir."
                .formatted(folder.root(), process));
    }
}
