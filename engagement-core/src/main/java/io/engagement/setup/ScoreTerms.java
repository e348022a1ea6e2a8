package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.survival.ContractModel;
import io.engagement.value.DiscountRate;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The terms of the scores, beside the models.
 *
 * @param horizon of risk and expected purchases; empty for the usual one
 * @param valueHorizon of values; empty for all future
 * @param margin what is left of a purchase or payment after its own cost
 * @param discount how much less later money is worth
 * @param renewals how many the churn risk looks at
 */
record ScoreTerms(
        Optional<Duration> horizon,
        Optional<Duration> valueHorizon,
        double margin,
        DiscountRate discount,
        int renewals) {
    static final ScoreTerms USUAL =
            new ScoreTerms(Optional.empty(), Optional.of(Duration.ofDays(3 * 365)), 1, DiscountRate.annual(0.1), 1);
    static final Duration USUAL_HORIZON = Duration.ofDays(90);
    private static final String FOREVER = "forever";

    ScoreTerms {
        Objects.requireNonNull(discount, "discount");
        horizon.ifPresent(each -> positive("horizon", each));
        valueHorizon.ifPresent(each -> positive("value horizon", each));
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("margin must be between 0 and 1, was " + margin);
        }
        if (renewals < 1) {
            throw new IllegalArgumentException("renewals must be at least 1, were " + renewals);
        }
    }

    private static void positive(String name, Duration length) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + length);
        }
    }

    ScoreTerms withHorizon(Duration length) {
        return new ScoreTerms(Optional.of(length), valueHorizon, margin, discount, renewals);
    }

    ScoreTerms withValueHorizon(Optional<Duration> length) {
        return new ScoreTerms(horizon, length, margin, discount, renewals);
    }

    ScoreTerms withMargin(double share) {
        return new ScoreTerms(horizon, valueHorizon, share, discount, renewals);
    }

    ScoreTerms withDiscount(DiscountRate other) {
        return new ScoreTerms(horizon, valueHorizon, margin, other, renewals);
    }

    ScoreTerms withRenewals(int number) {
        return new ScoreTerms(horizon, valueHorizon, margin, discount, number);
    }

    /** Ninety days, or a period of a model that knows nothing shorter. */
    Duration horizon(CustomerBaseModel model) {
        Duration period =
                model.definition().period().map(each -> each.toDuration(1)).orElse(USUAL_HORIZON);
        return horizon.orElse(period.compareTo(USUAL_HORIZON) > 0 ? period : USUAL_HORIZON);
    }

    /** How many renewals lie within the value's horizon. */
    int renewalsWithin(ContractModel model, Duration length) {
        TimeScale period = model.requireTerms().period();
        long whole = Math.round(period.of(length));
        if (whole < 1) {
            throw new IllegalArgumentException(
                    "value horizon must be at least half a period of contracts, which is one of " + period + ", was "
                            + length);
        }
        return (int) Math.min(whole, Integer.MAX_VALUE);
    }

    ModelText write(ModelText text) {
        ModelText more =
                horizon.isPresent() ? text.with("horizon", horizon.get().toString()) : text;
        return more.with("value_horizon", valueHorizon.map(Duration::toString).orElse(FOREVER))
                .with("margin", margin)
                .with("discount", discount.annualRate())
                .with("renewals", Integer.toString(renewals));
    }

    static ScoreTerms read(ModelText text) {
        return new ScoreTerms(
                text.optionalWord("horizon").map(any -> duration(text, "horizon")),
                text.word("value_horizon").equals(FOREVER)
                        ? Optional.empty()
                        : Optional.of(duration(text, "value_horizon")),
                text.number("margin"),
                DiscountRate.continuous(text.number("discount"), TimeScale.YEARS),
                text.whole("renewals", 1, Integer.MAX_VALUE));
    }

    private static Duration duration(ModelText text, String key) {
        try {
            return Duration.parse(text.word(key));
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    key + " of a saved set-up must be a duration such as PT720H, was '" + text.word(key) + "'", none);
        }
    }
}
