package dev.espalier.space;

import dev.espalier.catalog.Catalog;
import java.util.List;

/** The catalogue of search spaces; the first is the default. */
public final class SearchSpaces {
    /** What the settings of a space give: the space itself once the data's shape and the task are known. */
    @FunctionalInterface
    public interface Template {
        /**
         * The space between these ports.
         *
         * @throws dev.espalier.catalog.InvalidInputException where the space does not fit these ports, such as an image
         *     space and tabular data; the pointer is {@code /name} or lies below {@code /settings}
         */
        SearchSpace fit(Ports ports);
    }

    private static final Catalog<Template> CATALOG = new Catalog<>(
            "space",
            List.of(
                    CellSpace.ENTRY,
                    DartsSpace.ENTRY,
                    ChainSpace.ENTRY,
                    SizeSpace.ENTRY,
                    MemoryBankSpace.ENTRY,
                    MlpSpace.ENTRY,
                    BranchedSpace.ENTRY,
                    CustomSpace.ENTRY));

    private SearchSpaces() {}

    public static Catalog<Template> catalog() {
        return CATALOG;
    }
}
