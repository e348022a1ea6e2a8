package io.engagement.spring.kafka;

import io.engagement.live.Arrival;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Meters of the topic: {@code engagement.kafka.records} by {@code outcome}, {@code engagement.kafka.lag}. */
public final class TopicMeters implements MeterBinder {
    private static final List<String> OUTCOMES = Stream.concat(
                    Arrays.stream(Arrival.values()).map(each -> each.name().toLowerCase(Locale.ROOT)),
                    Stream.of(TopicCounts.ERASED, TopicCounts.REFUSED, TopicCounts.MISSING))
            .toList();

    private final EventTopic topic;

    /**
     * Meters.
     *
     * @param topic whose
     */
    public TopicMeters(EventTopic topic) {
        this.topic = Objects.requireNonNull(topic, "topic");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String outcome : OUTCOMES) {
            FunctionCounter.builder("engagement.kafka.records", topic, from -> from.counts()
                            .of(outcome))
                    .description("what became of the records since the start")
                    .tag("outcome", outcome)
                    .register(registry);
        }
        Gauge.builder("engagement.kafka.lag", topic, EventTopic::lag)
                .description("records that wait in the topic")
                .register(registry);
    }
}
