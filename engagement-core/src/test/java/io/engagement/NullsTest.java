package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.Population;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
        }) {
            SAMPLES.put(sample.getClass(), sample);
        }
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
        if (type instanceof Class<?> known && known.isEnum()) {
            return Optional.of(known.getEnumConstants()[0]);
        }
        if (type instanceof Class<?> array && array.isArray()) {
            return sample(array.getComponentType()).map(one -> {
                Object all = Array.newInstance(array.getComponentType(), 1);
                Array.set(all, 0, one);
                return all;
            });
        }
        if (type instanceof ParameterizedType generic) {
            return sample((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return Optional.empty();
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
            return files.map(file -> CLASSES.relativize(file).toString().replace('/', '.'))
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

    private static Object call(Executable factory, @Nullable Object[] arguments) throws Throwable {
        try {
            return factory instanceof Method method
                    ? Optional.ofNullable(method.invoke(null, arguments))
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

    private static void tryNulls(Executable factory, Object[] samples, List<String> faults) {
        for (int i = 0; i < samples.length; i++) {
            if (factory.getParameterTypes()[i].isPrimitive()) {
                continue;
            }
            @Nullable Object[] arguments = samples.clone();
            arguments[i] = null;
            try {
                call(factory, arguments);
                faults.add(named(factory) + ", argument " + i + ": taken");
            } catch (Throwable thrown) {
                if (!isNamed(thrown)) {
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

    @Test
    void everyNullIsRefusedByNameWhereItIsGiven() throws IOException {
        List<String> faults = new ArrayList<>();
        List<String> notTried = new ArrayList<>();
        int[] tried = new int[1];
        factories().forEach(factory -> {
            Object[] samples = Arrays.stream(factory.getGenericParameterTypes())
                    .map(type -> sample(type).orElse(NONE))
                    .toArray();
            if (Arrays.asList(samples).contains(NONE)) {
                notTried.add(named(factory));
                return;
            }
            tried[0]++;
            tryNulls(factory, samples, faults);
        });
        System.out.println(tried[0] + " tried, " + notTried.size() + " not: " + String.join("\n", notTried));
        assertThat(faults).isEmpty();
    }
}
