package io.engagement.dialogue.preference;

import io.engagement.domain.Channel;
import java.util.Objects;
import java.util.Optional;

/**
 * How to contact a customer next, or that they are to be left alone. Immutable.
 *
 * @param channel the channel; empty if the customer is to be left alone
 * @param source where the channel comes from
 * @param reason why this channel, or none
 * @param weekday from Monday 0; empty if there is no channel
 * @param block of four hours on the customer's clock, from 0 (midnight to 4 o'clock) to 5; empty if there is no channel or the
 *     customer's zone is not known
 * @param timeReason why this weekday and block
 */
public record Suggestion(
        Optional<Channel> channel,
        Source source,
        String reason,
        Optional<Integer> weekday,
        Optional<Integer> block,
        String timeReason) {
    /** What a suggestion rests on, the strongest first. */
    public enum Source {
        /** What the customer refuses, or does not consent to. */
        CONSENT,
        /** What the customer says that they prefer. */
        STATED,
        /** What the customer does. */
        LEARNED,
        /** What most customers do. */
        POPULATION
    }

    /**
     * Checks what is given.
     *
     * @param channel the channel, if any
     * @param source where it comes from
     * @param reason why
     * @param weekday from Monday 0, if any
     * @param block of four hours, if any
     * @param timeReason why this time
     */
    public Suggestion {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(weekday, "weekday");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(timeReason, "timeReason");
    }

    /**
     * Whether the customer is to be left alone.
     *
     * @return true if there is no channel
     */
    public boolean leaveAlone() {
        return channel.isEmpty();
    }

    static Suggestion none(String reason) {
        return new Suggestion(Optional.empty(), Source.CONSENT, reason, Optional.empty(), Optional.empty(), reason);
    }
}
