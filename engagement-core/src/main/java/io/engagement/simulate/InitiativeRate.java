package io.engagement.simulate;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.internal.math.Checks;
import java.util.List;
import java.util.Objects;

/**
 * How often customers do something of their own accord, other than purchase: at random times while they are active, at
 * a rate of their own, which is gamma distributed over customers. A small shape makes a few talkative and most silent.
 *
 * @param purpose what they do
 * @param channels through which; each customer has a favourite among them, used nine times in ten
 * @param shape shape of the gamma distribution of rates, positive
 * @param perWeek mean of that distribution, times a week, not negative
 */
public record InitiativeRate(Purpose purpose, List<Channel> channels, double shape, double perWeek) {
    /**
     * A rate, checked and copied.
     *
     * @param purpose what they do
     * @param channels through which; each customer has a favourite among them, used nine times in ten
     * @param shape shape of the gamma distribution of rates, positive
     * @param perWeek mean of that distribution, times a week, not negative
     * @throws IllegalArgumentException if there is no channel, or a number is out of its range
     */
    public InitiativeRate {
        Objects.requireNonNull(purpose, "purpose");
        channels = List.copyOf(Objects.requireNonNull(channels, "channels"));
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("channels must not be empty for " + purpose);
        }
        Checks.positive("shape", shape);
        Checks.notNegative("perWeek", perWeek);
    }

    /**
     * A plausible company: use once in five weeks, questions, complaints and referrals more rarely, some customers far
     * more talkative than others.
     *
     * @return the defaults
     */
    public static List<InitiativeRate> defaults() {
        return List.of(
                new InitiativeRate(Purpose.USE, List.of(Channel.WEB, Channel.APP), 0.4, 0.2),
                new InitiativeRate(
                        Purpose.QUESTION,
                        List.of(Channel.EMAIL, Channel.PHONE, Channel.CHAT, Channel.STORE),
                        0.5,
                        0.03),
                new InitiativeRate(Purpose.COMPLAINT, List.of(Channel.PHONE, Channel.EMAIL), 0.3, 0.008),
                new InitiativeRate(Purpose.REFERRAL, List.of(Channel.SOCIAL, Channel.WEB), 0.2, 0.006));
    }
}
