package dev.espalier.space;

import dev.espalier.catalog.Catalog;
import java.util.List;

/** The catalogue of search spaces. */
public final class SearchSpaces {
    /** What the settings of a space give: the space itself once the data's shape and the task are known. */
    @FunctionalInterface
    public interface Template {
        /**
         * @throws dev.espalier.catalog.InvalidInputException where the space does not fit these ports, such as an image
         *     space and tabular data
         */
        SearchSpace fit(Ports ports);
    }

    private static final Catalog<Template> CATALOG = new Catalog<>("space", List.of());

    private SearchSpaces() {}

    public static Catalog<Template> catalog() {
        return CATALOG;
    }
}
