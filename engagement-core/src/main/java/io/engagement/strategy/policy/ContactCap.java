package io.engagement.strategy.policy;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.text.Lengths;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many contacts the company allows itself with a customer, over all channels and departments unless told otherwise: in
 * any stretch of a length, (t - length, t], or in each day, week or month of a calendar. "4 in 7 days" and "4 a week" differ: on a
 * Monday the second begins anew. Service contacts do not count.
 *
 * <pre>{@code
 * ContactCap.rolling(4, Duration.ofDays(7))
 * ContactCap.calendar(1, TimeScale.DAYS, zone).withChannels(Channel.SMS)
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ContactCap {
    static final String KIND = "contact-cap";
    static final int VERSION = 1;

    private static final int MOST = 1000;

    private final int most;
    private final Span span;

    /** All if empty. */
    private final Set<Channel> channels;

    /** All if empty. */
    private final Set<Purpose> purposes;

    /** A length, or a calendar's period. */
    sealed interface Span permits Rolling, Calendar {}

    /** Milliseconds. */
    record Rolling(long millis) implements Span {
        @Override
        public String toString() {
            return "any " + Lengths.words(Duration.ofMillis(millis));
        }
    }

    record Calendar(TimeScale period, ZoneId zone) implements Span {
        @Override
        public String toString() {
            return "each of the " + period + " in " + zone;
        }
    }

    private ContactCap(int most, Span span, Collection<Channel> channels, Collection<Purpose> purposes) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a cap must be from 1 to " + MOST + " contacts, was " + most
                    + ": who is never to be contacted does not consent, or refuses all channels");
        }
        this.most = most;
        this.span = span;
        this.channels = Collections.unmodifiableSet(new TreeSet<>(channels));
        this.purposes = Collections.unmodifiableSet(new TreeSet<>(purposes));
    }

    /**
     * A cap on any stretch of time.
     *
     * @param most how many contacts, from 1 to 1000
     * @param window how long the stretch is, in whole milliseconds, at least one
     * @return the cap
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ContactCap rolling(int most, Duration window) {
        return new ContactCap(most, new Rolling(millis("window", window)), Set.of(), Set.of());
    }

    /**
     * A cap on each period of a calendar.
     *
     * @param most how many contacts, from 1 to 1000
     * @param period DAYS, WEEKS (from Monday), MONTHS or YEARS
     * @param zone whose calendar
     * @return the cap
     * @throws IllegalArgumentException if the number is out of range, or the period is HOURS
     */
    public static ContactCap calendar(int most, TimeScale period, ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        if (Objects.requireNonNull(period, "period") == TimeScale.HOURS) {
            throw new IllegalArgumentException("period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS: take rolling");
        }
        return new ContactCap(most, new Calendar(period, zone), Set.of(), Set.of());
    }

    static long millis(String name, Duration length) {
        if (length.isNegative() || length.isZero() || length.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(name + " must be of whole milliseconds and at least one, was " + length);
        }
        return Millis.of(length);
    }

    /**
     * This cap on contacts through some channels: only they count, and only they are withheld by it.
     *
     * @param some which channels; none for all
     * @return the changed copy
     */
    public ContactCap withChannels(Channel... some) {
        return new ContactCap(most, span, List.of(some), purposes);
    }

    /**
     * This cap on contacts for some purposes: only they count, and only they are withheld by it.
     *
     * @param some which purposes; none for all
     * @return the changed copy
     */
    public ContactCap withPurposes(Purpose... some) {
        return new ContactCap(most, span, channels, List.of(some));
    }

    /**
     * How many.
     *
     * @return from 1 to 1000
     */
    public int most() {
        return most;
    }

    boolean concerns(Channel channel, Purpose purpose) {
        return (channels.isEmpty() || channels.contains(channel)) && (purposes.isEmpty() || purposes.contains(purpose));
    }

    /** Of all contacts those that count. */
    Filter among(Filter contacts) {
        Filter some = channels.isEmpty() ? contacts : contacts.and(Filter.channel(channels.toArray(Channel[]::new)));
        return purposes.isEmpty() ? some : some.and(Filter.purpose(purposes.toArray(Purpose[]::new)));
    }

    Span span() {
        return span;
    }

    ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION).with("most", Integer.toString(most));
        text = span instanceof Calendar calendar
                ? text.with("period", calendar.period().name())
                        .with("zone", calendar.zone().getId())
                : text.with(
                        "rolling", Duration.ofMillis(((Rolling) span).millis()).toString());
        text = PolicyText.with(text, "channels", channels.stream().map(Channel::name));
        return PolicyText.with(text, "purposes", purposes.stream().map(Purpose::name));
    }

    static ContactCap read(ModelText text) {
        int most = text.whole("most", 1, MOST);
        Optional<String> rolling = text.optionalWord("rolling");
        ContactCap cap = rolling.isPresent()
                ? rolling(most, PolicyText.duration("rolling", rolling.get()))
                : calendar(most, text.choice("period", TimeScale.class), PolicyText.zone(text.word("zone")));
        return cap.withChannels(
                        PolicyText.names(text, "channels").map(Channel::of).toArray(Channel[]::new))
                .withPurposes(
                        PolicyText.names(text, "purposes").map(Purpose::of).toArray(Purpose[]::new));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContactCap cap
                && most == cap.most
                && span.equals(cap.span)
                && channels.equals(cap.channels)
                && purposes.equals(cap.purposes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(most, span, channels, purposes);
    }

    /** Such as {@code at most 4 in any PT168H through [sms]}. */
    @Override
    public String toString() {
        return "at most " + most + " in " + span + (channels.isEmpty() ? "" : " through " + channels)
                + (purposes.isEmpty() ? "" : " for " + purposes);
    }
}
