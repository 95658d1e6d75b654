/**
 * The page in a real browser, against the real service and real searches. Skipped where no Chromium is installed;
 * nothing is downloaded for it.
 */
@NullMarked
package dev.espalier.server.page;

import org.jspecify.annotations.NullMarked;
