package io.engagement.spring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.score.Scorer;
import io.engagement.spring.EngagementAutoConfiguration;
import io.engagement.spring.EngagementStartException;
import io.engagement.spring.EventJson;
import io.engagement.spring.LiveScores;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What an application gets by the properties of a topic, and what it can have otherwise. */
class KafkaBeansTest {
    private static final String NOWHERE = "localhost:1";

    private final ApplicationContextRunner bare;
    private final ApplicationContextRunner runner;

    KafkaBeansTest(@TempDir Path folder) {
        bare = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(EngagementAutoConfiguration.class, KafkaAutoConfiguration.class))
                .withBean(Scorer.class, Consuming::scorer)
                .withPropertyValues("engagement.snapshot.file=" + folder.resolve("store.live"));
        runner = bare.withPropertyValues(
                "engagement.kafka.topic=events", "engagement.kafka.bootstrap-servers=" + NOWHERE);
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        EventTopic own(LiveScores scores, EventJson json) {
            KafkaProperties properties = new KafkaProperties(
                    "mine",
                    NOWHERE,
                    Map.of(),
                    KafkaProperties.OnGap.REFUSE,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1));
            return new EventTopic(scores, json, "mine", properties, ObservationRegistry.NOOP);
        }

        @Bean
        TopicMeters meters(EventTopic topic) {
            return new TopicMeters(topic);
        }

        @Bean
        TopicHealth health(EventTopic topic) {
            return new TopicHealth(topic);
        }
    }

    @Test
    void eachBeanGivesWay() {
        runner.withUserConfiguration(Own.class).run(context -> {
            assertThat(context.getBeanNamesForType(EventTopic.class)).containsExactly("own");
            assertThat(context.getBeanNamesForType(TopicMeters.class)).containsExactly("meters");
            assertThat(context.getBeanNamesForType(TopicHealth.class)).containsExactly("health");
        });
    }

    @Test
    void withoutATopicNothingIsRead() {
        bare.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EventTopic.class));
    }

    @Test
    void withoutMicrometersMetersAndHealthItReads() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer.core", "org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(EventTopic.class));
    }

    @Test
    void whatIsMissingIsNamed() {
        bare.withPropertyValues("engagement.kafka.topic=events").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("engagement.kafka.bootstrap-servers must name the cluster, is not set"));
        runner.withPropertyValues("engagement.snapshot.file=").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("engagement.snapshot.file must be set where a topic is read"));
    }

    @ParameterizedTest
    @CsvSource({
        "look, PT0S, longer than PT0S",
        "look, -PT1M, longer than PT0S",
        "retry, PT0S, 'longer than PT0S, and at most PT5M'",
        "retry, -PT1S, 'longer than PT0S, and at most PT5M'",
        "retry, PT5M0.001S, 'longer than PT0S, and at most PT5M'",
    })
    void aTimeThatNoReaderCouldKeepIsRefused(String name, Duration value, String allowed) {
        String property = "engagement.kafka." + name;
        runner.withPropertyValues(property + "=" + value).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(EngagementStartException.class)
                .hasMessage(property + " must be " + allowed + ", was " + value));
    }

    @Test
    void aPasswordMayComeFromTheEnvironment() {
        PropertySource<?> environment = new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("ENGAGEMENT_KAFKA_CLIENT_SASL_JAAS_CONFIG", "a secret"));
        runner.withPropertyValues("engagement.kafka.client.sasl.mechanism=SCRAM-SHA-512")
                .withInitializer(context ->
                        context.getEnvironment().getPropertySources().replace(environment.getName(), environment))
                .run(context -> assertThat(
                                context.getBean(KafkaProperties.class).client())
                        .isEqualTo(Map.of("sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config", "a secret")));
    }

    @Test
    void healthIsSwitchedOffAsAnyOther() {
        runner.withPropertyValues("management.health.engagementTopic.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TopicHealth.class));
    }
}
