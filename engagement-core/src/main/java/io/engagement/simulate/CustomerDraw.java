package io.engagement.simulate;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.simulate.Generators.Aspect;
import io.engagement.simulate.Story.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws one customer of a simulation: first the truth, then what the company's systems see of it. */
final class CustomerDraw {
    private static final double WEEK = 7;
    private static final double STORE_SHARE = 0.3;
    private static final double RETURN_SHARE = 0.03;
    private static final double RETURN_DAYS = 10;
    private static final double FAVOURITE_SHARE = 0.9;
    private static final double ANSWERED_SHARE = 0.95;
    private static final double ANSWER_DAYS = 0.3;
    private static final double SURVEYED_SHARE = 0.4;
    private static final double RESPONSE_DAYS = 1.0;
    private static final double TALK_MINUTES = 6;
    private static final double PREFERRING_SHARE = 0.3;
    private static final double REFUSING_SHARE = 0.05;

    private final Simulation simulation;
    private final Clock clock;
    private final int index;
    private final String id;
    private final Story story;

    private double joinedDay;
    private double leftDay = Double.POSITIVE_INFINITY;
    private double purchaseRate;
    private double dropout;

    CustomerDraw(Simulation simulation, Clock clock, int index) {
        this.simulation = simulation;
        this.clock = clock;
        this.index = index;
        // Leading zeros, as customer numbers have them.
        this.id = String.format(Locale.ROOT, "%07d", index + 1);
        this.story = new Story(id);
    }

    SimulatedCustomer draw() {
        UniformRandomProvider random = generator(Aspect.JOINING);
        joinedDay = random.nextDouble() * simulation.joining() * clock.days();
        boolean prospect = random.nextDouble() < simulation.prospects();
        long joinedAt = clock.customerTime(joinedDay, random);
        if (prospect) {
            story.add(Entry.of(joinedAt, Story.byCustomer(Channel.WEB, Purpose.SIGN_UP)));
        } else {
            purchase(joinedAt);
        }
        simulation.initiatives().forEach(new Initiatives(generator(Aspect.INITIATIVE))::draw);
        Preferences preferences = new Contacts(generator(Aspect.OUTREACH)).draw();
        Customer customer =
                Customer.of(id).withSince(Instant.ofEpochMilli(joinedAt)).withPreferences(preferences);
        return new SimulatedCustomer(customer, purchaseRate, dropout, leftAt(), story.inOrderOfTime());
    }

    private UniformRandomProvider generator(Aspect aspect) {
        return Generators.of(simulation.seed(), index, aspect);
    }

    private Optional<Instant> leftAt() {
        return leftDay == Double.POSITIVE_INFINITY
                ? Optional.empty()
                : Optional.of(simulation.start().plusMillis((long)
                        (leftDay * Duration.ofDays(1).toMillis())));
    }

    private void purchase(long joinedAt) {
        UniformRandomProvider random = generator(Aspect.PURCHASES);
        PurchaseProcess.Sampler path = simulation.purchases().sampler(random);
        path.walk((clock.days() - joinedDay) / WEEK);
        purchaseRate = path.rate();
        dropout = path.dropout();
        if (path.left()) {
            leftDay = joinedDay + WEEK * path.lastAt();
        }
        SharedStateContinuousSampler values =
                simulation.spend().sampler(generator(Aspect.SPEND)).values();
        buy(joinedAt, values, random);
        for (int i = 0; i < path.purchases(); i++) {
            buy(clock.customerTime(joinedDay + WEEK * path.at(i), random), values, random);
        }
    }

    private void buy(long at, SharedStateContinuousSampler values, UniformRandomProvider random) {
        Channel channel = random.nextDouble() < STORE_SHARE ? Channel.STORE : Channel.WEB;
        // Money has cents.
        double value = Math.max(0.01, Math.rint(values.sample() * 100) / 100);
        String order = story.add(
                Entry.of(at, Story.byCustomer(channel, Purpose.PURCHASE)).withValue(value));
        if (random.nextDouble() < RETURN_SHARE) {
            long back = clock.after(at, exponential(random) * RETURN_DAYS);
            if (clock.covers(back)) {
                story.add(Entry.of(back, Story.byCustomer(channel, Purpose.RETURN))
                        .withValue(-value)
                        .answering(order));
            }
        }
    }

    private static double exponential(UniformRandomProvider random) {
        return ZigguratSampler.Exponential.of(random).sample();
    }

