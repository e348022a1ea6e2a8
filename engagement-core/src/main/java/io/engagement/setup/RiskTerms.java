package io.engagement.setup;

import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code retention_risk} is to be of, and by.
 *
 * @param horizon empty for the usual one
 * @param ownGaps empty if all customers are waited for as long
 * @param by empty if a backtest chooses
 */
record RiskTerms(Optional<Duration> horizon, OptionalDouble ownGaps, Optional<RiskChoice.By> by) {
    static final RiskTerms USUAL = new RiskTerms(Optional.empty(), OptionalDouble.empty(), Optional.empty());

    /** By the words that choose them. */
    static final Map<String, Optional<RiskChoice.By>> MODELS = Map.of(
            FitChoices.BEST,
            Optional.empty(),
            "purchases",
            Optional.of(RiskChoice.By.PURCHASES),
            "additive-logistic",
            Optional.of(RiskChoice.By.ADDITIVE),
            "both",
            Optional.of(RiskChoice.By.BOTH));

    RiskTerms {
        new RetentionDefinition(PurchaseDefinition.standard(), horizon.orElse(ScoreTerms.USUAL_HORIZON), ownGaps);
        if (ownGaps.isPresent()
                && by.filter(each -> each != RiskChoice.By.ADDITIVE).isPresent()) {
            throw new IllegalArgumentException(
                    "risk by own gaps is that of additive-logistic, the model of retention must not be "
                            + by.get().word());
        }
    }

    RiskTerms withHorizon(Duration length) {
        return new RiskTerms(Optional.of(length), ownGaps, by);
    }

    RiskTerms withOwnGaps(double gaps) {
        return new RiskTerms(horizon, OptionalDouble.of(gaps), by);
    }

    RiskTerms withModels(String word) {
        return new RiskTerms(horizon, ownGaps, MODELS.getOrDefault(word, Optional.empty()));
    }

    /** Own gaps are known to one model. */
    Optional<RiskChoice.By> fixed() {
        return ownGaps.isPresent() ? Optional.of(RiskChoice.By.ADDITIVE) : by;
    }

    /** Whether another model alone is not what was asked for. */
    boolean wantsAdditive() {
        return fixed().filter(each -> each != RiskChoice.By.PURCHASES).isPresent();
    }

    /** What the additive model is fitted to; empty if none is. */
    Optional<RetentionDefinition> definition(PurchaseDefinition purchases) {
        if (purchases.period().isPresent() || by.equals(Optional.of(RiskChoice.By.PURCHASES))) {
            return Optional.empty();
        }
        return Optional.of(new RetentionDefinition(purchases, horizon.orElse(ScoreTerms.USUAL_HORIZON), ownGaps));
    }
}
