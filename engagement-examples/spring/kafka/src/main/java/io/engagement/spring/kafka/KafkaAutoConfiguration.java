package io.engagement.spring.kafka;

import io.engagement.spring.EngagementAutoConfiguration;
import io.engagement.spring.EngagementProperties;
import io.engagement.spring.EngagementStartException;
import io.engagement.spring.EventJson;
import io.engagement.spring.LiveScores;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads a topic where {@code engagement.kafka.topic} names one. */
@AutoConfiguration(after = EngagementAutoConfiguration.class)
@ConditionalOnProperty("engagement.kafka.topic")
@EnableConfigurationProperties(KafkaProperties.class)
public final class KafkaAutoConfiguration {
    /** Made by Spring. */
    public KafkaAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    EventTopic eventTopic(
            LiveScores scores,
            EventJson json,
            KafkaProperties properties,
            EngagementProperties store,
            ObjectProvider<ObservationRegistry> registry) {
        if (store.snapshot().file() == null) {
            throw new EngagementStartException(
                    "engagement.snapshot.file must be set where a topic is read, is not: positions in the topic are kept in it,"
                            + " and who was erased beside it",
                    "Set it to a file in a folder that stays, such as /var/lib/engagement/store.live.");
        }
        if (properties.bootstrapServers() == null && !properties.client().containsKey("bootstrap.servers")) {
            throw new EngagementStartException(
                    "engagement.kafka.bootstrap-servers must name the cluster, is not set",
                    "Set it to hosts and ports, such as kafka-1:9092,kafka-2:9092.");
        }
        requireKept(properties);
        return new EventTopic(
                scores,
                json,
                Objects.requireNonNull(properties.topic(), "topic"),
                properties,
                Optional.ofNullable(registry.getIfUnique()).orElse(ObservationRegistry.NOOP));
    }

    private static void requireKept(KafkaProperties properties) {
        Duration look = properties.look();
        if (!isLongerThanZero(look)) {
            throw outOfRange("look", "longer than PT0S", look);
        }
        Duration retry = properties.retry();
        if (!isLongerThanZero(retry) || retry.compareTo(EventTopic.LONGEST_RETRY) > 0) {
            throw outOfRange("retry", "longer than PT0S, and at most " + EventTopic.LONGEST_RETRY, retry);
        }
    }

    private static boolean isLongerThanZero(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static EngagementStartException outOfRange(String name, String allowed, Duration was) {
        String property = "engagement.kafka." + name;
        return new EngagementStartException(
                property + " must be " + allowed + ", was " + was,
                "Set it to a duration such as PT1M, or leave it out.");
    }

    /** Where Micrometer is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {
        @Bean
        @ConditionalOnMissingBean
        TopicMeters topicMeters(EventTopic topic) {
            return new TopicMeters(topic);
        }
    }

    /** Where health is asked for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthOfTopic {
        @Bean
        @ConditionalOnEnabledHealthIndicator("engagementTopic")
        @ConditionalOnMissingBean(value = TopicHealth.class, name = "engagementTopicHealthIndicator")
        TopicHealth engagementTopicHealthIndicator(EventTopic topic) {
            return new TopicHealth(topic);
        }
    }
}
