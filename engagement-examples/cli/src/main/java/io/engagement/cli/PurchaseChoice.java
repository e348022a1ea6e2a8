package io.engagement.cli;

import io.engagement.customerbase.Comparison;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * Which model of purchases is fitted.
 *
 * @param model empty for the best in a comparison
 * @param period of bg-bb
 */
record PurchaseChoice(Optional<Model> model, TimeScale period) {
    private static final String BEST = "best";

    /**
     * By its word.
     *
     * @throws UsageError if the word is neither 'best' nor a model of purchases
     */
    static PurchaseChoice of(String word, TimeScale period) {
        if (word.strip().toLowerCase(Locale.ROOT).equals(BEST)) {
            return new PurchaseChoice(Optional.empty(), period);
        }
        try {
            Model model = new Model.Name().convert(word);
            if (model.subject() == Model.Subject.PURCHASES) {
                return new PurchaseChoice(Optional.of(model), period);
            }
        } catch (TypeConversionException unknown) {
            throw new UsageError("--model: " + unknown.getMessage());
        }
        throw new UsageError("--model must be a model of purchases or 'best', was " + word);
    }

    Fitted<? extends CustomerBaseModel> fit(Fits fits, PrintWriter messages) {
        if (model.isPresent()) {
            return fits.purchases(model.get(), period);
        }
        try {
            Comparison comparison = fits.comparison();
            messages.println("compared models of purchases: " + comparison.advice());
            return comparison.best().fitted().orElseThrow();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw FitException.of(
                    BEST,
                    "models could not be compared: " + e.getMessage(),
                    List.of("Is there a purchase in the first two thirds of the time?"));
        }
    }
}
