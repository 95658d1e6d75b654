/** One class of a name that DL4J looks up by reflection; nothing of ours. */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
