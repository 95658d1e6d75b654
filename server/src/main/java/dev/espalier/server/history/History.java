package dev.espalier.server.history;

/**
 * The memory of an installation. One process owns it at a time; all its parts may be used by several threads at once,
 * and whatever a method wrote is durable when it returns.
 */
public interface History extends AutoCloseable {
    Searches searches();

    Trials trials();

    Architectures architectures();

    Models models();

    @Override
    void close();
}
