package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.BacktestResult;
import io.engagement.evaluate.Outcome;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.spend.FirstPurchase;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Does Gamma-Gamma rank customers better with the first purchase? Both are fitted as of a horizon ago, and their values judged by
 * what was then spent.
 *
 * @param first which is to be taken
 * @param why in a sentence
 */
record SpendLook(FirstPurchase first, String why) {
    private static final String WITHOUT = FitChoices.REPEATS;
    private static final String WITH = FitChoices.ALL_PURCHASES;

    /**
     * As of a view.
     *
     * @param now the model of purchases, whose kind is tried; if it is not known, that which the choices say
     */
    static SpendLook of(LogView view, PastFits past, Optional<Fitted<?>> now) {
        PurchaseDefinition counted = past.choices().spending();
        if (counted.period().isPresent()) {
            return usual("purchases are by period");
        }
        Duration horizon = past.choices().risk().horizon().orElse(ScoreTerms.USUAL_HORIZON);
        LogView then = view.asOf(Millis.before(view.asOf(), horizon));
        try {
            return judged(view, then, horizon, past, now);
        } catch (FitException none) {
            // Its checks are those of a fit as of now.
            return usual("as of a horizon ago, " + then.asOf() + ", " + none.happened());
        } catch (IllegalArgumentException | IllegalStateException none) {
            return usual(String.valueOf(none.getMessage()));
        }
    }

    private static SpendLook usual(String why) {
        return new SpendLook(
                FirstPurchase.LEFT_OUT, "of repeat purchases, as no look into the past could decide: " + why);
    }

    private static SpendLook judged(
            LogView view, LogView then, Duration horizon, PastFits past, Optional<Fitted<?>> now) {
        PurchaseDefinition counted = past.choices().spending();
        CustomerBaseModel buying = now.map(model -> PastPurchases.then(then, past, (CustomerBaseModel) model.model()))
                .orElseGet(() ->
                        (CustomerBaseModel) past.fit(then, Subject.PURCHASES).model());
        BacktestResult result = Backtest.of(Outcome.money(counted.filter(), horizon))
                .withOrigins(then.asOf())
                .with(WITHOUT, known -> value(known, buying, counted, horizon, FirstPurchase.LEFT_OUT))
                .with(WITH, known -> value(known, buying, counted, horizon, FirstPurchase.INCLUDED))
                .run(view);
        double without = rank(result, WITHOUT);
        double with = rank(result, WITH);
        if (Double.isNaN(without) || Double.isNaN(with)) {
            return usual(String.join("; ", result.notes()));
        }
        FirstPurchase better = with > without ? FirstPurchase.INCLUDED : FirstPurchase.LEFT_OUT;
        return new SpendLook(
                better,
                String.format(
                        Locale.ROOT,
                        "%s, which ranked customers better by value a horizon ago: rank correlation with what they then"
                                + " spent %.3f with the first purchase, %.3f without",
                        better == FirstPurchase.INCLUDED ? "of all purchases" : "of repeat purchases",
                        with,
                        without));
    }

    private static double rank(BacktestResult result, String scorer) {
        return result.origins().isEmpty()
                ? Double.NaN
                : result.amounts(scorer).rankCorrelation().value();
    }

    private static LifetimeValueScorer value(
            LogView known,
            CustomerBaseModel buying,
            PurchaseDefinition counted,
            Duration horizon,
            FirstPurchase first) {
        GammaGamma spend = GammaGamma.fit(Spending.of(known, counted, first)).model();
        return LifetimeValueScorer.of(buying, spend, horizon, DiscountRate.none());
    }
}
