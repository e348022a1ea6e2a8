package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.Population;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.covariate.CovariateTerms;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PurchaseOpportunities;
import io.engagement.dialogue.answers.AnswerOrder;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.AskUnit;
import io.engagement.dialogue.exchange.ContactTimes;
import io.engagement.dialogue.goals.GoalRule;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.Outcome;
import io.engagement.fit.ModelText;
import io.engagement.fit.Provenance;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Covariates;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.Levels;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.measure.WeekTimes;
import io.engagement.proportion.CategoryCounts;
import io.engagement.proportion.Proportions;
import io.engagement.proportion.Share;
import io.engagement.score.Bands;
import io.engagement.score.Calibration;
import io.engagement.score.Factor;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.setup.FitChoices;
import io.engagement.setup.Payments;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.spend.Earnings;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.Spending;
import io.engagement.survival.KaplanMeier;
import io.engagement.survival.Lifetimes;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import io.engagement.value.DiscountRate;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is null is refused by name where it is given: by all public factories and constructors of the library. */
class NullsTest {
    private static final Interaction ACT =
            Interaction.of("c", Instant.EPOCH, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    private static final LogView VIEW =
            InteractionLog.builder().add(ACT).build().asOf(Instant.EPOCH.plusSeconds(9));
    private static final Pattern VARIABLE = Pattern.compile("because \"[<a-z][\\w>\\[\\]]*\" is null");
    private static final Object NONE = new Object();
    private static final Path CLASSES = outputOf(Interaction.class);
    private static final ParetoNbd PARETO = ParetoNbd.of(0.5, 10, 0.6, 12, TimeScale.WEEKS);
    private static final BetaGeometricBetaBernoulli BETA = BetaGeometricBetaBernoulli.of(1.2, 0.75, 0.66, 2.78);
    private static final GammaGamma GAMMA = GammaGamma.of(6, 4, 15);
    private static final ShiftedBetaGeometric RENEWAL =
            ShiftedBetaGeometric.of(0.7, 3.8).withTerms(ContractTerms.standard(TimeScale.MONTHS));
    private static final List<Measure> MEASURES = List.of(Measure.count(Filter.all()));
    private static final MeasureTable TABLE = MeasureTable.of(VIEW, TimeScale.WEEKS, MEASURES);
    private static final StateLayout LAYOUT = StateLayout.of(MEASURES);
    private static final Lifetimes LIVES =
            Lifetimes.of(TimeScale.WEEKS, new double[] {1, 2, 3}, new boolean[] {true, true, false});
    private static final Map<Type, Object> SAMPLES = new LinkedHashMap<>();

    static {
        for (Object sample : new Object[] {
            "a",
            1.0,
            1,
            1L,
            true,
            Instant.EPOCH,
            Duration.ofDays(1),
            ZoneOffset.UTC,
            Channel.WEB,
            Purpose.PURCHASE,
            ACT,
            Registry.empty(),
            Filter.all(),
            Measure.count(Filter.all()),
            PurchaseDefinition.standard(),
            ContractTerms.standard(TimeScale.MONTHS),
            EngagementDefinition.withDefaults(),
            EffortWeights.uniform(),
            Population.of(TimeScale.WEEKS),
            Purchases.of(TimeScale.WEEKS, new double[] {1}, new double[] {1}, new double[] {2}),
            new double[] {1},
            new boolean[] {true},
            InitiatorCounts.NONE,
            OptionalDouble.of(1),
            OptionalInt.of(1),
            PARETO,
            PARETO.population(),
            PARETO.typical(),
            BETA,
            GAMMA,
            NormalNormal.of(34, 11, 25),
            RENEWAL,
            DiscountedGammaPoisson.of(0.3, 3, 6, 0.55, 0.5, TimeScale.WEEKS),
            GammaGamma.FAMILY,
            ParetoNbd.FAMILY,
            CovariateTerms.free(),
            Covariates.of(Fact.attribute("size")),
            Provenance.of("a", 1, 1),
            ModelText.of("a", 1),
            TABLE,
            CustomerHistory.of(Customer.of("c"), Instant.EPOCH, List.of(ACT)),
            LAYOUT,
            WeekTimes.daily(8, 18, ZoneOffset.UTC),
            DiscountRate.annual(0.1),
            Calibration.platt(new double[] {0.1, 0.9}, new boolean[] {false, true}),
            Bands.of(List.of("a", "b"), 0.5),
            Factor.number("a", "a"),
            FitChoices.usual(),
            Payments.standard(),
            Spending.of(new double[] {1, 2}, new double[] {3, 4}),
            Tenures.ofSurvivors(100, 80, 60),
            LIVES,
            KaplanMeier.of(LIVES),
            PurchaseOpportunities.of(new int[] {1}, new int[] {1}, new int[] {2}, new double[] {1}),
            Preferences.none(),
            ACT.kind(),
            Customer.of("c"),
            AnswerPolicy.withDefaults(),
            ConversationRule.standard(),
            Answers.of(VIEW, AnswerPolicy.withDefaults()),
            AskUnit.TURN,
            AnswerOrder.OLDEST_FIRST,
            ConversationRule.standard(),
            Proportions.of(new int[] {1}, new int[] {2}),
            CategoryCounts.builder(List.of("a", "b")).add(1, 2).build(),
            GoalRule.standard(),
            CustomerZones.all(ZoneOffset.UTC),
            new Share(1, 2),
            ContactTimes.builder(TimeScale.DAYS).build(),
            Earnings.of(new double[] {2, 3}, new double[] {2, 3}, new double[] {1, 2}, new double[] {4, 5}),
        }) {
            SAMPLES.put(sample.getClass(), sample);
        }
        SAMPLES.put(Filter.class, Filter.all());
        SAMPLES.put(double.class, 1.0);
        SAMPLES.put(int.class, 1);
        SAMPLES.put(long.class, 1L);
        SAMPLES.put(boolean.class, true);
        SAMPLES.put(ZoneId.class, ZoneOffset.UTC);
        SAMPLES.put(LogView.class, VIEW);
        SAMPLES.put(Scorer.class, Scorer.of("a", Scale.COUNT, Measure.count(Filter.all()), count -> count));
    }

    private static Path outputOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Optional<Object> sample(Type type) {
        if (SAMPLES.containsKey(type)) {
            return Optional.of(SAMPLES.get(type));
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            return raw.getPackageName().equals("java.util")
                    ? sample(raw, generic.getActualTypeArguments())
                    : sample(raw);
        }
        if (type instanceof TypeVariable<?> variable) {
            return sample(variable.getBounds()[0]);
        }
        if (type instanceof WildcardType wild) {
            return sample(wild.getUpperBounds()[0]);
        }
        return type instanceof Class<?> known ? sample(known) : Optional.empty();
    }

    private static @Nullable Object answer(Class<?> type) {
        return type == double.class ? (Object) 0.5 : type == int.class ? 1 : null;
    }

    private static Optional<Object> sample(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(type.getEnumConstants()[0]);
        }
        if (type.isArray()) {
            return sample((Type) type.getComponentType()).map(one -> {
                Object all = Array.newInstance(type.getComponentType(), 1);
                Array.set(all, 0, one);
                return all;
            });
        }
        Optional<Object> known = SAMPLES.values().stream()
                .filter(sample -> type != Object.class && type.isInstance(sample))
                .findFirst();
        boolean function = type.isAnnotationPresent(FunctionalInterface.class);
        return known.isPresent() || !function
                ? known
                : Optional.of(Proxy.newProxyInstance(
                        type.getClassLoader() == null ? NullsTest.class.getClassLoader() : type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer(method.getReturnType())));
    }

