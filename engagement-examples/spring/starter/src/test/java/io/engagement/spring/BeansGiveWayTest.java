package io.engagement.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.strategy.policy.ContactPolicy;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** Each bean of the starter gives way to one of the application's. */
class BeansGiveWayTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final ContactPolicy POLICY =
            ContactPolicy.read(ContactPolicy.standard().toText());

    private final LiveStore store = store();
    private final StoreSnapshots snapshots =
            new StoreSnapshots(store, Optional.empty(), CLOCK, ObservationRegistry.NOOP);
    private final ScoreMarks marks = new ScoreMarks(store);
    private final ErasedCustomers erased = ErasedCustomers.inMemory();

    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EngagementAutoConfiguration.class));

    private static LiveStore store() {
        return LiveStore.of(new TestScorers().contacts())
                .withMeasures(POLICY.measures().toArray(Measure[]::new))
                .open();
    }

    private static ScoringSetup setup() {
        Simulation simulation = Simulation.withDefaults().withCustomers(200);
        return ScoringSetup.fit(simulation.log().asOf(simulation.end()));
    }

    /** The application's own, by type. */
    private Map<Class<?>, Object> own() {
        return Map.ofEntries(
                Map.entry(ScoringSetup.class, setup()),
                Map.entry(ContactPolicy.class, POLICY),
                Map.entry(ScoringPlan.class, ScoringPlan.of(new TestScorers().contacts())),
                Map.entry(LiveStore.class, store),
                Map.entry(StoreSnapshots.class, snapshots),
                Map.entry(ScoreMarks.class, marks),
                Map.entry(ErasedCustomers.class, erased),
                Map.entry(
                        LiveScores.class,
                        new LiveScores(store, POLICY, erased, marks, snapshots, CLOCK, ObservationRegistry.NOOP)),
                Map.entry(StoreKeeping.class, keeping()),
                Map.entry(EventJson.class, EventJson.of(List.of(), List.of())),
                Map.entry(LiveStoreMeters.class, new LiveStoreMeters(store)),
                Map.entry(LiveStoreHealth.class, new LiveStoreHealth(store, snapshots)));
    }

    private StoreKeeping keeping() {
        return new StoreKeeping(
                snapshots,
                marks,
                new EngagementProperties(
                        null,
                        null,
                        new EngagementProperties.Live(
                                Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO, Duration.ofDays(1), 1),
                        new EngagementProperties.Snapshot(null, Duration.ZERO, null),
                        new EngagementProperties.Changes(Duration.ZERO),
                        new EngagementProperties.Events(List.of(), List.of(), Instant.EPOCH, Duration.ofMinutes(5))));
    }

    /** All but what reads properties, which is asked only where all others fail. */
    private static Stream<Method> beans() {
        return Stream.concat(
                        Stream.of(EngagementAutoConfiguration.class),
                        Arrays.stream(EngagementAutoConfiguration.class.getDeclaredClasses()))
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(each -> each.isAnnotationPresent(Bean.class))
                .filter(each -> !each.isAnnotationPresent(ConfigurationPropertiesBinding.class));
    }

    @Test
    void eachBeanHasItsTest() {
        assertThat(beans()).isNotEmpty().allMatch(each -> each.isAnnotationPresent(ConditionalOnMissingBean.class));
        assertThat(beans().map(Method::getReturnType)).containsExactlyInAnyOrderElementsOf(own().keySet());
    }

    @TestFactory
    Stream<DynamicTest> eachGivesWay() {
        return own().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey().getSimpleName(), () -> assertGivesWay(each.getKey(), each.getValue())));
    }

    /** To a bean of another name. */
    private <T> void assertGivesWay(Class<T> type, Object own) {
        T bean = type.cast(own);
        // There is no such file: the property is not asked for where a bean is there.
        boolean isSetup = type.equals(ScoringSetup.class);
        (isSetup
                        ? bare.withPropertyValues("engagement.setup=/none/setup.txt")
                        : bare.withUserConfiguration(TestScorers.class))
                .withBean("own", type, () -> bean)
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(type);
                    assertThat(context.getBean(type)).isSameAs(own);
                    context.getBean(LiveScores.class).add(TestScorers.event("c1", "e1"));
                });
    }

    @Test
    void aStoreBringsItsScorers() {
        bare.withBean(LiveStore.class, () -> store)
                .withPropertyValues("engagement.changes.every=0")
                .run(context -> {
                    LiveScores scores = context.getBean(LiveScores.class);
                    scores.add(TestScorers.event("c1", "e1"));
                    context.getBean(ScoreMarks.class).mark();
                    scores.add(TestScorers.event("c1", "e2"));
                    CurrentScores now = scores.score("c1").orElseThrow();
                    assertThat(now.change("contacts").orElseThrow().amount()).isEqualTo(1);
                });
    }

    @Test
    void aPlanIsEnough() {
        bare.withBean(ScoringPlan.class, () -> ScoringPlan.of(new TestScorers().contacts()))
                .run(context -> assertThat(
                                context.getBean(LiveStore.class).plan().names())
                        .containsExactly("contacts"));
    }

    @Test
    void aStoreThatDoesNotKeepWhatThePolicyAsksForIsToldAtTheStart() {
        LiveStore bareStore = LiveStore.of(new TestScorers().contacts()).open();
        bare.withBean(LiveStore.class, () -> bareStore).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(EngagementStartException.class)
                .hasMessageStartingWith(
                        "the bean of type LiveStore and the contact policy do not fit: the store must keep"));
    }

    @Test
    void healthIsSwitchedOffAsAnyOther() {
        bare.withUserConfiguration(TestScorers.class)
                .withPropertyValues("management.health.engagement.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LiveStoreHealth.class));
    }

    @Test
    void healthGivesWayByItsNameToo() {
        bare.withUserConfiguration(TestScorers.class)
                .withBean("engagementHealthIndicator", String.class, () -> "mine")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LiveStoreHealth.class));
    }
}
