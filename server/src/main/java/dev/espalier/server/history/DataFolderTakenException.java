package dev.espalier.server.history;

/** Another process owns the data folder. */
public final class DataFolderTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderTakenException(DataFolder folder, String process) {
        super("The data folder '%s' is in use by process %s.".formatted(folder.root(), process)
                + " Maybe wait for it, stop it, or take another with --data-dir."
                + " Where 'espalier serve' runs on a folder, it serves all commands at once.");
    }
}
