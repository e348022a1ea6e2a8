package io.engagement.outcome;

import io.engagement.internal.calendar.Millis;
import io.engagement.internal.text.Lengths;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When effects are looked for: in the short window from the contact on, and in the long one, which begins after the incentive's own
 * end; what is bought while a discount runs is no lasting effect. Windows hold their begin and not their end. Immutable.
 *
 * <pre>{@code
 * OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28))
 * OutcomeWindows.whileIncentiveRuns(Duration.ofDays(3))
 * }</pre>
 */
public final class OutcomeWindows {
    private final Optional<Duration> shortWindow;
    private final Duration longWindow;
    private final Optional<Duration> longFrom;

    private OutcomeWindows(Optional<Duration> shortWindow, Duration longWindow, Optional<Duration> longFrom) {
        this.shortWindow = shortWindow.map(length -> positive("shortWindow", length));
        this.longWindow = positive("longWindow", longWindow);
        this.longFrom = longFrom.map(after -> positive("after", after));
    }

    private static Duration positive(String name, Duration length) {
        if (Millis.of(Objects.requireNonNull(length, name)) <= 0) {
            throw new IllegalArgumentException(name + " must be at least a millisecond, was " + length);
        }
        return length;
    }

    /**
     * Windows of one length for all contacts.
     *
     * @param shortWindow from the contact on, positive
     * @param longWindow from the end of the short window or of the incentive, whichever is later; positive
     * @return the windows
     * @throws IllegalArgumentException if a length is not positive
     */
    public static OutcomeWindows of(Duration shortWindow, Duration longWindow) {
        return new OutcomeWindows(
                Optional.of(Objects.requireNonNull(shortWindow, "shortWindow")), longWindow, Optional.empty());
    }

    /**
     * A short window as long as each incentive runs.
     *
     * @param longWindow from the end of the incentive, positive
     * @return the windows, for waves with an incentive only
     * @throws IllegalArgumentException if the length is not positive
     */
    public static OutcomeWindows whileIncentiveRuns(Duration longWindow) {
        return new OutcomeWindows(Optional.empty(), longWindow, Optional.empty());
    }

    /**
     * These windows with a long one that begins at a time of its own.
     *
     * @param after so long after the contact; a wave whose short window or incentive ends later is refused by the ledger
     * @return the changed copy
     * @throws IllegalArgumentException if the length is not positive
     */
    public OutcomeWindows withLongFrom(Duration after) {
        return new OutcomeWindows(shortWindow, longWindow, Optional.of(Objects.requireNonNull(after, "after")));
    }

    /**
     * How long effects count as short.
     *
     * @return empty if as long as the incentive runs
     */
    public Optional<Duration> shortWindow() {
        return shortWindow;
    }

    /**
     * How long the long window is.
     *
     * @return positive
     */
    public Duration longWindow() {
        return longWindow;
    }

    /**
     * When the long window begins, if not as soon as the short window and the incentive are over.
     *
     * @return so long after the contact
     */
    public Optional<Duration> longFrom() {
        return longFrom;
    }

    /** When the short window ends. */
    long shortEnd(Wave wave, long at) {
        return shortWindow.map(length -> at + Millis.of(length)).orElseGet(() -> wave.incentiveEnd(at));
    }

    /** Up to when a purchase earns the reward: while the incentive runs or, without one, in the short window. */
    long rewardEnd(Wave wave, long at) {
        long end = wave.incentiveEnd(at);
        return end > at ? end : shortEnd(wave, at);
    }

    /** When the long window begins. */
    long longBegin(Wave wave, long at) {
        long over = Math.max(shortEnd(wave, at), wave.incentiveEnd(at));
        return longFrom.map(after -> at + Millis.of(after)).orElse(over);
    }

    /** When the long window ends. */
    long longEnd(Wave wave, long at) {
        return longBegin(wave, at) + Millis.of(longWindow);
    }

    /** Refuses what these windows cannot tell of a contact. */
    void check(String campaign, Wave wave, long at) {
        long over = Math.max(shortEnd(wave, at), wave.incentiveEnd(at));
        if (shortEnd(wave, at) <= at) {
            throw new IllegalArgumentException("campaign " + campaign
                    + " has no incentive that runs after its contact at " + Instant.ofEpochMilli(at)
                    + ": give its wave one, or take a short window of a fixed length");
        }
        if (longBegin(wave, at) < over) {
            throw new IllegalArgumentException("the long window of campaign " + campaign + " must not begin before "
                    + Instant.ofEpochMilli(over) + ", when the short window and the incentive of its contact at "
                    + Instant.ofEpochMilli(at) + " are over; it began " + Lengths.words(longFrom.orElseThrow())
                    + " after the contact: leave out withLongFrom, or begin later");
        }
    }

    /** Both windows. */
    @Override
    public String toString() {
        return "short " + shortWindow.map(Lengths::words).orElse("while the incentive runs") + ", long "
                + Lengths.words(longWindow)
                + longFrom.map(after -> " from " + Lengths.words(after) + " after the contact on")
                        .orElse(" after that");
    }
}
