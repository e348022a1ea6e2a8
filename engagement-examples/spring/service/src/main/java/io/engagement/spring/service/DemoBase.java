package io.engagement.spring.service;

import io.engagement.domain.Interaction;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.spring.LiveScores;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Profile demo: a thousand simulated customers over the two years until today, and models that are fitted to such ones. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoBase {
    private static final Logger LOG = LoggerFactory.getLogger(DemoBase.class);
    private static final Simulation SIMULATION = Simulation.withDefaults();

    /** Always to the same period, so that a snapshot of yesterday has the same measures. */
    @Bean
    ScoringSetup demoSetup() {
        return ScoringSetup.fit(SIMULATION.log().asOf(SIMULATION.end()));
    }

    @Bean
    SmartLifecycle demoCustomers(LiveStore store, LiveScores scores) {
        return new Filling(store, scores);
    }

    /** Before anything is served or marked; not where a snapshot was restored. */
    private static final class Filling implements SmartLifecycle {
        private final LiveStore store;
        private final LiveScores scores;
        private volatile boolean done;

        Filling(LiveStore store, LiveScores scores) {
            this.store = store;
            this.scores = scores;
        }

        @Override
        public void start() {
            done = true;
            if (store.report().customers() == 0) {
                Duration period = SIMULATION.period();
                Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
                add(SIMULATION.withPeriod(today.minus(period), period).log().asOf(today));
                LOG.info("demo: {} simulated customers until {}", store.report().customers(), today);
            }
        }

        /** By the scores: who was erased stays so. */
        private void add(LogView view) {
            IntStream.range(0, view.customers()).mapToObj(view::customer).forEach(scores::know);
            scores.addAll(IntStream.range(0, view.size())
                    .mapToObj(view::interaction)
                    .sorted(Comparator.comparing(Interaction::at))
                    .toList());
        }

        @Override
        public void stop() {
            done = false;
        }

        @Override
        public boolean isRunning() {
            return done;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }
    }
}
