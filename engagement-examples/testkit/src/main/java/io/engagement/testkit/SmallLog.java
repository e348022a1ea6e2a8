package io.engagement.testkit;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A log of a few customers, written as a test reads it: days since the start, and what happened.
 *
 * <pre>{@code
 * LogView view = SmallLog.from(Instant.parse("2026-01-01T00:00:00Z"))
 *         .of("ann").buys(0, 20).buys(14, 30).isOffered(20).complains(21)
 *         .of("ben").writes(3)
 *         .asOf(30);
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class SmallLog {
    private static final double MILLIS = 86_400_000; // of a day

    private final Instant start;
    private final InteractionLog.Builder log = InteractionLog.builder();
    private String customerId = "";

    private SmallLog(Instant start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /**
     * An empty log.
     *
     * @param start day 0
     * @return to add to
     */
    public static SmallLog from(Instant start) {
        return new SmallLog(start);
    }

    /**
     * Whose interactions follow.
     *
     * @param id the customer's
     * @return this log
     */
    public SmallLog of(String id) {
        customerId = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * What is known of the customer.
     *
     * @param change such as {@code customer -> customer.withAttribute("country", "DE")}
     * @return this log
     * @throws IllegalStateException if no customer was named
     */
    public SmallLog known(UnaryOperator<Customer> change) {
        log.customer(change.apply(Customer.of(named())));
        return this;
    }

    /**
     * A purchase on the web.
     *
     * @param day since the start, with fractions
     * @param value money
     * @return this log
     * @throws IllegalStateException if no customer was named
     */
    public SmallLog buys(double day, double value) {
        return happens(day, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE, row -> row.withValue(value));
    }

    /**
     * A question by email, on the customer's own initiative.
     *
     * @param day since the start, with fractions
     * @return this log
     * @throws IllegalStateException if no customer was named
     */
    public SmallLog writes(double day) {
        return happens(day, Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION, row -> row);
    }

    /**
     * A complaint by phone.
     *
     * @param day since the start, with fractions
     * @return this log
     * @throws IllegalStateException if no customer was named
     */
    public SmallLog complains(double day) {
        return happens(day, Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT, row -> row);
    }

    /**
     * An offer by email, of the company.
     *
     * @param day since the start, with fractions
     * @return this log
     * @throws IllegalStateException if no customer was named
     */
    public SmallLog isOffered(double day) {
        return happens(day, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER, row -> row);
    }

    /**
     * Anything else.
     *
     * @param day since the start, with fractions
     * @param channel by which
     * @param initiator who began it
     * @param purpose what for
     * @param more such as {@code row -> row.withCampaign("spring")}
     * @return this log
     * @throws IllegalStateException if no customer was named
     */
    public SmallLog happens(
            double day, Channel channel, Initiator initiator, Purpose purpose, UnaryOperator<Interaction> more) {
        InteractionKind kind = InteractionKind.of(channel, initiator, purpose);
        log.add(more.apply(Interaction.of(named(), at(day), kind)));
        return this;
    }

    /**
     * All of it.
     *
     * @return the log
     */
    public InteractionLog log() {
        return log.build();
    }

    /**
     * What is known on a day.
     *
     * @param day since the start, with fractions
     * @return the view
     */
    public LogView asOf(double day) {
        return log().asOf(at(day));
    }

    /**
     * The instant of a day.
     *
     * @param day since the start, with fractions
     * @return to the millisecond
     */
    public Instant at(double day) {
        return start.plusMillis(Math.round(day * MILLIS));
    }

    private String named() {
        if (customerId.isEmpty()) {
            throw new IllegalStateException("nobody was named yet: begin with of(\"c1\")");
        }
        return customerId;
    }
}
