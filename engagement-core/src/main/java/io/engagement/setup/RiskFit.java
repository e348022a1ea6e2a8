package io.engagement.setup;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import java.util.List;
import java.util.Optional;

/**
 * The additive model of retention, and by what the risk is.
 *
 * @param choice by which models
 * @param additive empty if the risk is not by it
 * @param failure why it could not be fitted, where it was asked for
 */
record RiskFit(RiskChoice choice, Optional<Fitted<?>> additive, Optional<FitException> failure) {
    private static final String ADDITIVE = "additive-logistic";
    /** By the model of purchases alone, which takes no part in this. */
    private static final RiskFit NONE = new RiskFit(RiskChoice.USUAL, Optional.empty(), Optional.empty());

    /**
     * As is chosen.
     *
     * @param purchases whether there is a model of them
     */
    static RiskFit of(LogView view, PastFits fits, boolean purchases) {
        FitChoices choices = fits.choices();
        Optional<RetentionDefinition> retention = choices.risk().definition(choices.purchases());
        if (retention.isEmpty()) {
            return purchases && choices.risk().wantsAdditive() ? byPeriod(choices.purchases()) : NONE;
        }
        Fitted<?> additive;
        try {
            additive = fits.fit(view, Subject.RETENTION);
        } catch (FitException none) {
            return purchases ? without(none.happened(), choices.risk().fixed().map(any -> none)) : NONE;
        } catch (IllegalArgumentException none) {
            return purchases ? without(String.valueOf(none.getMessage()), Optional.empty()) : NONE;
        }
        RiskChoice choice = purchases
                ? choices.risk()
                        .fixed()
                        .map(by -> RiskChoice.of(by, "by " + words(by) + ", as was asked for"))
                        .orElseGet(() -> RiskLooks.choose(view, retention.get(), fits))
                : RiskChoice.of(RiskChoice.By.ADDITIVE, "by additive-logistic, as there is no model of purchases");
        return new RiskFit(
                choice,
                Optional.<Fitted<?>>of(additive).filter(any -> choice.by() != RiskChoice.By.PURCHASES),
                Optional.empty());
    }

    /** Asked for in vain. */
    private static RiskFit byPeriod(PurchaseDefinition definition) {
        String why = "purchases are by period";
        return without(
                why,
                Optional.of(FitException.of(
                        ADDITIVE,
                        why,
                        List.of("Are purchases to be counted by day, and not " + definition.describe() + "?"))));
    }

    private static String words(RiskChoice.By by) {
        return by == RiskChoice.By.ADDITIVE ? ADDITIVE : "the mean of the model of purchases and additive-logistic";
    }

    private static RiskFit without(String why, Optional<FitException> failure) {
        return new RiskFit(
                RiskChoice.of(
                        RiskChoice.By.PURCHASES, "by the model of purchases, as there is no additive-logistic: " + why),
                Optional.empty(),
                failure);
    }
}
