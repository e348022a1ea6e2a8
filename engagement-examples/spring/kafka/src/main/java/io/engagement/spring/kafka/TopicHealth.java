package io.engagement.spring.kafka;

import java.util.Objects;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the topic cannot be read. */
public final class TopicHealth extends AbstractHealthIndicator {
    private final EventTopic topic;

    /**
     * Health.
     *
     * @param topic whose
     */
    public TopicHealth(EventTopic topic) {
        this.topic = Objects.requireNonNull(topic, "topic");
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up()
                .withDetail("lag", topic.lag())
                .withDetail("records", topic.counts().toString());
        topic.failure().ifPresent(why -> builder.down().withDetail("failed", why));
    }
}
