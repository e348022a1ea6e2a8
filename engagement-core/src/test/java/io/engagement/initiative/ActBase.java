package io.engagement.initiative;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Seeded bases of customers who act at rates of their own and leave one day; some are contacted. */
final class ActBase {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final Channel[] CHANNELS = {Channel.WEB, Channel.STORE, Channel.CHAT};

    private ActBase() {}

    /** Interactions of so many days, in no order of time. */
    static List<Interaction> interactions(int customers, int days, long seed) {
        return interactions(customers, days, seed, customer -> 1);
    }

    /** The same with rates times a factor of each customer's. */
    static List<Interaction> interactions(int customers, int days, long seed, IntToDoubleFunction factor) {
        Random random = new Random(seed);
        List<Interaction> all = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double rate = factor.applyAsDouble(customer) * 0.3 * Math.pow(random.nextDouble(), 2) + 0.005;
            double at = random.nextDouble() * days * 0.6;
            double leaves = at - Math.log(random.nextDouble()) * days * 0.7;
            for (; at < Math.min(days, leaves); at -= Math.log(random.nextDouble()) / rate) {
                all.add(act("c" + customer, at, Initiator.CUSTOMER, CHANNELS[random.nextInt(3)], Purpose.PURCHASE));
                if (random.nextInt(4) == 0) {
                    all.add(act(
                            "c" + customer, at * random.nextDouble(), Initiator.COMPANY, Channel.EMAIL, Purpose.OFFER));
                }
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    static Interaction act(String customer, double day, Initiator initiator, Channel channel, Purpose purpose) {
        return Interaction.of(customer, at(day), channel, initiator, purpose);
    }

    static Instant at(double day) {
        return START.plus(Duration.ofMillis((long) (day * 86_400_000)));
    }

    static InteractionLog log(List<Interaction> interactions) {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions.forEach(log::add);
        return log.build();
    }
}
