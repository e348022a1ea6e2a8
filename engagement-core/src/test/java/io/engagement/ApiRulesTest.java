package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.outcome.observational.EventWindow;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rules that hold for every public method of the exported packages; the overview states them. */
class ApiRulesTest {
    private static final Pattern SPAN = Pattern.compile("horizon|window|halfLife|\\w+(Horizon|Window|HalfLife)");
    private static final Pattern COUNTED = Pattern.compile("renewals|periods|next");

    private static List<Class<?>> exported() {
        Path classes = Path.of(TimeScale.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        List<Class<?>> types = new ArrayList<>();
        new ClassFileImporter().importPath(classes).forEach(each -> {
            if (!each.getPackageName().startsWith("io.engagement.internal") && isOpen(each.reflect())) {
                types.add(each.reflect());
            }
        });
        assertThat(types).hasSizeGreaterThan(100);
        return types;
    }

    private static boolean isOpen(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isOpen(type.getEnclosingClass()));
    }

    private static Stream<Executable> promises(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic());
    }

    private static List<String> parametersThatBreak(Pattern name, Class<?>... allowed) {
        return exported().stream()
                .flatMap(ApiRulesTest::promises)
                .flatMap(each -> Arrays.stream(each.getParameters()))
                .filter(each -> name.matcher(each.getName()).matches())
                .filter(each -> !List.of(allowed).contains(each.getType()))
                .map(each -> each.getType().getSimpleName() + " " + each.getName() + " of "
                        + each.getDeclaringExecutable().getDeclaringClass().getSimpleName() + "."
                        + each.getDeclaringExecutable().getName())
                .toList();
    }

    private static void assumeNames() {
        Parameter any = promises(TimeScale.class)
                .flatMap(each -> Arrays.stream(each.getParameters()))
                .findFirst()
                .orElseThrow();
        assumeThat(any.isNamePresent()).as("compiled with -parameters").isTrue();
    }

    @Test
    void aHorizonAWindowAndAHalfLifeAreDurations() {
        assumeNames();
        assertThat(parametersThatBreak(SPAN, Duration.class, Optional.class, EventWindow.class))
                // A model's parameter, in its unit of time as all of them.
                .filteredOn(each -> !each.equals("double halfLife of DiscountedGammaPoisson.of"))
                .isEmpty();
    }

    @Test
    void howFarAheadAModelLooksInItsUnitOfTimeIsADoubleNamedT() {
        assumeNames();
        assertThat(parametersThatBreak(Pattern.compile("t"), double.class)).isEmpty();
    }

    @Test
    void periodsAreCountedInWholeNumbers() {
        assumeNames();
        assertThat(parametersThatBreak(COUNTED, int.class, int[].class)).isEmpty();
    }

    /** Who writes Kotlin would have to put it between backticks. */
    @Test
    void noMethodIsCalledByAWordThatKotlinReserves() {
        Set<String> reserved = Set.of("as", "fun", "in", "is", "object", "typealias", "typeof", "val", "var", "when");
        assertThat(exported().stream().flatMap(ApiRulesTest::promises))
                .extracting(Executable::getName)
                .doesNotContainAnyElementsOf(reserved);
    }

    @Test
    void withReturnsAChangedCopyOfWhatCannotChange() {
        for (Class<?> type : exported()) {
            List<Method> with = Arrays.stream(type.getDeclaredMethods())
                    .filter(each -> Modifier.isPublic(each.getModifiers()) && !Modifier.isStatic(each.getModifiers()))
                    .filter(each -> each.getName().matches("with[A-Z]\\w*"))
                    .filter(each -> !each.isSynthetic())
                    .toList();
            assertThat(with).allSatisfy(each -> assertThat(each.getReturnType())
                    .as(each.toString())
                    .matches(returned -> returned.isAssignableFrom(type) || isGenericSelf(each)));
            if (!with.isEmpty() && !type.isInterface()) {
                assertThat(type.getDeclaredFields())
                        .filteredOn(each -> !each.isSynthetic())
                        .extracting(Field::getModifiers)
                        .as("fields of " + type)
                        .allMatch(Modifier::isFinal);
            }
        }
    }

    @Test
    void aNameThatNothingHasIsRefusedEverywhere() {
        LogView view = Scored.VIEW;
        ScoringSetup setup = Scored.SETUP;
        ScoreTable table = setup.plan().score(view);
        LiveStore store = LiveStore.of(setup.scorers().toArray(Scorer[]::new)).open();
        Purchases purchases = Purchases.of(view, TimeScale.WEEKS, PurchaseDefinition.standard());
        Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(purchases);
        List<ThrowingCallable> doors = List.of(
                () -> table.get(0, "retention_rsk"),
                () -> table.column("retention_rsk"),
                () -> table.scale("retention_rsk"),
                () -> table.definitions("retention_rsk"),
                () -> table.explain(0, "retention_rsk"),
                () -> table.top("retention_rsk", 3),
                () -> table.ranks("retention_rsk"),
                () -> table.bands("retention_rsk", 3),
                () -> table.compare(table).moves("retention_rsk", 3),
                () -> table.compare(table).change("nobody", "retention_rsk"),
                () -> store.score("nobody", "retention_rsk"),
                () -> setup.scorer("retention_rsk"));
        assertThat(doors).allSatisfy(door -> assertThatIllegalArgumentException()
                .isThrownBy(door)
                .withMessageStartingWith(
                        "there is no score 'retention_rsk': did you mean 'retention_risk'? there are [")
                .withMessageContaining("engagement"));
        List<ThrowingCallable> others = List.of(
                () -> CustomerBaseModels.family("bgnbd"),
                () -> FitChoices.usual().withPurchaseModel("bgnbd"),
                () -> FitChoices.usual().withSpendModel("gamma-gama"),
                () -> FitChoices.usual().withContractModel("sgb"),
                () -> fitted.estimate("alfa"),
                () -> fitted.standardError("alfa"),
                () -> fitted.interval("alfa", 0.9));
        assertThat(others).allSatisfy(door -> assertThatIllegalArgumentException()
                .isThrownBy(door)
                .withMessageMatching("there is no .* '.*': did you mean '.*'\\? there are \\[.*"));
    }

    @Test
    void aMeasureThatATableLacksIsRefusedByName() {
        LogView view = Bases.simulated(5, 5);
        Measure held = PurchaseDefinition.standard().frequency();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasureTable.of(view, TimeScale.DAYS, List.of(held))
                        .column(PurchaseDefinition.standard().age()))
                .withMessageContaining(held.toString());
    }

    @Test
    void aCustomerWhomNobodyKnowsIsEmptyEverywhere() {
        LogView view = Scored.VIEW;
        ScoringSetup setup = Scored.SETUP;
        ScoreTable table = setup.plan().score(view);
        LiveStore store = LiveStore.of(setup.scorers().toArray(Scorer[]::new)).open();
        assertThat(view.row("nobody")).isEmpty();
        assertThat(view.history("nobody")).isEmpty();
        assertThat(table.row("nobody")).isEmpty();
        assertThat(table.compare(table).change("nobody", "retention_risk")).isEmpty();
        assertThat(store.score("nobody")).isEmpty();
        assertThat(store.score("nobody", "retention_risk")).isEmpty();
        assertThat(store.measures("nobody")).isEmpty();
        assertThat(store.erase("nobody")).isFalse();
    }

    /** Fitted when it is first asked for. */
    private static final class Scored {
        static final LogView VIEW = Bases.simulated(200, 5);
        static final ScoringSetup SETUP = ScoringSetup.fit(VIEW);
    }

    /** {@code M withTypical()} of an interface of models M. */
    private static boolean isGenericSelf(Method method) {
        return method.getGenericReturnType() instanceof TypeVariable<?>;
    }
}
