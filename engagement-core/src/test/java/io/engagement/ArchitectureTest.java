package io.engagement;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The data flows one way: each package may know only those above it in the list. */
class ArchitectureTest {
    private static final String ROOT = "io.engagement.";
    private static final List<String> PACKAGES = List.of(
            "domain",
            "internal.index",
            "internal.file",
            "internal.text",
            "internal.thread",
            "internal.math",
            "internal.metric",
            "internal.calendar",
            "internal.statistic",
            "table",
            "history",
            "measure.spi",
            "measure",
            "internal.base",
            "fit",
            "score",
            "survival",
            "customerbase",
            "internal.customerbase",
            "customerbase.nbd",
            "customerbase.geometric",
            "customerbase.pareto",
            "customerbase.gompertz",
            "customerbase.periodic",
            "customerbase.covariate",
            "spend",
            "proportion",
            "initiative",
            "value",
            "retention",
            "dialogue.exchange",
            "dialogue.answers",
            "dialogue.preference",
            "dialogue.goals",
            "dialogue",
            "journey",
            "journey.motive",
            "outcome.effect",
            "outcome.experiment",
            "outcome.observational",
            "outcome",
            "outcome.mutual",
            "outcome.targeting",
            "evaluate",
            "strategy.policy",
            "strategy.budget",
            "strategy.lifecycle",
            "strategy.objective",
            "strategy",
            "setup",
            "live",
            "simulate");
    private static final List<String> SIBLINGS = List.of("value", "retention", "dialogue", "journey", "outcome");
    private static final Path CLASSES = outputOf(TimeScale.class);
    private static final JavaClasses LIBRARY = new ClassFileImporter().importPath(CLASSES);
    private static final JavaClasses TESTS = new ClassFileImporter().importPath(outputOf(ArchitectureTest.class));

    @Test
    void everyPackageHasItsPlaceInTheList() {
        assertThat(packagesOfTheLibrary()).contains("domain").isSubsetOf(PACKAGES);
    }

