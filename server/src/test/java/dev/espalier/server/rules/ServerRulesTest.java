package dev.espalier.server.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Who may know whom in the service, and that Spring and JDBC stay in it. */
class ServerRulesTest {
    private static final JavaClasses EVERYTHING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.espalier");

    private static ArchRule noSpringContextIn(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot..",
                        "org.springframework.context..",
                        "org.springframework.beans..",
                        "org.springframework.stereotype..",
                        "org.springframework.web..",
                        "jakarta..");
    }

    @Test
    void springAndJdbcAreSeenInTheServerAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.espalier.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.flywaydb..", "org.h2..")
                .check(EVERYTHING);
    }

    @Test
    void processesAndTheCommandLineStartNoSpringContext() {
        noSpringContextIn("dev.espalier.server.process..", "dev.espalier.server.cli..", "dev.espalier.server.history..")
                .check(EVERYTHING);
        assertThatThrownBy(() -> noSpringContextIn("dev.espalier.server.web..").check(EVERYTHING))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void databaseIsSeenInTheHistoryAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.espalier.server.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.flywaydb..", "com.zaxxer..", "org.springframework.jdbc..")
                .check(EVERYTHING);
    }

    @Test
    void interfacesOfTheHistoryNameNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("dev.espalier.server.history..")
                .and()
                .areInterfaces()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "org.flywaydb..")
                .check(EVERYTHING);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        SlicesRuleDefinition.slices()
                .matching("dev.espalier.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(EVERYTHING);
        SlicesRuleDefinition.slices()
                .matching("dev.espalier.(*)..")
                .should()
                .beFreeOfCycles()
                .check(EVERYTHING);
    }

    @Test
    void nativeLibrariesStayOutOfTheService() {
        noClasses()
                .that()
                .resideInAPackage("dev.espalier.server..")
                .and()
                .resideOutsideOfPackage("dev.espalier.server.process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.espalier.network.torch..",
                        "dev.espalier.network.dl4j..",
                        "dev.espalier.export.dl4j..",
                        "dev.espalier.tensor..",
                        "org.bytedeco..",
                        "org.nd4j..")
                .check(EVERYTHING);
    }
}
