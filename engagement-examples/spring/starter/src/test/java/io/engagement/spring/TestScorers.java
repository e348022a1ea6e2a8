package io.engagement.spring;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that scores by the number of contacts. */
@Configuration(proxyBeanMethods = false)
class TestScorers {
    static final Instant AT = Instant.parse("2026-03-01T09:30:00Z");

    @Bean
    Scorer contacts() {
        return Scorer.of("contacts", Scale.COUNT, Measure.count(Filter.all()), count -> count);
    }

    static Interaction event(String customer, String id) {
        return Interaction.of(customer, AT, Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION)
                .withId(id);
    }
}
