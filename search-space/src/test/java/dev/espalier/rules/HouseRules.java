package dev.espalier.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** What DESIGN.md forbids, as rules that the tests of every module check over its own classes. */
public final class HouseRules {
    private HouseRules() {}

    /** The classes below a package, as they are shipped: without tests. */
    public static JavaClasses shipped(String... packages) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(packages);
    }

    /** Randomness comes from {@code Seeds} alone. */
    public static ArchRule noForeignRandomness() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("draws from another generator than a stream of Seeds", HouseRules::draws))
                .orShould()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.commons.rng..", "org.apache.commons.math3.random.."))
                .because("every number must come from (seed, purpose, number)");
    }

    private static boolean draws(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return List.of(
                                "java.util.Random",
                                "java.util.concurrent.ThreadLocalRandom",
                                "java.security.SecureRandom",
                                "java.util.SplittableRandom")
                        .contains(owner)
                || calls(access, "java.lang.Math", "random")
                || calls(access, "java.lang.StrictMath", "random")
                || calls(access, "java.util.UUID", "randomUUID")
                || calls(access, "java.util.Collections", "shuffle") && parameters(access) == 1
                || calls(access, "java.util.random.RandomGenerator", "getDefault")
                || calls(access, "java.util.random.RandomGenerator", "of")
                || calls(access, "java.util.random.RandomGeneratorFactory", "create") && parameters(access) == 0;
    }

    /** No clock where a history must not depend on it. */
    public static ArchRule noClock() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("reads a clock", HouseRules::readsClock))
                .because("a history must not depend on when it was made");
    }

    private static boolean readsClock(JavaAccess<?> access) {
        return calls(access, "java.lang.System", "currentTimeMillis")
                || calls(access, "java.lang.System", "nanoTime")
                || access.getTargetOwner().getPackageName().startsWith("java.time")
                        && (access.getName().equals("now") || access.getName().startsWith("system"))
                || access.getTargetOwner().getName().equals("java.util.Date")
                        && access.getName().equals("<init>")
                        && parameters(access) == 0;
    }

    /** No collection whose order differs between JVMs where it could be listed, summed or drawn from. */
    public static ArchRule noUnorderedCollections() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("makes a collection without an order", HouseRules::unordered))
                .because(
                        "Set.of, Map.copyOf and their kin iterate in another order in every JVM; sort them or keep a list");
    }

    private static boolean unordered(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return owner.equals("java.util.Set") && List.of("of", "copyOf").contains(name)
                || owner.equals("java.util.Map")
                        && List.of("ofEntries", "copyOf").contains(name)
                || owner.equals("java.util.stream.Collectors")
                        && (List.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap")
                                        .contains(name)
                                || name.equals("toMap") && parameters(access) < 4
                                || name.startsWith("groupingBy") && parameters(access) < 3);
    }

    /** No two packages need each other. */
    public static ArchRule noPackageCycles() {
        return slices().matching("dev.espalier.(**)").should().beFreeOfCycles();
    }

    /** Classes depend on nothing but these packages, the JDK's own, JSpecify and SLF4J. */
    public static ArchRule useOnly(String... packages) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", "javax.xml..", "org.jspecify..", "org.slf4j.."), Stream.of(packages))
                .toArray(String[]::new);
        return classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed)
                        .or(describe(
                                "arrays",
                                type -> type.isArray()
                                        && type.getBaseComponentType().isPrimitive())))
                .because("DESIGN.md says which room may use which");
    }

    /** The libraries of the engines, of Spring and of the exporters are seen in the packages made for them alone. */
    public static List<ArchRule> librariesStayInTheirRooms() {
        return List.of(
                only("org.bytedeco.pytorch..", "dev.espalier.tensor..", "dev.espalier.network.torch.."),
                // Both engines reach native memory through javacpp's pointers.
                only(
                        "org.bytedeco.javacpp..",
                        "dev.espalier.tensor..",
                        "dev.espalier.network.torch..",
                        "dev.espalier.network.dl4j.."),
                only("org.deeplearning4j..", "dev.espalier.network.dl4j..", "dev.espalier.export.dl4j.."),
                only("org.nd4j..", "dev.espalier.network.dl4j..", "dev.espalier.export.dl4j.."),
                only("org.eclipse.elk..", "dev.espalier.export.drawing.."),
                only("org.springframework..", "dev.espalier.server.."),
                only("java.sql..", "dev.espalier.server.."));
    }

    private static ArchRule only(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static boolean calls(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(name);
    }

    private static int parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                ? target.getRawParameterTypes().size()
                : 0;
    }
}
