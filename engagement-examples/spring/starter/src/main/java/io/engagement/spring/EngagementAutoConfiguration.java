package io.engagement.spring;

import io.engagement.domain.Registry;
import io.engagement.live.ContactGate;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.ScoringSetup;
import io.engagement.strategy.policy.ContactPolicy;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/**
 * Makes a {@link LiveScores} of what there is: models of a file or a bean {@link ScoringSetup}, beans of type {@link Scorer}, a {@link
 * ContactPolicy}, a {@link Clock}, a {@link Registry} of code of your own, {@link LiveStoreCustomizer}s. Each bean gives way to yours of
 * its type. A {@link LiveStore} of yours brings its scorers, keeps the measures of the policy, and is restored by you where it is to be.
 */
@AutoConfiguration
@EnableConfigurationProperties(EngagementProperties.class)
public final class EngagementAutoConfiguration {
    /** Made by Spring. */
    public EngagementAutoConfiguration() {}

    @Bean
    @ConfigurationPropertiesBinding
    static PlainPath engagementPath() {
        return new PlainPath();
    }

    /** What Spring cannot take for a path within a web application, such as one with "..": asked only where that fails. */
    static final class PlainPath implements Converter<String, Path> {
        @Override
        public Path convert(String text) {
            return Path.of(text);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("engagement.setup")
    ScoringSetup engagementSetup(EngagementProperties properties, ObjectProvider<Registry> registry) {
        return read("engagement.setup", properties.setup(), text -> ScoringSetup.read(text, registry(registry)))
                .orElseThrow();
    }

    private static Registry registry(ObjectProvider<Registry> registry) {
        return Optional.ofNullable(registry.getIfUnique()).orElse(Registry.empty());
    }

    @Bean
    @ConditionalOnMissingBean
    ContactPolicy engagementPolicy(EngagementProperties properties) {
        return read("engagement.policy", properties.policy(), ContactPolicy::read)
                .orElse(ContactPolicy.standard());
    }

    private static <T> Optional<T> read(String property, @Nullable Path file, Function<String, T> reader) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new EngagementStartException(
                    property + " must be a file that the library wrote, was " + file + ": " + unreadable,
                    "Name a file of 'engagement score --save-setup', or of ContactPolicy.toText(), and let the"
                            + " service's user read it.");
        }
    }

    @Bean
    @ConditionalOnMissingBean({ScoringPlan.class, LiveStore.class})
    ScoringPlan engagementPlan(ObjectProvider<ScoringSetup> setup, ObjectProvider<Scorer> own) {
        List<Scorer> all = new ArrayList<>();
        setup.ifUnique(fitted -> all.addAll(fitted.scorers()));
        own.orderedStream().forEach(all::add);
        if (all.isEmpty()) {
            throw new EngagementStartException(
                    "engagement.setup must name a file of fitted models, and is not set; nor is there a bean of type "
                            + "ScoringSetup or Scorer: there is nothing to score by",
                    "Fit models with 'engagement score --save-setup setup.txt' and set engagement.setup=setup.txt, "
                            + "or declare a bean.");
        }
        return ScoringPlan.of(all.toArray(Scorer[]::new));
    }

    /** Only one process may have the snapshot when it is read: who was erased is opened first. */
    @Bean
    @ConditionalOnMissingBean
    LiveStore engagementStore(
            ErasedCustomers erased,
            EngagementProperties properties,
            ScoringPlan plan,
            ContactPolicy policy,
            ObjectProvider<Clock> clock,
            ObjectProvider<LiveStoreCustomizer> customizers) {
        LiveStore.Builder builder = LiveStore.of(plan)
                .withMeasures(policy.measures().toArray(Measure[]::new))
                .withClock(clock(clock));
        builder = withOptions(builder, properties);
        for (LiveStoreCustomizer each : customizers.orderedStream().toList()) {
            builder = each.customize(builder);
        }
        return StoreSnapshots.open(builder, file(properties));
    }

    private static LiveStore.Builder withOptions(LiveStore.Builder builder, EngagementProperties properties) {
        EngagementProperties.Live live = properties.live();
        try {
            LiveStore.Builder timed = builder.withReorderWindow(live.reorderWindow())
                    .withDuplicateWindow(live.duplicateWindow())
                    .withThreadHorizon(live.threadHorizon())
                    .withLongestClockStep(live.longestClockStep())
                    .withShards(live.shards());
            String key = properties.snapshot().key();
            return key == null
                    ? timed
                    : timed.withSnapshotKey(Base64.getDecoder().decode(key));
        } catch (IllegalArgumentException outOfRange) {
            throw new EngagementStartException(
                    "a property of engagement.live or engagement.snapshot.key is out of range: "
                            + outOfRange.getMessage(),
                    "Set it as the message says; the key is Base64 of 16 bytes or more, as 'openssl rand -base64 32' "
                            + "makes.");
        }
    }

