package io.engagement.domain;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * How, when and how often a customer wants to be contacted, in their own words: the customer decides.
 *
 * @param preferred the channels that the customer likes, best first
 * @param refused the channels through which the customer does not want to be contacted
 * @param contactLimit how often the company may contact the customer at most within {@code limitPeriod}
 * @param limitPeriod the period of the limit, positive; present exactly if there is a limit
 */
public record Preferences(
        List<Channel> preferred, Set<Channel> refused, OptionalInt contactLimit, Optional<Duration> limitPeriod) {

    private static final Preferences NONE = new Preferences(List.of(), Set.of(), OptionalInt.empty(), Optional.empty());

    /**
     * Preferences, checked and copied.
     *
     * @param preferred the channels that the customer likes, best first
     * @param refused the channels through which the customer does not want to be contacted
     * @param contactLimit how often the company may contact the customer at most within {@code limitPeriod}
     * @param limitPeriod the period of the limit, positive; present exactly if there is a limit
     * @throws IllegalArgumentException if a channel is both preferred and refused, or limit and period do not come
     *     together, or are out of range
     */
    public Preferences {
        preferred = List.copyOf(preferred);
        // Ordered sets: crafted names of equal hash would make every lookup in the JDK's copies slow.
        refused = Collections.unmodifiableSet(new TreeSet<>(refused));
        for (Channel channel : preferred) {
            if (refused.contains(channel)) {
                throw new IllegalArgumentException("channel " + channel + " is both preferred and refused");
            }
        }
        if (contactLimit.isPresent() != limitPeriod.isPresent()) {
            throw new IllegalArgumentException("contactLimit and limitPeriod must be given together");
        }
        if (contactLimit.isPresent() && contactLimit.getAsInt() < 0) {
            throw new IllegalArgumentException("contactLimit must not be negative, was " + contactLimit.getAsInt());
        }
        limitPeriod.ifPresent(Preferences::checkPeriod);
    }

    /**
     * A customer who has stated no preference.
     *
     * @return empty preferences
     */
    public static Preferences none() {
        return NONE;
    }

    /**
     * These preferences with other preferred channels.
     *
     * @param channels best first
     * @return the changed copy
     */
    public Preferences withPreferred(Channel... channels) {
        return new Preferences(List.of(channels), refused, contactLimit, limitPeriod);
    }

    /**
     * These preferences with other refused channels.
     *
     * @param channels in any order; one that is named twice is there once
     * @return the changed copy
     */
    public Preferences withRefused(Channel... channels) {
        return new Preferences(preferred, new TreeSet<>(List.of(channels)), contactLimit, limitPeriod);
    }

    /**
     * These preferences with a limit of contacts.
     *
     * @param contacts most contacts, not negative
     * @param period within which time, positive
     * @return the changed copy
     */
    public Preferences withContactLimit(int contacts, Duration period) {
        return new Preferences(
                preferred, refused, OptionalInt.of(contacts), Optional.of(Objects.requireNonNull(period, "period")));
    }

    private static void checkPeriod(Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("limitPeriod must be positive, was " + period);
        }
    }
}