    private static Optional<Object> sample(Class<?> raw, Type[] of) {
        if (raw == Map.class) {
            return sample(of[0]).flatMap(key -> sample(of[1]).map(value -> Map.of(key, value)));
        }
        Optional<Object> one = sample(of[0]);
        if (raw == List.class || raw == Iterable.class) {
            return one.map(List::of);
        }
        if (raw == Set.class) {
            return one.map(Set::of);
        }
        return raw == Optional.class ? one.map(Optional::of) : Optional.empty();
    }

    private static Stream<Executable> factories() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files
                    .map(file -> CLASSES.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(".class") && !name.contains("internal") && !name.contains("-info"))
                    .map(name -> type(name.substring(0, name.length() - ".class".length())))
                    .filter(NullsTest::isPublic)
                    .sorted(Comparator.comparing(Class::getName))
                    .flatMap(type -> Stream.concat(
                            Arrays.stream(type.getDeclaredMethods())
                                    .filter(method -> Modifier.isStatic(method.getModifiers())),
                            type.isInterface() || Modifier.isAbstract(type.getModifiers())
                                    ? Stream.empty()
                                    : Arrays.stream(type.getDeclaredConstructors())))
                    .filter(factory -> Modifier.isPublic(factory.getModifiers()) && !factory.isSynthetic())
                    .toList()
                    .stream();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, NullsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Object call(Executable factory, @Nullable Object target, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return factory instanceof Method method
                    ? Optional.ofNullable(method.invoke(target, arguments))
                    : ((Constructor<?>) factory).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** By a message of the library's, or by the JVM's, which names a variable: not a field, in which it waited. */
    private static boolean isNamed(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return (thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException)
                && thrown.getMessage() != null
                && (!message.startsWith("Cannot ") || VARIABLE.matcher(message).find());
    }

    /** What samples that do not go together are refused with. */
    private static Optional<Class<?>> refusalOf(Executable factory, @Nullable Object target, Object[] samples) {
        try {
            call(factory, target, samples);
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(thrown.getClass());
        }
    }

    private static void tryNulls(Executable factory, @Nullable Object target, Object[] samples, List<String> faults) {
        Optional<Class<?>> usual = refusalOf(factory, target, samples);
        for (int i = 0; i < samples.length; i++) {
            if (factory.getParameterTypes()[i].isPrimitive()) {
                continue;
            }
            @Nullable Object[] arguments = samples.clone();
            arguments[i] = null;
            try {
                call(factory, target, arguments);
                faults.add(named(factory) + ", argument " + i + ": taken");
            } catch (Throwable thrown) {
                boolean isOfTheSamples =
                        !(thrown instanceof NullPointerException) && usual.equals(Optional.of(thrown.getClass()));
                if (!isNamed(thrown) && !isOfTheSamples) {
                    faults.add(named(factory) + ", argument " + i + ": " + thrown);
                }
            }
        }
    }

    private static String named(Executable factory) {
        return factory.getDeclaringClass().getSimpleName() + "." + factory.getName() + "("
                + Arrays.stream(factory.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static Object[] samples(Executable of) {
        return Arrays.stream(of.getGenericParameterTypes())
                .map(type -> sample(type).orElse(NONE))
                .toArray();
    }

    /** How many could be tried. */
    private static int tryNulls(Stream<Executable> all, @Nullable Object target, List<String> faults) {
        int tried = 0;
        for (Executable each : all.toList()) {
            Object[] samples = samples(each);
            if (!Arrays.asList(samples).contains(NONE)) {
                tried++;
                tryNulls(each, target, samples, faults);
            }
        }
        return tried;
    }

    @Test
    void everyNullIsRefusedByNameWhereItIsGiven() throws IOException {
        List<String> faults = new ArrayList<>();
        // Of the others, some thirty, one needs more than a few lines can make, such as a fitted model.
        assertThat(tryNulls(factories(), null, faults)).isGreaterThan(300);
        assertThat(faults).isEmpty();
    }

    private static Stream<Executable> copiers(Object sample) {
        return Arrays.stream(sample.getClass().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> method.getName().matches("with([A-Z]\\w*)?|and|or"))
                .filter(method -> isPublic(method.getDeclaringClass()))
                .map(Executable.class::cast);
    }

    @Test
    void everyNullIsRefusedByNameWhereACopyIsChanged() {
        Simulation few = Simulation.withDefaults().withCustomers(100);
        LogView view = few.log().asOf(few.end());
        Stream<Object> values = Stream.of(
                few,
                view,
                ScoringSetup.fit(view, FitChoices.usual().withBacktest(0)),
                LiveStore.of((Scorer) sample(Scorer.class).orElseThrow()),
                Backtest.of(Outcome.noPurchase(PurchaseDefinition.standard(), Duration.ofDays(9))),
                Levels.of("size", List.of("large", "small")));
        List<String> faults = new ArrayList<>();
        int tried = Stream.concat(SAMPLES.values().stream(), values)
                .mapToInt(each -> tryNulls(copiers(each), each, faults))
                .sum();
        assertThat(tried).isGreaterThan(50);
        assertThat(faults).isEmpty();
    }
}
