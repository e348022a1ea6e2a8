package io.engagement.outcome.mutual;

import io.engagement.history.LogView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A customer who came through another one.
 *
 * @param referrer who recommended the company, not blank
 * @param referred who came, not blank
 * @param at when
 */
public record Referral(String referrer, String referred, Instant at) {
    /**
     * Checks the ids.
     *
     * @param referrer who recommended the company, not blank
     * @param referred who came, not blank
     * @param at when
     * @throws IllegalArgumentException if an id is blank
     */
    public Referral {
        present("referrer", referrer);
        present("referred", referred);
        Objects.requireNonNull(at, "at");
    }

    private static void present(String name, String id) {
        if (Objects.requireNonNull(id, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }

    /**
     * The referrals that a log tells of. A customer's referrer stands in an attribute of theirs; or an interaction of theirs is {@linkplain
     * io.engagement.domain.Interaction#inReplyTo in reply to} one of purpose REFERRAL of somebody else, such as a sign-up by an
     * invitation. The time is that of the reply, or that of which the customer is known first.
     *
     * @param view all that is known
     * @param attribute the name of the attribute that holds the referrer's id, such as {@code referred_by}
     * @return in the order of those who came; one customer may have several
     * @throws IllegalArgumentException if the name is blank
     */
    public static List<Referral> ofLog(LogView view, String attribute) {
        if (attribute.isBlank()) {
            throw new IllegalArgumentException("attribute must not be blank");
        }
        return new ReferralsInLog(view, attribute).all();
    }
}
