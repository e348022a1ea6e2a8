package io.engagement.dialogue;

import io.engagement.fit.Interval;
import io.engagement.proportion.Share;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of the dialogue with a customer is theirs. Immutable.
 *
 * @param own conversations that the customer began
 * @param company conversations that the company began
 * @param unknown conversations of which it is not known who began them: in no share
 * @param share what is known of the customer's share, drawn to the population; that of the population if there is no
 *     conversation of a known initiator
 * @param leading the region of the share with the most probability, one of the three that lead
 * @param probability of that region
 * @param silent whether the customer has rested for longer than is usual
 * @param trend the log-odds of the share in the last 90 days less that before, with each part's own posterior; NaN if one of them
 *     has no conversation, or customers do not differ
 * @param trendError the standard error of the trend, NaN with it
 */
public record Initiative(
        long own,
        long company,
        long unknown,
        Share share,
        InitiativeClass leading,
        double probability,
        boolean silent,
        double trend,
        double trendError) {
    static final double LEVEL = 0.95;
    static final double LOW = 0.4;
    static final double HIGH = 0.6;
    static final double SURE = 0.6;

    /**
     * Checks what is given.
     *
     * @param own conversations that the customer began
     * @param company conversations that the company began
     * @param unknown conversations of which it is not known who began them
     * @param share what is known of the customer's share
     * @param leading the region of the share with the most probability
     * @param probability of that region
     * @param silent whether the customer has rested for longer than is usual
     * @param trend of the log-odds, NaN if there is none
     * @param trendError of the trend, NaN with it
     */
    public Initiative {
        Objects.requireNonNull(share, "share");
        Objects.requireNonNull(leading, "leading");
    }

    /**
     * Whether there is a conversation of a known initiator.
     *
     * @return if not, {@link #share} is the population's
     */
    public boolean isKnown() {
        return own + company > 0;
    }

    /**
     * The class.
     *
     * @return silent first, then uncertain below a probability of 0.6, else the region that leads; empty without a conversation of
     *     a known initiator
     */
    public Optional<InitiativeClass> initiativeClass() {
        if (!isKnown()) {
            return Optional.empty();
        }
        if (silent) {
            return Optional.of(InitiativeClass.SILENT);
        }
        return Optional.of(probability < SURE ? InitiativeClass.UNCERTAIN : leading);
    }

    /**
     * The customer's share of the conversations whose initiator is known.
     *
     * @return its expectation; NaN if there is none
     */
    public double mean() {
        return isKnown() ? share.mean() : Double.NaN;
    }

    /**
     * The equal-tailed interval of the share.
     *
     * @return of 95 %; NaN if there is none
     */
    public Interval interval() {
        return isKnown() ? share.interval(LEVEL) : new Interval(Double.NaN, Double.NaN);
    }

    /**
     * The share of conversations whose initiator is not known, of all.
     *
     * @return from 0 to 1; NaN if there is no conversation
     */
    public double unknownShare() {
        return (double) unknown / (own + company + unknown);
    }

    /**
     * Why there is no share.
     *
     * @return a sentence without its full stop; empty if there is one
     */
    public Optional<String> reason() {
        if (isKnown()) {
            return Optional.empty();
        }
        return Optional.of(unknown > 0 ? "it is not known who began any conversation" : "no conversation");
    }

    /**
     * For a reader.
     *
     * @return one line; the same in every locale
     */
    @Override
    public String toString() {
        String more = unknown == 0 ? "" : String.format(Locale.ROOT, ", of %,d more it is not known", unknown);
        return initiativeClass()
                .map(is -> String.format(
                        Locale.ROOT,
                        "began %,d of %,d conversations%s: share %s, %s",
                        own,
                        own + company,
                        more,
                        share,
                        InitiativeSummary.word(is)))
                .orElseGet(() -> "no share: " + reason().orElse("not known") + more);
    }
}
