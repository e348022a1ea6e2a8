package io.engagement.outcome;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A seeded log without a hold-out: customers buy at their own rate (gamma, shape 2, a purchase every other week on average) for
 * exponential amounts of 10, at any time. On one day some are contacted, by a rule that the test knows.
 */
final class ObservedBase {
    static final int CUSTOMERS = 2_000;
    static final int WEEKS_BEFORE = 26;
    static final int DAYS_AFTER = 64;
    static final Instant CONTACT = Instant.parse("2025-09-01T10:00:00Z");
    /** A standard error of the difference in differences of a day's spend, over four weeks. */
    static final double ERROR_A_DAY = 0.046;

    private static final int BEFORE = 7 * WEEKS_BEFORE;

    private final SplittableRandom random;
    private final InteractionLog.Builder log = InteractionLog.builder();
    private final double[] rates = new double[CUSTOMERS];
    private final BitSet contacted = new BitSet();

    /** Who is contacted: log-odds by rate (1 on average) and by spend in the last four weeks (20 on average). */
    interface Selection {
        double logOdds(double rate, double lastMonth);
    }

    private ObservedBase(long seed) {
        random = new SplittableRandom(seed);
    }

    static ObservedBase of(long seed, Selection selection) {
        ObservedBase base = new ObservedBase(seed);
        for (int i = 0; i < CUSTOMERS; i++) {
            base.log.customer(Customer.of("c" + i).withSince(CONTACT.minus(Duration.ofDays(BEFORE + 1))));
            base.rates[i] = (base.exponential() + base.exponential()) / 2;
            double lastMonth = 0;
            for (double day = -BEFORE; day < DAYS_AFTER; ) {
                day += base.exponential() * 14 / base.rates[i];
                double amount = base.buy(i, day);
                lastMonth += day >= -28 && day < 0 ? amount : 0;
            }
            double odds = Math.exp(selection.logOdds(base.rates[i], lastMonth));
            base.contacted.set(i, base.random.nextDouble() < odds / (1 + odds));
        }
        return base;
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    private double buy(int customer, double day) {
        double amount = Math.max(0.01, Math.rint(1000 * exponential()) / 100);
        if (day < DAYS_AFTER) {
            log.add(Interaction.of("c" + customer, after(day), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(amount));
        }
        return amount;
    }

    static Instant after(double days) {
        return CONTACT.plusMillis((long) (days * 86_400_000));
    }

    /** More spent by the contacted, on average, on each day since the contact, negative before it. */
    ObservedBase plus(DoubleUnaryOperator more) {
        contacted.stream().forEach(i -> {
            for (int day = -BEFORE; day < DAYS_AFTER; day++) {
                double mean = more.applyAsDouble(day) / 10;
                for (double time = exponential(); time < mean; time += exponential()) {
                    buy(i, day + random.nextDouble());
                }
            }
        });
        return this;
    }

    InteractionLog.Builder log() {
        return log;
    }

    boolean isContacted(int customer) {
        return contacted.get(customer);
    }

    LogView view() {
        return log.build().asOf(after(DAYS_AFTER));
    }

    Wave wave() {
        Assignments.Builder all = Assignments.builder("held out");
        contacted.stream().forEach(i -> all.assign("c" + i, "mail", CONTACT));
        return Wave.of(all.build());
    }

    Account account(OutcomeWindows windows) {
        return OutcomeLedger.of(view(), List.of(Campaign.of("spring", wave())), windows, OutcomeRules.standard())
                .accounts()
                .get(0);
    }
}
