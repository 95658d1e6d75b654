package dev.espalier.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for this module, and each of them sees what it forbids. */
class HouseRulesTest {
    private static final JavaClasses MODULE = HouseRules.shipped(
            "dev.espalier.architecture",
            "dev.espalier.benchmark",
            "dev.espalier.catalog",
            "dev.espalier.space",
            "dev.espalier.trial");

    static Stream<ArchRule> rules() {
        ArchRule rooms = HouseRules.useOnly(
                "dev.espalier.architecture..",
                "dev.espalier.catalog..",
                "dev.espalier.space..",
                "dev.espalier.trial..",
                "dev.espalier.benchmark..",
                "org.jgrapht..",
                "com.fasterxml.jackson.annotation..",
                "org.apache.commons.csv..",
                "tools.jackson..");
        return Stream.concat(
                Stream.of(
                        HouseRules.noForeignRandomness(),
                        HouseRules.noClock(),
                        HouseRules.noUnorderedCollections(),
                        HouseRules.noPackageCycles(),
                        rooms),
                HouseRules.librariesStayInTheirRooms().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theModuleKeepsTheRule(ArchRule rule) {
        assertThat(MODULE).hasSizeGreaterThan(50);
        assertThatCode(() -> rule.check(MODULE)).doesNotThrowAnyException();
    }

    static final class OldRandom {
        int draw() {
            return new java.util.Random(1).nextInt();
        }
    }

    static final class MathRandom {
        double draw() {
            return Math.random();
        }
    }

    static final class ThreadRandom {
        int draw() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    static final class Shuffled {
        void shuffle(List<String> words) {
            Collections.shuffle(words);
        }
    }

    static final class DefaultGenerator {
        RandomGenerator make() {
            return RandomGenerator.getDefault();
        }
    }

    static final class Clocked {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Timed {
        long now() {
            return System.nanoTime();
        }
    }

    static final class AnySet {
        Set<String> words() {
            return Set.of("a", "b");
        }
    }

    static final class Grouped {
        Map<Integer, List<String>> words(Stream<String> words) {
            return words.collect(Collectors.groupingBy(String::length));
        }
    }

    static Stream<Class<?>> randomness() {
        return Stream.of(OldRandom.class, MathRandom.class, ThreadRandom.class, Shuffled.class, DefaultGenerator.class);
    }

    @ParameterizedTest
    @MethodSource("randomness")
    void foreignRandomnessIsSeen(Class<?> culprit) {
        assertBroken(HouseRules.noForeignRandomness(), culprit);
    }

    @Test
    void clocksAreSeen() {
        assertBroken(HouseRules.noClock(), Clocked.class);
        assertBroken(HouseRules.noClock(), Timed.class);
    }

    @Test
    void collectionsWithoutAnOrderAreSeen() {
        assertBroken(HouseRules.noUnorderedCollections(), AnySet.class);
        assertBroken(HouseRules.noUnorderedCollections(), Grouped.class);
    }

    @Test
    void otherRoomsAreSeen() {
        assertBroken(HouseRules.useOnly("dev.espalier.."), HouseRulesTest.class);
    }

    @Test
    void cyclesAreSeen() {
        JavaClasses cycle = new ClassFileImporter()
                .importClasses(dev.espalier.rules.east.East.class, dev.espalier.rules.west.West.class);
        assertThatThrownBy(() -> HouseRules.noPackageCycles().check(cycle)).hasMessageContaining("Cycle detected");
    }

    private static void assertBroken(ArchRule rule, Class<?> culprit) {
        JavaClasses classes = new ClassFileImporter().importClasses(culprit);
        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit.getSimpleName());
    }
}
