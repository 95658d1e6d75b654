/**
 * Tables of trained networks as benchmarks: a description in JSON says what the columns of CSV files mean, and gives a
 * search space of the rows and evaluators that look them up. Trains nothing and knows no controller.
 */
@NullMarked
package dev.espalier.benchmark;

import org.jspecify.annotations.NullMarked;
