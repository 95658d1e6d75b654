/**
 * A thin facade over LibTorch: scopes, seeded generators, error translation, modules and optimisers that policies and
 * networks share. Knows no search, no architecture and no data set.
 */
@NullMarked
package dev.espalier.tensor;

import org.jspecify.annotations.NullMarked;
