package dev.espalier.server.search;

import dev.espalier.data.DataSets;
import dev.espalier.server.history.History;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a person submits, against the data sets and the history of this installation. */
@Component
public final class Submissions {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final DataSets dataSets;
    private final Lessons lessons;

    public Submissions(DataSets dataSets, History history) {
        this.dataSets = dataSets;
        this.lessons = new Lessons(history, dataSets);
    }

    /** @throws dev.espalier.catalog.InvalidInputException with the place of the first thing that is wrong */
    public SearchSpecification read(String text) {
        return SpecificationReader.read(
                lessons.into(text), selection -> DataFacts.of(dataSets.find(selection.id()), selection));
    }

    String json(SearchSpecification specification) {
        return JSON.writeValueAsString(specification);
    }

    /**
     * The only thing of a search that can be changed, of {@code {"name": ...}}.
     *
     * @throws dev.espalier.catalog.InvalidInputException where it is none
     */
    public String name(String text) {
        Place root = SpecificationReader.document(text).object("name");
        return root.field("name")
                .orElseThrow(() -> root.refused("given a 'name'"))
                .text(200);
    }
}
