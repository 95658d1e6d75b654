package dev.espalier.server.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.espalier.data.DataSet;
import dev.espalier.data.Preview;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A data set as the API gives it.
 *
 * @param task {@code classification}, {@code regression} or {@code multi-label}
 * @param inputs shape of one example, channels first
 * @param spaces names of the search spaces that fit
 * @param preview only where one data set is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataSetView(
        String id,
        String name,
        String task,
        String inputs,
        List<String> labels,
        DataSet.Rows rows,
        String source,
        List<String> spaces,
        @Nullable Preview preview) {

    static DataSetView of(DataSet dataset, @Nullable Preview preview) {
        return new DataSetView(
                dataset.id(),
                dataset.name(),
                dataset.task().type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                dataset.input().toString(),
                dataset.task().labels(),
                dataset.rows(),
                dataset.origin().key(),
                dataset.spaces(),
                preview);
    }
}
