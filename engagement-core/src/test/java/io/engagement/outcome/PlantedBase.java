package io.engagement.outcome;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.internal.math.RandomStreams;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A base of customers with rhythms of their own, half of whom are contacted by chance, and what the contact does to them. Gaps are
 * log-normal about the customer's own, spend is log-normal about the customer's own, some complain and some leave anyway.
 */
final class PlantedBase {
    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    static final int HISTORY = 120;
    static final int SHORT = 14;
    static final int LONG = 28;
    static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(SHORT), Duration.ofDays(LONG));

    private static final double MEAN_SPEND = 20;
    private static final double COMPLAINTS = 0.05;
    private static final double LEAVERS = 0.03;

    /** What a contact can do; each is a size in shares of the contacted, or purchases a contact. */
    record Plan(
            double shortUp, double longUp, double shortDown, double longDown, double harm, double leave, double moved) {
        static final Plan NONE = new Plan(0, 0, 0, 0, 0, 0, 0);

        static Plan shortReward(double purchases) {
            return new Plan(purchases, 0, 0, 0, 0, 0, 0);
        }

        static Plan longReward(double purchases) {
            return new Plan(0, purchases, 0, 0, 0, 0, 0);
        }

        static Plan shortLoss(double purchases) {
            return new Plan(0, 0, purchases, 0, 0, 0, 0);
        }

        static Plan longLoss(double purchases) {
            return new Plan(0, 0, 0, purchases, 0, 0, 0);
        }

        static Plan harm(double share) {
            return new Plan(0, 0, 0, 0, share, 0, 0);
        }

        static Plan departure(double share) {
            return new Plan(0, 0, 0, 0, 0, share, 0);
        }

        static Plan movedForward(double purchases) {
            return new Plan(0, 0, 0, 0, 0, 0, purchases);
        }

        Plan and(Plan other) {
            return new Plan(
                    shortUp + other.shortUp,
                    longUp + other.longUp,
                    shortDown + other.shortDown,
                    longDown + other.longDown,
                    harm + other.harm,
                    leave + other.leave,
                    moved + other.moved);
        }
    }

    /** A contact at some day for a half of the customers that chance chose, and what it does. */
    record Contact(String campaign, int day, Plan plan) {}

    private final int customers;
    /** How many customers are one person: 2 of whom one is contacted and one is not, or 1. */
    private final int copies;

    private final long seed;
    private final List<Contact> contacts;
    private final List<Interaction> rows = new ArrayList<>();

    PlantedBase(int customers, long seed, Contact... contacts) {
        this(customers, 1, seed, contacts);
    }

    private PlantedBase(int customers, int copies, long seed, Contact... contacts) {
        this.customers = customers;
        this.copies = copies;
        this.seed = seed;
        this.contacts = List.of(contacts);
        IntStream.range(0, customers).forEach(this::live);
    }

    static PlantedBase of(int customers, long seed, Plan plan) {
        return new PlantedBase(customers, seed, new Contact("campaign", HISTORY, plan));
    }

    /** Each customer of such a base twice, with and without the contact: their difference is what the contact truly does. */
    static PlantedBase twins(int customers, long seed, Plan plan) {
        return new PlantedBase(2 * customers, 2, seed, new Contact("campaign", HISTORY, plan));
    }

    static String id(int customer) {
        return String.format("c%06d", customer);
    }

    static Instant day(double day) {
        return BEGIN.plusMillis((long) (day * 86_400_000));
    }

    /** Chance decides, for each campaign anew. */
    boolean isContacted(int customer, int contact) {
        return copies == 2
                ? customer % 2 == 0
                : RandomStreams.of(seed, customer, 100 + contact).nextBoolean();
    }

    private void live(int customer) {
        UniformRandomProvider random = RandomStreams.of(seed, customer / copies, 1);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double gap = 3 * Math.exp(0.3 * normal.sample());
        double spend = MEAN_SPEND * Math.exp(0.3 * normal.sample() - 0.045);
        double end = HISTORY + SHORT + LONG + 10;
        List<double[]> purchases = new ArrayList<>();
        for (double at = gap * random.nextDouble(); at < end; at += gap * Math.exp(0.6 * normal.sample())) {
            purchases.add(new double[] {at, spend * Math.exp(0.4 * normal.sample() - 0.08)});
        }
        double leaves = random.nextDouble() < LEAVERS ? HISTORY + random.nextDouble() * (SHORT + LONG) : end;
        List<Double> complaints = new ArrayList<>();
        if (random.nextDouble() < COMPLAINTS) {
            complaints.add(HISTORY + SHORT * random.nextDouble());
        }
        for (int contact = 0; contact < contacts.size(); contact++) {
            UniformRandomProvider own = RandomStreams.of(seed, customer / copies, 200 + contact);
            if (isContacted(customer, contact)) {
                Contact one = contacts.get(contact);
                leaves = Math.min(leaves, react(one.day(), one.plan(), own, purchases, complaints, spend));
            }
        }
        write(customer, purchases, complaints, leaves);
    }

    /** Gives when the customer leaves. */
    private static double react(
            int day,
            Plan plan,
            UniformRandomProvider random,
            List<double[]> purchases,
            List<Double> complaints,
            double spend) {
        double change = day + SHORT;
        double end = change + LONG;
        remove(purchases, day, change, plan.shortDown, random);
        remove(purchases, change, end, plan.longDown, random);
        for (double rest = plan.moved; random.nextDouble() < rest; rest--) {
            purchases.stream()
                    .filter(each -> each[0] >= change && each[0] < end)
                    .min((a, b) -> Double.compare(a[0], b[0]))
                    .ifPresent(next -> next[0] = day + SHORT * random.nextDouble());
        }
        for (double rest = plan.shortUp; random.nextDouble() < rest; rest--) {
            purchases.add(new double[] {day + SHORT * random.nextDouble(), spend});
        }
        for (double rest = plan.longUp; random.nextDouble() < rest; rest--) {
            purchases.add(new double[] {change + LONG * random.nextDouble(), spend});
        }
        if (random.nextDouble() < plan.harm) {
            complaints.add(day + SHORT * random.nextDouble());
        }
        return random.nextDouble() < plan.leave ? change : Double.POSITIVE_INFINITY;
    }

    private static void remove(
            List<double[]> purchases, double from, double to, double count, UniformRandomProvider random) {
        double all = purchases.stream()
                .filter(each -> each[0] >= from && each[0] < to)
                .count();
        purchases.removeIf(each -> each[0] >= from && each[0] < to && random.nextDouble() < count / all);
    }

    private void write(int customer, List<double[]> purchases, List<Double> complaints, double leaves) {
        String id = id(customer);
        for (double[] each : purchases) {
            if (each[0] < leaves) {
                rows.add(Interaction.of(id, day(each[0]), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                        .withValue(Math.rint(100 * each[1]) / 100));
            }
        }
        for (double at : complaints) {
            if (at < leaves) {
                rows.add(Interaction.of(id, day(at), Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT));
            }
        }
        if (leaves < HISTORY + SHORT + LONG && customer / copies % 2 == 0) {
            rows.add(Interaction.of(id, day(leaves), Channel.WEB, Initiator.CUSTOMER, Purpose.CANCELLATION));
        }
        for (int contact = 0; contact < contacts.size(); contact++) {
            if (isContacted(customer, contact)) {
                Contact one = contacts.get(contact);
                rows.add(Interaction.of(id, day(one.day()), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withDirection(Direction.OUTBOUND)
                        .withCampaign(one.campaign()));
            }
        }
    }

    List<Interaction> rows() {
        return rows;
    }

    LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return asOfTheEnd(log.build());
    }

    LogView asOfTheEnd(InteractionLog log) {
        int last = contacts.stream().mapToInt(Contact::day).max().orElse(HISTORY);
        return log.asOf(day(last + SHORT + LONG));
    }

    Assignments assignments(int contact) {
        Assignments.Builder all = Assignments.builder("held out");
        for (int customer = 0; customer < customers; customer++) {
            all.assign(
                    id(customer),
                    isContacted(customer, contact) ? "contacted" : "held out",
                    day(contacts.get(contact).day()));
        }
        return all.build();
    }

    List<Campaign> campaigns() {
        return IntStream.range(0, contacts.size())
                .mapToObj(contact -> Campaign.of(contacts.get(contact).campaign(), Wave.of(assignments(contact))))
                .toList();
    }

    OutcomeLedger ledger() {
        return OutcomeLedger.of(view(), campaigns(), WINDOWS, OutcomeRules.standard());
    }

    static Set<Verdict> findings(Account account) {
        return account.verdicts().stream().filter(Verdict::isFinding).collect(Collectors.toSet());
    }
}
