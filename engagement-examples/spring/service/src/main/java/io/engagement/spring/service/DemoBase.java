package io.engagement.spring.service;

import io.engagement.live.LiveStore;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    SmartLifecycle demoCustomers(LiveStore store) {
        return new Filling(store);
    }

    /** Before anything is served or marked; not where a snapshot was restored. */
    private static final class Filling implements SmartLifecycle {
        private final LiveStore store;
        private boolean done;

        Filling(LiveStore store) {
            this.store = store;
        }

        @Override
        public synchronized void start() {
            done = true;
            if (store.report().customers() == 0) {
                Duration period = SIMULATION.period();
                Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
                store.addAll(
                        SIMULATION.withPeriod(today.minus(period), period).log().asOf(today));
                LOG.info("demo: {} simulated customers until {}", store.report().customers(), today);
            }
        }

        @Override
        public synchronized void stop() {
            done = false;
        }

        @Override
        public synchronized boolean isRunning() {
            return done;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }
    }
}
