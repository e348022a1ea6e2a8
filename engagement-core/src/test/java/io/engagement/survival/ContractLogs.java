package io.engagement.survival;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Logs of customers under contract, for tests. */
public final class ContractLogs {
    /** When they are looked at. */
    public static final Instant NOW = Instant.parse("2026-07-20T12:00:00Z");

    private ContractLogs() {}

    /** Customers of whom some never signed up and some have cancelled; each pays by the month. */
    public static LogView view(int customers, long seed) {
        Random random = new Random(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < customers; i++) {
            String id = "c%04d".formatted(i);
            Instant start = NOW.minus(Duration.ofHours(random.nextInt(24 * 1000)));
            log.add(row(id, start, Purpose.QUESTION));
            if (i % 7 == 3) {
                continue;
            }
            log.add(row(id, start, Purpose.SIGN_UP));
            Instant end = i % 3 == 0 ? start.plus(Duration.ofHours(random.nextInt(24 * 1000))) : NOW;
            double price = 5 + random.nextInt(40);
            for (Instant at = start.plusSeconds(60);
                    at.isBefore(end) && at.isBefore(NOW);
                    at = at.plus(Duration.ofDays(31))) {
                log.add(row(id, at, Purpose.PURCHASE).withValue(price));
            }
            if (end.isBefore(NOW)) {
                log.add(row(id, end, Purpose.CANCELLATION));
            }
        }
        return log.build().asOf(NOW);
    }

    private static Interaction row(String id, Instant at, Purpose purpose) {
        return Interaction.of(id, at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }
}
