package io.engagement.customerbase;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;
import java.util.Objects;

/**
 * What a model of a customer base knows about the base.
 *
 * @param timeScale the unit of all times
 * @param typical the typical customer, from whom explanations start; times in the unit
 * @param definition what counted as a purchase; scorers read it here
 * @param typicalCovariates the typical customer's covariates, in the order of the model's; none for most models
 */
public record Population(
        TimeScale timeScale, PurchaseSummary typical, PurchaseDefinition definition, List<Double> typicalCovariates) {
    /** The key of the definition in a model's text. */
    static final String DEFINITION = "definition";

    /**
     * Checks the parts.
     *
     * @param timeScale the unit of all times
     * @param typical the typical customer, times in the unit
     * @param definition what counted as a purchase
     * @param typicalCovariates the typical customer's covariates, in the order of the model's
     * @throws IllegalArgumentException if purchases are counted by a period that is not the unit
     */
    public Population {
        Objects.requireNonNull(timeScale, "timeScale");
        Objects.requireNonNull(typical, "typical");
        typicalCovariates = List.copyOf(typicalCovariates);
        checkPeriod(definition, timeScale);
    }

    static void checkPeriod(PurchaseDefinition definition, TimeScale timeScale) {
        TimeScale period = definition.period().orElse(timeScale);
        if (period != timeScale) {
            throw new IllegalArgumentException(
                    "purchases by " + period + " are in " + period + ", not in " + timeScale);
        }
    }

    /**
     * A population with only a unit: the typical customer is new (x, t_x and T are 0), purchases are {@linkplain
     * PurchaseDefinition#standard() the usual ones}.
     *
     * @param timeScale the unit of all times
     * @return the population
     */
    public static Population of(TimeScale timeScale) {
        return new Population(timeScale, new PurchaseSummary(0, 0, 0), PurchaseDefinition.standard(), List.of());
    }

    /**
     * The population behind purchases.
     *
     * @param purchases of a customer base
     * @return their unit, typical customer with covariates, and definition
     */
    public static Population of(Purchases purchases) {
        return new Population(
                purchases.timeScale(), purchases.typical(), purchases.definition(), purchases.typicalCovariates());
    }

    /**
     * This population with another typical customer.
     *
     * @param customer times in the unit
     * @return the changed copy
     */
    public Population withTypical(PurchaseSummary customer) {
        return new Population(timeScale, customer, definition, typicalCovariates);
    }

    /**
     * This population with another typical customer's covariates.
     *
     * @param covariates in the order of the model's
     * @return the changed copy
     */
    public Population withTypicalCovariates(List<Double> covariates) {
        return new Population(timeScale, typical, definition, covariates);
    }

    /**
     * This population with another definition of a purchase.
     *
     * @param purchases what counted
     * @return the changed copy
     * @throws IllegalArgumentException if purchases are counted by a period that is not the unit
     */
    public Population withDefinition(PurchaseDefinition purchases) {
        return new Population(timeScale, typical, purchases, typicalCovariates);
    }

    /**
     * The same population with times in another unit.
     *
     * @param other unit
     * @return the changed copy
     * @throws IllegalArgumentException if purchases are counted by a period that is not the other unit
     */
    public Population convertedTo(TimeScale other) {
        return new Population(
                other, typical.scaled(timeScale.millis() / other.millis()), definition, typicalCovariates);
    }

    /**
     * Reads what {@link #write} wrote; texts from before models knew their definition are of {@linkplain
     * PurchaseDefinition#standard() the usual} purchases.
     *
     * @param text of a model
     * @param own what in it is the user's own
     * @return the population
     * @throws IllegalArgumentException if the text is incomplete or out of range, or the registry lacks what it names
     */
    public static Population read(ModelText text, Registry own) {
        return new Population(
                text.choice("time_scale", TimeScale.class),
                PurchaseSummary.read(text),
                text.optionalWord(DEFINITION)
                        .map(definition -> PurchaseDefinition.read(definition, own))
                        .orElse(PurchaseDefinition.standard()),
                List.of());
    }

    /**
     * Adds the lines of this population to a model's text.
     *
     * @param text of a model
     * @return the changed copy
     * @throws IllegalStateException if the definition holds something of the user's own that has no name
     */
    public ModelText write(ModelText text) {
        return typical.write(text.with("time_scale", timeScale.name())).with(DEFINITION, definition.toText());
    }
}