    private static Optional<Path> file(EngagementProperties properties) {
        return Optional.ofNullable(properties.snapshot().file());
    }

    private static Clock clock(ObjectProvider<Clock> clock) {
        return Optional.ofNullable(clock.getIfUnique()).orElse(Clock.systemUTC());
    }

    private static ObservationRegistry observations(ObjectProvider<ObservationRegistry> registry) {
        return Optional.ofNullable(registry.getIfUnique()).orElse(ObservationRegistry.NOOP);
    }

    @Bean
    @ConditionalOnMissingBean
    StoreSnapshots engagementSnapshots(
            EngagementProperties properties,
            LiveStore store,
            ObjectProvider<Clock> clock,
            ObjectProvider<ObservationRegistry> registry) {
        return new StoreSnapshots(store, file(properties), clock(clock), observations(registry));
    }

    @Bean
    @ConditionalOnMissingBean
    ScoreMarks engagementMarks(LiveStore store) {
        return new ScoreMarks(store);
    }

    @Bean
    @ConditionalOnMissingBean
    ErasedCustomers engagementErased(EngagementProperties properties) {
        Optional<Path> file = file(properties);
        if (file.isEmpty()) {
            return ErasedCustomers.inMemory();
        }
        Path beside = file.get().resolveSibling(file.get().getFileName() + ".erased");
        StoreSnapshots.requireWritable(file.get());
        if (Files.exists(file.get()) && !Files.exists(beside)) {
            throw unknownErased(beside + " is not there, and the snapshot is", beside);
        }
        return open(beside);
    }

    private static ErasedCustomers open(Path file) {
        try {
            return ErasedCustomers.open(file);
        } catch (WordFile.InUseException twice) {
            throw new EngagementStartException(
                    twice.getMessage() + ": two on one snapshot would overwrite each other's customers",
                    "Stop the other one first, or give this one another engagement.snapshot.file.");
        } catch (IOException unreadable) {
            throw unknownErased(String.valueOf(unreadable.getMessage()), file);
        }
    }

    private static EngagementStartException unknownErased(String why, Path file) {
        return new EngagementStartException(
                "who was erased is not known: " + why,
                "Put back the copy of " + file + " that goes with the snapshot: without it, customers who were "
                        + "erased can come back. If nobody ever was, make it an empty file.");
    }

    @Bean
    @ConditionalOnMissingBean
    LiveScores liveScores(
            LiveStore store,
            ContactPolicy policy,
            ErasedCustomers erased,
            ScoreMarks marks,
            StoreSnapshots snapshots,
            ObjectProvider<Clock> clock,
            ObjectProvider<ObservationRegistry> registry) {
        requireMeasures(store, policy);
        return new LiveScores(store, policy, erased, marks, snapshots, clock(clock), observations(registry));
    }

    private static void requireMeasures(LiveStore store, ContactPolicy policy) {
        try {
            ContactGate unused = ContactGate.of(store, policy);
        } catch (IllegalArgumentException missing) {
            throw new EngagementStartException(
                    "the bean of type LiveStore and the contact policy do not fit: " + missing.getMessage(),
                    "Open the store with the policy's measures, or declare a LiveStoreCustomizer in the place of a"
                            + " store.");
        }
    }

    /** Depends on the scores, which drop who was erased, before anything is written. */
    @Bean
    @ConditionalOnMissingBean
    StoreKeeping engagementKeeping(
            LiveScores scores, StoreSnapshots snapshots, ScoreMarks marks, EngagementProperties properties) {
        return new StoreKeeping(snapshots, marks, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    EventJson eventJson(EngagementProperties properties, ObjectProvider<Clock> clock) {
        EngagementProperties.Events events = properties.events();
        if (events.mostAhead().isNegative()) {
            throw new EngagementStartException(
                    "engagement.events.most-ahead must be from PT0S, was " + events.mostAhead(),
                    "Set it to how far ahead of the clock an event may be, such as PT5M.");
        }
        return EventJson.of(events.channels(), events.purposes())
                .withEarliest(events.earliest())
                .withMostAhead(events.mostAhead(), clock(clock));
    }

    /** Where Micrometer is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {
        @Bean
        @ConditionalOnMissingBean
        LiveStoreMeters engagementMeters(LiveStore store) {
            return new LiveStoreMeters(store);
        }
    }

    /** Where health is asked for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthOfStore {
        @Bean
        @ConditionalOnEnabledHealthIndicator("engagement")
        @ConditionalOnMissingBean(value = LiveStoreHealth.class, name = "engagementHealthIndicator")
        LiveStoreHealth engagementHealthIndicator(LiveStore store, StoreSnapshots snapshots) {
            return new LiveStoreHealth(store, snapshots);
        }
    }
}
