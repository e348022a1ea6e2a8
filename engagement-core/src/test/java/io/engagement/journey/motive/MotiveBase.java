package io.engagement.journey.motive;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Bases whose truth is known: customers who ask, complain, buy, rate and are advertised to, each at their own rate, and leave in a month of 30
 * days by what stood when it began. Nothing has to do with leaving but what is planted.
 */
final class MotiveBase {
    /** What is planted. */
    enum Planted {
        /** Each unit of ln(1 + questions in 90 days) adds 1 to the log-odds of leaving. */
        OVERUSE,
        /** Ratings of the first 90 days are higher by 0.15. */
        HONEYMOON,
        /** Offers are twice as many in the first year. */
        NEWCOMERS,
        /** Customers who are unhappy by nature leave early. */
        UNHAPPY_LEAVE,
        /** Customers who have had bad ratings, by nature or by chance, leave early. */
        BAD_RATINGS_LEAVE
    }

    private static final long DAY = 86_400_000L;
    private static final int MONTH = 30;

    private final Random random;
    private final Set<Planted> planted;
    private final int days;
    private final List<Interaction> all = new ArrayList<>();

    private MotiveBase(long seed, int days, Set<Planted> planted) {
        random = new Random(seed);
        this.days = days;
        this.planted = planted;
    }

    static List<Interaction> interactions(long seed, int customers, int days, Planted... planted) {
        MotiveBase base = new MotiveBase(seed, days, Set.of(planted));
        for (int i = 0; i < customers; i++) {
            base.customer("c" + i);
        }
        return base.all;
    }

    static LogView view(List<Interaction> interactions, int days) {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions.forEach(log::add);
        return log.build().asOf(at(days));
    }

    static LogView view(long seed, int customers, int days, Planted... planted) {
        return view(interactions(seed, customers, days, planted), days);
    }

    static Instant at(double day) {
        return Instant.ofEpochMilli(1_600_000_000_000L + Math.round(day * DAY));
    }

    private double rate(double mean, double spread) {
        return mean * Math.exp(spread * random.nextGaussian() - spread * spread / 2);
    }

    private int poisson(double mean) {
        int count = 0;
        for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private void customer(String id) {
        double start = random.nextDouble() * 300;
        double questions = rate(0.5, 1);
        double offers = rate(1.5, 0.4);
        double byCampaign = random.nextDouble();
        double nature = 0.65 + 0.1 * random.nextGaussian();
        List<Double> asked = new ArrayList<>();
        double rated = 0;
        int ratings = 0;
        act(id, start, Purpose.SIGN_UP);
        for (double month = start; month < days; month += MONTH) {
            double begin = month;
            long recent = asked.stream().filter(day -> day > begin - 90).count();
            double logOdds = -3.4 + (planted.contains(Planted.OVERUSE) ? Math.log1p((double) recent) - 0.8 : 0);
            boolean early = month - start < 150;
            if (planted.contains(Planted.UNHAPPY_LEAVE)) {
                logOdds = early ? -2 - 15 * (nature - 0.65) : -4;
            }
            if (planted.contains(Planted.BAD_RATINGS_LEAVE)) {
                logOdds = early && ratings > 0 ? -2 - 12 * (rated / ratings - 0.65) : -4;
            }
            boolean leaves = month > start && random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            double end = Math.min(days, leaves ? month + MONTH * random.nextDouble() : month + MONTH);
            double share = (end - month) / MONTH;
            for (int i = poisson(share * questions); i > 0; i--) {
                double day = within(month, end);
                asked.add(day);
                act(id, day, Purpose.QUESTION);
                answer(id, day, 0.7, Purpose.HELP);
            }
            for (int i = poisson(share * 0.12); i > 0; i--) {
                double day = within(month, end);
                act(id, day, Purpose.COMPLAINT);
                answer(id, day, 0.7, Purpose.COMPLAINT);
            }
            for (int i = poisson(share * 0.15); i > 0; i--) {
                double day = within(month, end);
                act(id, day, Purpose.FEEDBACK);
                answer(id, day, 0.5, Purpose.FEEDBACK);
            }
            for (int i = poisson(share * 0.05); i > 0; i--) {
                act(id, within(month, end), random.nextBoolean() ? Purpose.RETURN : Purpose.REFERRAL);
            }
            for (int i = poisson(share); i > 0; i--) {
                Interaction purchase = Interaction.of(
                                id, at(within(month, end)), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                        .withValue(rate(30, 0.5));
                all.add(random.nextDouble() < byCampaign ? purchase.withCampaign("spring") : purchase);
            }
            for (int i = poisson(share * 2); i > 0; i--) {
                double day = within(month, end);
                double honeymoon = planted.contains(Planted.HONEYMOON) && day - start < 90 ? 0.15 : 0;
                double rating = Math.max(0, Math.min(1, nature + honeymoon + 0.15 * random.nextGaussian()));
                rated += rating;
                ratings++;
                all.add(Interaction.of(
                                id,
                                at(day),
                                random.nextBoolean() ? Channel.WEB : Channel.APP,
                                Initiator.CUSTOMER,
                                Purpose.USE)
                        .withSatisfaction(rating));
            }
            double more = planted.contains(Planted.NEWCOMERS) && month - start < 365 ? 2 : 1;
            for (int i = poisson(share * offers * more); i > 0; i--) {
                all.add(Interaction.of(id, at(within(month, end)), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withCost(rate(2, 0.3)));
            }
            if (leaves) {
                act(id, end, Purpose.CANCELLATION);
                return;
            }
        }
    }

    private double within(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    private void act(String id, double day, Purpose purpose) {
        all.add(Interaction.of(id, at(day), Channel.WEB, Initiator.CUSTOMER, purpose));
    }

    private void answer(String id, double day, double share, Purpose purpose) {
        double then = day + 0.05 + 2 * random.nextDouble();
        if (random.nextDouble() < share && then < days) {
            all.add(Interaction.of(id, at(then), Channel.EMAIL, Initiator.COMPANY, purpose));
        }
    }
}
