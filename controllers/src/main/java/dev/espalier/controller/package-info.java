/** Controllers: one algorithm a file, and their catalogue. Knows no data, no engine of networks, no service. */
@NullMarked
package dev.espalier.controller;

import org.jspecify.annotations.NullMarked;
