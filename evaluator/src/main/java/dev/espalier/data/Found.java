package dev.espalier.data;

import java.nio.file.Path;
import java.util.List;

/** A well-known data set with a test part of its own, in files of a folder of this machine. */
interface Found extends Source {
    List<Path> files();

    @Override
    default DataSet.Origin origin() {
        return DataSet.Origin.FOUND;
    }

    @Override
    default boolean bringsTest() {
        return true;
    }

    @Override
    default String stamp() {
        return Folders.stamp(files());
    }
}
