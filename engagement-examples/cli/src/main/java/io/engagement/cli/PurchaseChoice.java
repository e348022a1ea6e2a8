package io.engagement.cli;

import io.engagement.domain.TimeScale;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.FitChoices;
import io.engagement.setup.Subject;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/**
 * Which model of purchases is fitted.
 *
 * @param name the library's, or 'best' for the best in a comparison
 * @param period of bg-bb
 */
record PurchaseChoice(String name, TimeScale period) {
    /**
     * By its word.
     *
     * @throws UsageError if the word is neither 'best' nor a model of purchases
     */
    static PurchaseChoice of(String word, TimeScale period) {
        if (word.strip().toLowerCase(Locale.ROOT).equals(FitChoices.BEST)) {
            return new PurchaseChoice(FitChoices.BEST, period);
        }
        try {
            return new PurchaseChoice(
                    Model.of(Subject.PURCHASES, word, FitChoices.BEST).word(), period);
        } catch (TypeConversionException unknown) {
            throw new UsageError("--model: " + unknown.getMessage());
        }
    }

    FitChoices choices(ZoneId zone, TimeScale scale) {
        PurchaseDefinition days = Definitions.purchases(zone);
        return FitChoices.usual()
                .withTimeScale(scale)
                .withPurchaseModel(name)
                .withPurchases(name.equals(Model.BG_BB.word()) ? days.byPeriod(period) : days);
    }
}
