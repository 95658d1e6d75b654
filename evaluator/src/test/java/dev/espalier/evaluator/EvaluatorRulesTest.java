package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.espalier.rules.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This module keeps the rules of the house: LibTorch, DL4J and ELK stay in their rooms, nothing draws from outside. */
class EvaluatorRulesTest {
    private static final JavaClasses MODULE = HouseRules.shipped(
            "dev.espalier.data", "dev.espalier.network", "dev.espalier.evaluator", "dev.espalier.export");

    static Stream<ArchRule> rules() {
        ArchRule seesNoController = ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.espalier.controller..", "dev.espalier.server..");
        return Stream.concat(
                Stream.of(
                        HouseRules.noForeignRandomness(),
                        HouseRules.noUnorderedCollections(),
                        HouseRules.noPackageCycles(),
                        seesNoController),
                HouseRules.librariesStayInTheirRooms().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theModuleKeepsTheRule(ArchRule rule) {
        assertThat(MODULE).hasSizeGreaterThan(100);
        assertThatCode(() -> rule.check(MODULE)).doesNotThrowAnyException();
    }
}
