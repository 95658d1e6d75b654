package dev.espalier.server.web;

/** A JSON document as it was sent: UTF-8, not longer than {@link #LONGEST} bytes, not parsed yet. */
public record JsonText(String text) {
    /** Bytes of the longest document. */
    static final int LONGEST = 1_000_000;
}
