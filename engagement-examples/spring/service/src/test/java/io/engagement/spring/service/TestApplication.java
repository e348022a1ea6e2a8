package io.engagement.spring.service;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.spring.LiveScores;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Found by the scan of the service. Scores by the number of contacts, and has paths that are slow or broken. */
@Configuration(proxyBeanMethods = false)
class TestApplication {
    static final String KEY = "test-key-of-enough-characters";
    static final String HASH = "d1a1a39e13283f983bad879dea51c91ee718b4cf9ecf64cfd1add8fad2468ada";

    @Bean
    Scorer contacts() {
        return Scorer.of("contacts", Scale.COUNT, Measure.count(Filter.all()), count -> count);
    }

    @RestController
    static final class Broken {
        @GetMapping("/broken")
        String broken() {
            throw new UnsupportedOperationException("secret of the inside");
        }
    }

    @RestController
    static final class Slow {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        private final LiveScores scores;

        Slow(LiveScores scores) {
            this.scores = scores;
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            begun.countDown();
            boolean ended = mayEnd.await(1, TimeUnit.MINUTES);
            scores.add(Interaction.of("slow", Instant.now(), Channel.WEB, Initiator.CUSTOMER, Purpose.USE));
            return "taken " + ended;
        }
    }
}
