package io.engagement.simulate;

import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.internal.math.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A seeded base of customers: what they buy, use, ask, complain about and recommend of their own accord, and how the
 * company writes, calls and offers, mostly in vain. All parameters are known.
 *
 * <p>Purchases follow the BG/NBD model, their values the gamma-gamma model; whatever else customers do of their own
 * accord are Poisson processes with gamma-distributed individual rates, from the day on which the customer joins until
 * the one on which they leave for good. Answers to the company's contacts name the contact that they answer and leave
 * the initiator UNKNOWN, as most systems store them: the log infers it. A customer's draws depend only on the seed and
 * the customer's place in the base: a larger base begins with the same customers, and the number of threads changes
 * nothing.
 *
 * @param customers how many customers, not negative
 * @param seed the same seed gives the same bits
 * @param start when the period begins; days of the simulation are counted from here
 * @param period how long it lasts, positive
 * @param joining customers join at a uniform time within this share of the period, between 0 and 1
 * @param prospects share of customers who sign up and never buy, between 0 and 1
 * @param purchases when customers buy and when they leave
 * @param spend what a purchase is worth
 * @param initiatives what else customers do of their own accord, and how often
 * @param outreach the company's own programmes
 * @param automaticReplies probability that a machine answers a mail, between 0 and 1
 */
public record Simulation(
        int customers,
        long seed,
        Instant start,
        Duration period,
        double joining,
        double prospects,
        PurchaseProcess purchases,
        SpendProcess spend,
        List<InitiativeRate> initiatives,
        List<Outreach> outreach,
        double automaticReplies) {
    private static final Comparator<Interaction> ARRIVAL = Comparator.comparing(Interaction::at)
            .thenComparing(Interaction::customerId)
            .thenComparing(interaction -> interaction.id().orElse(""));

    /**
     * A simulation, checked and copied.
     *
     * @param customers how many customers, not negative
     * @param seed the same seed gives the same bits
     * @param start when the period begins; days of the simulation are counted from here
     * @param period how long it lasts, positive
     * @param joining customers join at a uniform time within this share of the period, between 0 and 1
     * @param prospects share of customers who sign up and never buy, between 0 and 1
     * @param purchases when customers buy and when they leave
     * @param spend what a purchase is worth
     * @param initiatives what else customers do of their own accord, and how often
     * @param outreach the company's own programmes
     * @param automaticReplies probability that a machine answers a mail, between 0 and 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Simulation {
        if (customers < 0) {
            throw new IllegalArgumentException("customers must not be negative, was " + customers);
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period must be positive, was " + period);
        }
        Checks.share("joining", joining);
        Checks.share("prospects", prospects);
        Checks.share("automaticReplies", automaticReplies);
        initiatives = List.copyOf(initiatives);
        outreach = List.copyOf(outreach);
    }

    /**
     * A thousand customers over the two years from 2023 on, seed 1, all of whom join within the first half; one in ten
     * never buys.
     *
     * @return the defaults
     */
    public static Simulation withDefaults() {
        return new Simulation(
                1_000,
                1,
                Instant.parse("2023-01-01T00:00:00Z"),
                Duration.ofDays(731),
                0.5,
                0.1,
                PurchaseProcess.withDefaults(),
                SpendProcess.withDefaults(),
                InitiativeRate.defaults(),
                Outreach.defaults(),
                0.01);
    }

    /**
     * This simulation with another number of customers.
     *
     * @param number how many, not negative
     * @return the changed copy
     */
    public Simulation withCustomers(int number) {
        return new Simulation(
                number,
                seed,
                start,
                period,
                joining,
                prospects,
                purchases,
                spend,
                initiatives,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation with another seed.
     *
     * @param number any
     * @return the changed copy
     */
    public Simulation withSeed(long number) {
        return new Simulation(
                customers,
                number,
                start,
                period,
                joining,
                prospects,
                purchases,
                spend,
                initiatives,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation over another period.
     *
     * @param from when it begins
     * @param length how long it lasts, positive
     * @return the changed copy
     */
    public Simulation withPeriod(Instant from, Duration length) {
        return new Simulation(
                customers,
                seed,
                Objects.requireNonNull(from, "from"),
                Objects.requireNonNull(length, "length"),
                joining,
                prospects,
                purchases,
                spend,
                initiatives,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation with customers joining within another share of the period.
     *
     * @param share between 0 (all on the first day) and 1
     * @return the changed copy
     */
    public Simulation withJoining(double share) {
        return new Simulation(
                customers,
                seed,
                start,
                period,
                share,
                prospects,
                purchases,
                spend,
                initiatives,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation with another share of customers who never buy.
     *
     * @param share between 0 and 1
     * @return the changed copy
     */
    public Simulation withProspects(double share) {
        return new Simulation(
                customers,
                seed,
                start,
                period,
                joining,
                share,
                purchases,
                spend,
                initiatives,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation with other purchases.
     *
     * @param process when customers buy and when they leave
     * @param worth what a purchase is worth
     * @return the changed copy
     */
    public Simulation withPurchases(PurchaseProcess process, SpendProcess worth) {
        return new Simulation(
                customers,
                seed,
                start,
                period,
                joining,
                prospects,
                process,
                worth,
                initiatives,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation with other things that customers do of their own accord.
     *
     * @param rates what, and how often
     * @return the changed copy
     */
    public Simulation withInitiatives(List<InitiativeRate> rates) {
        return new Simulation(
                customers,
                seed,
                start,
                period,
                joining,
                prospects,
                purchases,
                spend,
                rates,
                outreach,
                automaticReplies);
    }

    /**
     * This simulation with other contacts by the company.
     *
     * @param programmes the company's own programmes
     * @return the changed copy
     */
    public Simulation withOutreach(List<Outreach> programmes) {
        return new Simulation(
                customers,
                seed,
                start,
                period,
                joining,
                prospects,
                purchases,
                spend,
                initiatives,
                programmes,
                automaticReplies);
    }

    /**
     * When the period ends.
     *
     * @return start + period
     */
    public Instant end() {
        return start.plus(period);
    }

    /**
     * One customer with the truth about them.
     *
     * @param index from 0 to {@code customers() - 1}
     * @return the customer
     * @throws IndexOutOfBoundsException if there is no such customer
     */
    public SimulatedCustomer customer(int index) {
        Objects.checkIndex(index, customers);
        return new CustomerDraw(this, new Clock(start, period), index).draw();
    }

    /**
     * All customers, in their order, drawn while the stream is read.
     *
     * @return a sequential stream; it may be made parallel
     */
    public Stream<SimulatedCustomer> stream() {
        Clock clock = new Clock(start, period);
        return IntStream.range(0, customers).mapToObj(index -> new CustomerDraw(this, clock, index).draw());
    }

    /**
     * All interactions in the order of time, as they would have arrived.
     *
     * @return the interactions; all are held in memory
     */
    public List<Interaction> interactions() {
        List<Interaction> all = new ArrayList<>();
        stream().parallel().map(SimulatedCustomer::interactions).toList().forEach(all::addAll);
        all.sort(ARRIVAL);
        return all;
    }

    /**
     * All customers and interactions as a log.
     *
     * @return the log
     */
    public InteractionLog log() {
        InteractionLog.Builder builder = InteractionLog.builder();
        stream().parallel().toList().forEach(drawn -> {
            builder.customer(drawn.customer());
            drawn.interactions().forEach(builder::add);
        });
        return builder.build();
    }
}
