package dev.espalier.controller;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.espalier.rules.HouseRules;
import org.junit.jupiter.api.Test;

/** Who may know whom, and what may be drawn from where, in this module and in {@code tensor} below it. */
class ControllerArchitectureTest {
    private static final JavaClasses CONTROLLERS = HouseRules.shipped("dev.espalier.controller");
    private static final JavaClasses LEAGUE = HouseRules.shipped("dev.espalier.league");
    private static final JavaClasses TENSOR = HouseRules.shipped("dev.espalier.tensor");
    private static final JavaClasses ALL =
            HouseRules.shipped("dev.espalier.controller", "dev.espalier.league", "dev.espalier.tensor");

    @Test
    void controllersKnowSpacesAndTensorsAlone() {
        HouseRules.useOnly(
                        "dev.espalier.controller..",
                        "dev.espalier.tensor..",
                        "dev.espalier.catalog..",
                        "dev.espalier.architecture..",
                        "dev.espalier.space..",
                        "dev.espalier.trial..",
                        "dev.espalier.benchmark..",
                        "org.tribuo..",
                        "org.hipparchus..")
                .check(CONTROLLERS);
    }

    @Test
    void leagueKnowsControllersAndTables() {
        HouseRules.useOnly(
                        "dev.espalier.league..",
                        "dev.espalier.controller..",
                        "dev.espalier.catalog..",
                        "dev.espalier.space..",
                        "dev.espalier.trial..",
                        "dev.espalier.benchmark..",
                        "org.hipparchus..",
                        "tools.jackson..")
                .check(LEAGUE);
    }

    @Test
    void tensorKnowsLibTorchAlone() {
        HouseRules.useOnly("dev.espalier.tensor..", "org.bytedeco..").check(TENSOR);
    }

    @Test
    void librariesStayInTheirRooms() {
        HouseRules.librariesStayInTheirRooms().forEach(rule -> rule.check(ALL));
    }

    @Test
    void nothingDrawsFromAnythingButSeedsReadsAClockOrForgetsAnOrder() {
        HouseRules.noForeignRandomness().check(ALL);
        HouseRules.noClock().check(ALL);
        HouseRules.noUnorderedCollections().check(ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        HouseRules.noPackageCycles().check(ALL);
    }
}
