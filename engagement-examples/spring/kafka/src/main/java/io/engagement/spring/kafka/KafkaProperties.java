package io.engagement.spring.kafka;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topic that feeds the store.
 *
 * @param topic its name; without one nothing is read
 * @param bootstrapServers where the cluster is, such as {@code kafka-1:9092,kafka-2:9092}
 * @param client more properties of Kafka's consumer, such as those of security
 * @param gap what to do where records that the store does not have are no longer in the topic
 * @param look how often to look whether the topic is still the one that was read, and for partitions that were added; longer than 0
 * @param retry how long to wait after a failure, then twice as long each time, up to 5 minutes; longer than 0, at most 5 minutes
 */
@ConfigurationProperties("engagement.kafka")
public record KafkaProperties(
        @Nullable String topic,
        @Nullable String bootstrapServers,
        @DefaultValue Map<String, String> client,
        @DefaultValue("REFUSE") OnGap gap,
        @DefaultValue("PT1M") Duration look,
        @DefaultValue("PT1S") Duration retry) {

    /** What to do where records that the store does not have are no longer in the topic. */
    public enum OnGap {
        /** Read nothing, and be down, until somebody has decided. */
        REFUSE,
        /** Go on with what is there, and count what is missing. */
        SKIP
    }

    /** Without what may be a password. */
    @Override
    public String toString() {
        return "KafkaProperties[topic=" + topic + ", bootstrapServers=" + bootstrapServers + ", client="
                + client.keySet() + ", gap=" + gap + ", look=" + look + ", retry=" + retry + "]";
    }
}
