package dev.espalier.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Who may know whom, as far as this module can break it. */
class ControllerArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.espalier");

    @Test
    void controllersKnowNoEvaluatorNoServiceAndNoLibTorch() {
        noClasses()
                .that()
                .resideInAPackage("dev.espalier.controller..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.espalier.evaluator..",
                        "dev.espalier.network..",
                        "dev.espalier.data..",
                        "dev.espalier.export..",
                        "dev.espalier.server..",
                        "org.bytedeco..",
                        "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void tensorKnowsNothingOfSearches() {
        noClasses()
                .that()
                .resideInAPackage("dev.espalier.tensor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.espalier.architecture..",
                        "dev.espalier.catalog..",
                        "dev.espalier.space..",
                        "dev.espalier.trial..",
                        "dev.espalier.controller..")
                .check(CLASSES);
    }

    @Test
    void nothingHereReadsAClockOrDrawsFromAProcessWideGenerator() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.espalier.controller..", "dev.espalier.tensor..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.UUID")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .orShould()
                .callMethod(org.bytedeco.pytorch.global.torch.class, "manual_seed", long.class)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.espalier.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
