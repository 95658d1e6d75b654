package dev.espalier.server.search;

import dev.espalier.data.DataSets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a person submits, against the data sets of this installation. */
@Component
final class Submissions {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final DataSets dataSets;

    Submissions(DataSets dataSets) {
        this.dataSets = dataSets;
    }

    SearchSpecification read(String text) {
        return SpecificationReader.read(text, selection -> DataFacts.of(dataSets.find(selection.id()), selection));
    }

    String json(SearchSpecification specification) {
        return JSON.writeValueAsString(specification);
    }

    /** The only thing of a search that can be changed. */
    String name(String text) {
        Place root = SpecificationReader.document(text).object("name");
        return root.field("name")
                .orElseThrow(() -> root.refused("given a 'name'"))
                .text(200);
    }
}
