package io.engagement.testkit;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Customer bases to test with, the same in every run. Small enough for a unit test; {@link Simulation} makes larger and other ones,
 * of parameters that are known.
 */
public final class SimulatedBase {
    private SimulatedBase() {}

    /**
     * Customers of a shop over two years: they buy, write, complain and are written to, and some have never bought.
     *
     * @return sixty of them, as of the end
     */
    public static LogView shop() {
        return shop(60);
    }

    /**
     * More or fewer of them.
     *
     * @param customers how many, positive
     * @return as of the end
     */
    public static LogView shop(int customers) {
        Simulation simulation =
                Simulation.withDefaults().withCustomers(customers).withSeed(7);
        return simulation.log().asOf(simulation.end());
    }

    /**
     * Customers under contract over two years, of whom some never signed up, and some of the others have left.
     *
     * @return sixty of them
     */
    public static LogView contracts() {
        Instant now = Instant.parse("2026-07-20T12:00:00Z");
        SplittableRandom random = new SplittableRandom(3);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 60; customer++) {
            Instant start = now.minus(Duration.ofHours(random.nextInt(24 * 700)));
            log.add(contact(customer, start, customer % 7 == 3 ? Purpose.QUESTION : Purpose.SIGN_UP));
            Instant end = start.plus(Duration.ofHours(1 + random.nextInt(24 * 700)));
            if (customer % 3 == 0 && end.isBefore(now)) {
                log.add(contact(customer, end, Purpose.CANCELLATION));
            }
        }
        return log.build().asOf(now);
    }

    private static Interaction contact(int customer, Instant at, Purpose purpose) {
        return Interaction.of("c" + customer, at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }
}
