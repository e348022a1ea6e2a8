package io.engagement.dialogue.preference;

import io.engagement.dialogue.preference.Suggestion.Source;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.internal.statistic.Consent;
import io.engagement.proportion.CategoryPrior;
import io.engagement.proportion.CategoryShares;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Suggests a channel and a time: what the customer refuses counts most, then what they say, then what they do. */
final class Suggester {
    /** A customer's own best counts from this probability on. */
    private static final double SURE = 0.8;

    private final List<Channel> contactable;
    private final CategoryPrior channels;
    private final CategoryPrior weekdays;
    private final CategoryPrior blocks;

    /** Of channels by which the company contacts customers, in the prior's order. */
    Suggester(List<Channel> contactable, CategoryPrior channels, CategoryPrior weekdays, CategoryPrior blocks) {
        this.contactable = contactable;
        this.channels = channels;
        this.weekdays = weekdays;
        this.blocks = blocks;
    }

    /** The reason is worded only where it is told. */
    record Choice(Optional<Channel> channel, Source source, Supplier<String> reason) {
        static Choice of(Channel channel, Source source, Supplier<String> reason) {
            return new Choice(Optional.of(channel), source, reason);
        }

        static Choice none(String reason) {
            return new Choice(Optional.empty(), Source.CONSENT, () -> reason);
        }
    }

    Choice choice(Customer customer, long[] byChannel) {
        Preferences says = customer.preferences();
        if (says.contactLimit().isPresent() && says.contactLimit().getAsInt() == 0) {
            return Choice.none("the customer wants no contact");
        }
        Optional<Channel> stated = says.preferred().stream()
                .filter(each -> isAllowed(customer, each))
                .findFirst();
        List<Channel> allowed =
                contactable.stream().filter(each -> isAllowed(customer, each)).toList();
        if (stated.isEmpty() && allowed.isEmpty()) {
            return Choice.none(
                    contactable.isEmpty()
                            ? "there is no channel by which customers are contacted"
                            : "the customer refuses all channels by which customers are contacted, or does not consent");
        }
        return stated.map(each -> Choice.of(each, Source.STATED, () -> "the customer says so"))
                .orElseGet(() -> learned(allowed, byChannel));
    }

    static boolean isAllowed(Customer customer, Channel channel) {
        return !customer.preferences().refused().contains(channel) && !Consent.denies(customer, channel.name());
    }

    Suggestion of(Customer customer, long[] byChannel, long[] byWeekday, Optional<long[]> byBlock) {
        Choice choice = choice(customer, byChannel);
        if (choice.channel.isEmpty()) {
            return Suggestion.none(choice.reason.get());
        }
        int weekday = time(weekdays, byWeekday);
        Optional<Integer> block = byBlock.map(counts -> time(blocks, counts));
        return new Suggestion(
                choice.channel,
                choice.source,
                choice.reason.get(),
                Optional.of(weekday),
                block,
                timeReason(byWeekday, weekday, byBlock, block));
    }

    private Choice learned(List<Channel> allowed, long[] counts) {
        CategoryShares own = channels.posterior(counts);
        Channel usual = best(channels.population(), allowed);
        Channel best = best(own, allowed);
        long acts = Arrays.stream(counts).sum();
        if (acts == 0) {
            return Choice.of(usual, Source.POPULATION, () -> "no own act by these channels: as most customers");
        }
        if (best.equals(usual)) {
            return Choice.of(usual, Source.POPULATION, () -> "the customer's best is that of most customers");
        }
        double surely = own.probabilityLarger(place(best), place(usual));
        if (surely >= SURE) {
            return Choice.of(
                    best,
                    Source.LEARNED,
                    () -> String.format(
                            Locale.ROOT,
                            "%,d of %,d own acts came by it, which is more than by %s with a probability of %.2f",
                            counts[place(best)],
                            acts,
                            usual,
                            surely));
        }
        return Choice.of(
                usual,
                Source.POPULATION,
                () -> String.format(
                        Locale.ROOT,
                        "as most customers: that this one prefers %s has a probability of %.2f only",
                        best,
                        surely));
    }

    private Channel best(CategoryShares shares, List<Channel> allowed) {
        Channel best = allowed.get(0);
        for (Channel each : allowed) {
            best = shares.mean(place(each)) > shares.mean(place(best)) ? each : best;
        }
        return best;
    }

    private int place(Channel channel) {
        return channels.categories().indexOf(channel.name());
    }

    /** The customer's best if it is surely theirs, else the population's. */
    private static int time(CategoryPrior prior, long[] counts) {
        // NaN if both are the same.
        return prior.probabilityOwnBest(counts) >= SURE
                ? prior.posterior(counts).best()
                : prior.population().best();
    }

    private String timeReason(long[] byWeekday, int weekday, Optional<long[]> byBlock, Optional<Integer> block) {
        String day = DayOfWeek.of(weekday + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                + (weekday == weekdays.population().best()
                        ? ", as most customers"
                        : ", on which " + byWeekday[weekday] + " own acts came");
        if (byBlock.isEmpty() || block.isEmpty()) {
            return day + "; the hour is not known, as the customer's zone is not";
        }
        String hours = String.format(Locale.ROOT, "%d to %d o'clock", 4 * block.get(), 4 * block.get() + 4);
        return day + "; " + hours
                + (block.get() == blocks.population().best()
                        ? ", as most customers"
                        : ", within which " + byBlock.get()[block.get()] + " own acts came");
    }
}