    private static double gamma(double shape, double scale, UniformRandomProvider random) {
        return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, scale).sample();
    }

    private static double beta(double first, double second, UniformRandomProvider random) {
        double share = gamma(first, 1, random);
        return share / (share + gamma(second, 1, random));
    }

    /** A Poisson process from joining to a day, or the period's end: calls back with the days. */
    private void poisson(double perWeek, double until, UniformRandomProvider random, DoubleConsumer event) {
        ZigguratSampler.Exponential gaps = ZigguratSampler.Exponential.of(random);
        double end = Math.min(until, clock.days());
        // An infinite gap (a rate of 0, or one that underflows) ends the process at once.
        for (double day = joinedDay + gaps.sample() * WEEK / perWeek;
                day < end;
                day += gaps.sample() * WEEK / perWeek) {
            event.accept(day);
        }
    }

    private static Duration talk(UniformRandomProvider random) {
        return Duration.ofSeconds(30 + (long) (60 * TALK_MINUTES * exponential(random)));
    }

    private static boolean spoken(Channel channel) {
        return channel.equals(Channel.PHONE) || channel.equals(Channel.STORE);
    }

    /** What the customer does of their own accord, and how the company answers. */
    private final class Initiatives {
        private final UniformRandomProvider random;

        Initiatives(UniformRandomProvider random) {
            this.random = random;
        }

        void draw(InitiativeRate rate) {
            double perWeek = gamma(rate.shape(), rate.perWeek() / rate.shape(), random);
            Channel favourite = any(rate.channels());
            poisson(perWeek, leftDay, random, day -> {
                Channel channel = random.nextDouble() < FAVOURITE_SHARE ? favourite : any(rate.channels());
                act(clock.customerTime(day, random), channel, rate.purpose());
            });
        }

        private Channel any(List<Channel> channels) {
            return channels.get(random.nextInt(channels.size()));
        }

        private void act(long at, Channel channel, Purpose purpose) {
            Entry entry = Entry.of(at, Story.byCustomer(channel, purpose));
            boolean wantsAnswer = purpose.equals(Purpose.QUESTION) || purpose.equals(Purpose.COMPLAINT);
            if (!wantsAnswer) {
                story.add(entry);
                return;
            }
            String conversation = "t" + story.nextId();
            Entry asked = entry.within(conversation);
            String question = story.add(spoken(channel) ? asked.withDuration(talk(random)) : asked);
            if (random.nextDouble() < ANSWERED_SHARE) {
                answer(question, conversation, at, channel, purpose);
            }
        }

        private void answer(String question, String conversation, long at, Channel channel, Purpose purpose) {
            long answered = clock.after(at, spoken(channel) ? 0 : exponential(random) * ANSWER_DAYS);
            if (!clock.covers(answered)) {
                return;
            }
            Entry entry = Entry.of(answered, Story.byCompany(channel, Purpose.HELP, "service", Initiator.UNKNOWN))
                    .withCost(spoken(channel) ? 3.0 : 1.0)
                    .answering(question)
                    .within(conversation);
            boolean pleased = purpose.equals(Purpose.QUESTION);
            story.add(
                    random.nextDouble() < SURVEYED_SHARE
                            ? entry.withSatisfaction(pleased ? beta(5, 2, random) : beta(2, 3, random))
                            : entry);
        }
    }

    /** What the company does of its own accord, and how the customer answers. */
    private final class Contacts {
        private final UniformRandomProvider random;
        private final List<Double> responses = new ArrayList<>();

        Contacts(UniformRandomProvider random) {
            this.random = random;
        }

        Preferences draw() {
            for (Outreach outreach : simulation.outreach()) {
                double concentration = outreach.responseConcentration();
                double first = outreach.responseMean() * concentration;
                responses.add(beta(first, concentration - first, random));
            }
            Preferences preferences = prefer();
            for (int i = 0; i < responses.size(); i++) {
                Outreach outreach = simulation.outreach().get(i);
                if (!preferences.refused().contains(outreach.channel())) {
                    double response = responses.get(i);
                    poisson(
                            outreach.perWeek(),
                            Double.POSITIVE_INFINITY,
                            random,
                            day -> contact(day, outreach, response));
                }
            }
            return preferences;
        }

        /** Some customers say which channel they like best: the one by which they answer most; few refuse another. */
        private Preferences prefer() {
            Preferences preferences = Preferences.none();
            boolean preferring = random.nextDouble() < PREFERRING_SHARE;
            boolean refusing = random.nextDouble() < REFUSING_SHARE;
            if (responses.isEmpty()) {
                return preferences;
            }
            Channel best = simulation.outreach().get(extreme(1)).channel();
            Channel worst = simulation.outreach().get(extreme(-1)).channel();
            if (preferring) {
                preferences = preferences.withPreferred(best);
            }
            return refusing && !worst.equals(best) ? preferences.withRefused(worst) : preferences;
        }

        /** Index of the greatest probability to answer (sign 1) or the smallest (sign -1). */
        private int extreme(int sign) {
            int found = 0;
            for (int i = 1; i < responses.size(); i++) {
                if (sign * responses.get(i) > sign * responses.get(found)) {
                    found = i;
                }
            }
            return found;
        }

        private void contact(double day, Outreach outreach, double response) {
            long at = clock.officeTime(day, random);
            Entry entry = Entry.of(
                            at,
                            Story.byCompany(
                                    outreach.channel(), outreach.purpose(), outreach.department(), Initiator.COMPANY))
                    .withCost(outreach.cost());
            String sent = story.add(spoken(outreach.channel()) ? entry.withDuration(talk(random)) : entry);
            if (outreach.channel().equals(Channel.EMAIL) && random.nextDouble() < simulation.automaticReplies()) {
                reply(Entry.of(clock.after(at, 0), Story.automaticReply(Channel.EMAIL)), sent);
            }
            if (day < leftDay && random.nextDouble() < response) {
                double wait = spoken(outreach.channel()) ? 0 : exponential(random) * RESPONSE_DAYS;
                reply(Entry.of(clock.after(at, wait), Story.reply(outreach.channel(), Purpose.QUESTION)), sent);
            }
        }

        private void reply(Entry entry, String answered) {
            if (clock.covers(entry.at())) {
                story.add(entry.answering(answered));
            }
        }
    }
}
