package io.engagement.strategy.budget;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.internal.math.Checks;
import java.time.Duration;
import java.util.Objects;

/**
 * A contact that the company could make: what it costs, how much of its short gain stays, and what earlier contacts take away. Immutable.
 */
public final class PlannedContact {
    private final String name;
    private final Channel channel;
    private final Purpose purpose;
    private final double cost;
    private final double longPerShort;
    private final double fatigue;
    private final Duration window;

    private PlannedContact(
            String name,
            Channel channel,
            Purpose purpose,
            double cost,
            double longPerShort,
            double fatigue,
            Duration window) {
        this.name = name;
        this.channel = channel;
        this.purpose = purpose;
        this.cost = cost;
        this.longPerShort = longPerShort;
        this.fatigue = fatigue;
        this.window = window;
    }

    /**
     * A contact without a long effect and without fatigue.
     *
     * @param name of the arm or campaign, not blank
     * @param channel through which
     * @param purpose what for; what customers wait for is never withheld
     * @param cost of one contact, reward included, in money; finite, not negative
     * @return the contact
     * @throws IllegalArgumentException if the name is blank or the cost out of its range
     */
    public static PlannedContact of(String name, Channel channel, Purpose purpose, double cost) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        return new PlannedContact(
                name,
                Objects.requireNonNull(channel, "channel"),
                Objects.requireNonNull(purpose, "purpose"),
                Checks.notNegative("cost", cost),
                0,
                0,
                Duration.ZERO);
    }

    /**
     * This contact with a long effect: what stays a day after the short window, as a share of what it brought a day in it. Where
     * permanence is undefined, as the short effect is not clear, leave it out: nothing then counts as staying.
     *
     * @param permanence long effect a day over short effect a day; finite, negative where purchases were only moved forward
     * @param shortWindow how long the short effect was counted, positive
     * @param longWindow how long the long effect is counted, positive
     * @return the changed copy
     * @throws IllegalArgumentException if permanence is not finite or a window not positive
     */
    public PlannedContact withPermanence(double permanence, Duration shortWindow, Duration longWindow) {
        if (!Double.isFinite(permanence)) {
            throw new IllegalArgumentException("permanence must be finite, was " + permanence
                    + ": leave it out where it is undefined, and nothing counts as staying");
        }
        double per = seconds("longWindow", longWindow) / seconds("shortWindow", shortWindow);
        return new PlannedContact(name, channel, purpose, cost, permanence * per, fatigue, window);
    }

    /**
     * This contact with fatigue: each contact that the customer had of late takes a share of what is left of the gain.
     *
     * @param share from 0 to 1: with 0.25, one earlier contact leaves 75 %, two leave 56 %
     * @param ofWindow how long contacts tire, positive
     * @return the changed copy
     * @throws IllegalArgumentException if the share is out of its range or the window not positive
     */
    public PlannedContact withFatigue(double share, Duration ofWindow) {
        seconds("ofWindow", ofWindow);
        return new PlannedContact(name, channel, purpose, cost, longPerShort, Checks.share("share", share), ofWindow);
    }

    private static double seconds(String name, Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + length);
        }
        return length.toSeconds() + length.toNanosPart() / 1e9;
    }

    /**
     * The arm or campaign.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * Through which channel.
     *
     * @return the channel
     */
    public Channel channel() {
        return channel;
    }

    /**
     * What it is for.
     *
     * @return the purpose
     */
    public Purpose purpose() {
        return purpose;
    }

    /**
     * What one costs.
     *
     * @return in money
     */
    public double cost() {
        return cost;
    }

    /** How long contacts tire; zero if they do not. */
    Duration window() {
        return window;
    }

    /** What earlier contacts take of a gain. A loss is not made smaller by them. */
    double fatigue(double gain, int contacts) {
        return gain > 0 ? gain * (1 - Math.pow(1 - fatigue, contacts)) : 0;
    }

    /** What stays of a gain in the long window. */
    double staying(double gain) {
        return gain * longPerShort;
    }

    /** Name, purpose and channel. */
    @Override
    public String toString() {
        return name + ": " + purpose + " through " + channel;
    }
}
