/**
 * From a person's files to numbers: readers, task types, splits, preprocessing, augmentation and the catalogue of data
 * sets. Knows no network and no search.
 */
@NullMarked
package dev.espalier.data;

import org.jspecify.annotations.NullMarked;
