package io.engagement.setup;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** A base of customers who sign up, use something often and buy rarely, for tests. */
public final class UseAndPurchases {
    static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    static final PurchaseDefinition USE = new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneOffset.UTC);
    static final LogView VIEW = view(400, Initiator.CUSTOMER);

    private UseAndPurchases() {}

    public static LogView view(int customers, Initiator initiator) {
        return log(customers, initiator).asOf(NOW);
    }

    static InteractionLog log(int customers, Initiator initiator) {
        SplittableRandom random = new SplittableRandom(5);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            String id = "c%03d".formatted(customer);
            Instant at = Instant.parse("2026-01-01T08:00:00Z").plus(Duration.ofHours(random.nextInt(900)));
            log.add(Interaction.of(id, at, Channel.WEB, initiator, Purpose.SIGN_UP));
            double days = 2 + 14 * random.nextDouble();
            double price = 5 + 30 * random.nextDouble();
            for (int act = 0; random.nextDouble() < 0.95 && at.isBefore(NOW); act++) {
                Purpose purpose = act % 3 == 0 ? Purpose.PURCHASE : Purpose.USE;
                log.add(Interaction.of(id, at, Channel.APP, initiator, purpose)
                        .withValue(price * (0.6 + random.nextDouble())));
                if (act % 5 == 1) {
                    log.add(Interaction.of(id, at, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                            .withCost(0.2 + random.nextDouble()));
                }
                at = at.plus(Duration.ofMinutes((long) (-1440 * days * Math.log(1 - random.nextDouble()))));
            }
            if (random.nextDouble() < 0.7 && at.isBefore(NOW)) {
                log.add(Interaction.of(id, at, Channel.PHONE, initiator, Purpose.CANCELLATION));
            }
        }
        return log.build();
    }

    /** The same interactions, of which nobody knows who began them. */
    static LogView withUnknownInitiators(LogView view) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int position = 0; position < view.size(); position++) {
            Interaction known = view.interaction(position);
            Interaction unknown =
                    Interaction.of(known.customerId(), known.at(), known.channel(), Initiator.UNKNOWN, known.purpose());
            log.add(known.value().isPresent() ? unknown.withValue(known.value().getAsDouble()) : unknown);
        }
        return log.build().asOf(view.asOf());
    }
}
