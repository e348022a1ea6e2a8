package io.engagement.outcome.targeting;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/** Trials whose truth is known. */
final class Planted {
    static final String NONE = "none";
    static final String MAIL = "mail";

    private Planted() {}

    /** Customers with 1 to 7 visits in as many days. */
    static LogView view(int customers) {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < customers; i++) {
            for (int day = 0; day <= i % 7; day++) {
                log.add(Interaction.of(
                        "c" + i, first.plus(Duration.ofDays(day)), Channel.WEB, Initiator.CUSTOMER, Purpose.USE));
            }
        }
        return log.build().asOf(first.plus(Duration.ofDays(10)));
    }

    /**
     * Half of the customers get a mail.
     *
     * @param gain of the two covariates, which are standard normal
     */
    static Trial trial(int customers, long seed, double cost, DoubleBinaryOperator gain) {
        Random random = new Random(seed);
        Trial.Builder trial = Trial.builder(NONE, "x", "y");
        for (int i = 0; i < customers; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            boolean mailed = random.nextBoolean();
            double outcome = 5 + x + random.nextGaussian() + (mailed ? gain.applyAsDouble(x, y) : 0);
            trial.add("c" + seed + "-" + i, mailed ? MAIL : NONE, outcome, mailed ? cost : 0, x, y);
        }
        return trial.build();
    }
}
