/**
 * A search in a process of its own: the child that searches ({@link dev.espalier.server.process.Worker}), the parent
 * that starts, feeds, watches and restarts it, what they say to each other over a Unix-domain socket, and how a
 * specification becomes a search. No HTTP, no Spring; of the history only its interfaces.
 */
@NullMarked
package dev.espalier.server.process;

import org.jspecify.annotations.NullMarked;