    @TestFactory
    Stream<DynamicTest> aPackageKnowsOnlyThoseAboveIt() {
        return PACKAGES.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(knowsNone(name, below(name)))));
    }

    @TestFactory
    Stream<DynamicTest> valueRetentionDialogueJourneyAndOutcomeDoNotKnowEachOther() {
        return SIBLINGS.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(knowsNone(name, others(name)))));
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles());
    }

    @Test
    void fittingKnowsNoCustomer() {
        check(knowsNone("fit", List.of("history", "measure")));
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "fit")
                .should(dependOnClassesThat(resideInAnyOf(List.of("domain"))
                        .and(DescribedPredicate.not(
                                belongToAnyOf(TimeScale.class, Registry.class, InitiatorCounts.class))))));
    }

    @Test
    void allPackagesButTheInternalOnesAreExported() throws IOException {
        Set<String> exported = module().exports().stream()
                .filter(export -> !export.isQualified())
                .map(Exports::source)
                .collect(toSet());

        assertThat(exported)
                .containsExactlyInAnyOrderElementsOf(packagesOfTheLibrary().stream()
                        .filter(name -> !name.startsWith("internal"))
                        .map(ROOT::concat)
                        .toList());
    }

    /** In the guide's table, in what the module exports, and in the module's Javadoc. */
    @Test
    void allWhoReadOfThePackagesSeeTheSameOrder() throws IOException {
        List<String> order = PACKAGES.stream()
                .filter(packagesOfTheLibrary()::contains)
                .filter(name -> !name.startsWith("internal"))
                .toList();
        String module = Files.readString(Path.of("src/main/java/module-info.java"));
        String inOrder = module.substring(module.indexOf("The packages, in the order"));
        String guide = Files.readString(Path.of("../engagement-examples/guide/architecture.md"));
        assertThat(packagesIn(guide, "\\| `io\\.engagement\\.([a-z.]+)` \\|")).isEqualTo(order);
        assertThat(packagesIn(inOrder, "\\{@link io\\.engagement\\.([a-z.]+)}")).isEqualTo(order);
        assertThat(packagesIn(module, "exports io\\.engagement\\.([a-z.]+);")).isEqualTo(order);
    }

    private static List<String> packagesIn(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text.replaceAll("\\s*\n \\*\\s*", " "))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void theModuleIsClosedToReflection() throws IOException {
        assertThat(module().isOpen()).isFalse();
        assertThat(module().opens()).isEmpty();
    }

    @Test
    void guavaAndSlf4jStayOutOfPublicSignatures() {
        check(noForeignTypeIsPromised());
    }

    @Test
    void aForeignTypeInAPublicSignatureWouldBeSeen() {
        JavaClasses leaks = new ClassFileImporter().importClasses(Leak.class);

        assertThatThrownBy(() -> noForeignTypeIsPromised().check(leaks))
                .hasMessageContaining("names()")
                .hasMessageContaining(ImmutableList.class.getName())
                .hasMessageNotContaining("hidden()");
    }

    @Test
    void theLibraryDoesNotPrint() {
        check(noClasses().should(ACCESS_STANDARD_STREAMS));
    }

    /** Their sums depend on the number of processors, and who asks waits for the common pool. */
    @Test
    void runningSumsAreInTheOrderOfTheTerms() {
        check(noClasses().should().callMethodWhere(target(name("parallelPrefix"))));
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessMarkedSo() {
        check(classes().should(beInANullMarkedPackage()));
    }

    @Test
    void everyPropertyOfTheTestsHasAFixedSeed() {
        methods()
                .that()
                .areAnnotatedWith(Property.class)
                .should(haveAFixedSeed())
                .check(TESTS);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(LIBRARY);
    }

    private static ArchRule knowsNone(String name, List<String> forbidden) {
        // A package's own are not those of a package around it.
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should(dependOnClassesThat(
                        resideInAnyOf(forbidden).and(DescribedPredicate.not(resideInAnyOf(List.of(name))))));
    }

    private static DescribedPredicate<JavaClass> resideInAnyOf(List<String> names) {
        String[] identifiers = names.stream().map(ROOT::concat).toArray(String[]::new);
        return JavaClass.Predicates.resideInAnyPackage(identifiers);
    }

    private static List<String> below(String name) {
        return PACKAGES.subList(PACKAGES.indexOf(name) + 1, PACKAGES.size());
    }

    private static List<String> others(String name) {
        return SIBLINGS.stream().filter(other -> !other.equals(name)).toList();
    }

    private static Set<String> packagesOfTheLibrary() {
        return LIBRARY.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .collect(toSet());
    }

    private static ArchRule noForeignTypeIsPromised() {
        return classes()
                .that(DescribedPredicate.describe("are seen by users", ArchitectureTest::isSeenByUsers))
                .should(promiseNoForeignType());
    }

    private static boolean isSeenByUsers(JavaClass type) {
        return isPromised(type.getModifiers())
                && !type.getPackageName().startsWith(ROOT + "internal")
                && type.getEnclosingClass()
                        .map(outer -> isSeenByUsers(outer) || outer.isEquivalentTo(ArchitectureTest.class))
                        .orElse(true);
    }

    private static boolean isPromised(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> promiseNoForeignType() {
        return new ArchCondition<>("name no type of Guava or SLF4J in what they promise") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                        .flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
                        .filter(ArchitectureTest::isForeign)
                        .forEach(foreign -> report(type, type.getName(), foreign, events));
                type.getMembers().stream()
                        .filter(member -> isPromised(member.getModifiers()))
                        .forEach(member -> involved(member)
                                .filter(ArchitectureTest::isForeign)
                                .forEach(foreign -> report(type, member.getFullName(), foreign, events)));
            }
        };
    }

    private static Stream<JavaClass> involved(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    private static boolean isForeign(JavaClass type) {
        return type.getPackageName().startsWith("com.google.")
                || type.getPackageName().startsWith("org.slf4j");
    }

    private static void report(JavaClass type, String where, JavaClass foreign, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, where + " promises " + foreign.getName()));
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getSimpleName().equals("module-info")
                        || type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " in " + type.getPackageName()));
            }
        };
    }

    private static ArchCondition<JavaMethod> haveAFixedSeed() {
        return new ArchCondition<>("have a fixed seed") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean fixed =
                        !method.getAnnotationOfType(Property.class).seed().isEmpty();
                events.add(new SimpleConditionEvent(method, fixed, method.getFullName() + " has a seed: " + fixed));
            }
        };
    }

    private static ModuleDescriptor module() throws IOException {
        try (InputStream descriptor = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            return ModuleDescriptor.read(descriptor);
        }
    }

    private static Path outputOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** What must not be: shows that the rule sees it. */
    public static final class Leak {
        private Leak() {}

        /** A type that is not ours. */
        public static ImmutableList<String> names() {
            return hidden();
        }

        private static ImmutableList<String> hidden() {
            return ImmutableList.of();
        }
    }
}
