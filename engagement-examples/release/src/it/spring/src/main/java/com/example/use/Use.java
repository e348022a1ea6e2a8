package com.example.use;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import io.engagement.spring.LiveScores;
import java.io.IOException;
import java.time.Instant;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What an application of somebody else's does with the starter. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Use {
    @Bean
    ScoringSetup setup() {
        Simulation simulation = Simulation.withDefaults().withCustomers(300);
        return ScoringSetup.fit(simulation.log().asOf(simulation.end()));
    }

    public static void main(String[] args) throws IOException {
        try (ConfigurableApplicationContext context = SpringApplication.run(Use.class, args)) {
            LiveScores live = context.getBean(LiveScores.class);
            live.add(Interaction.of("ann", Instant.now(), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(30));
            String reason = live.score("ann").orElseThrow().table().explain(0, "engagement").reason();
            System.out.println("ann: " + reason + " on Java " + Runtime.version().feature());
            live.erase("ann");
            if (live.score("ann").isPresent()) {
                throw new AssertionError("ann is still there");
            }
        }
    }
}
