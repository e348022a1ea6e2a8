package io.engagement.spark;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.CustomerBaseModels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which model of purchases is fitted, and what it reads of customers. It travels.
 *
 * @param name one of {@link CustomerBaseModels#candidatesByPeriod()}
 * @param period of {@code bg-bb}, whose purchases are those of a calendar period; others count days and are in weeks
 */
public record PurchaseModel(String name, TimeScale period) implements Serializable {
    private static final String BY_PERIOD = "bg-bb";

    /**
     * Checks the name and the period.
     *
     * @param name one of {@link CustomerBaseModels#candidatesByPeriod()}
     * @param period of {@code bg-bb}
     * @throws IllegalArgumentException if there is no such model, or if its period is {@link TimeScale#HOURS}
     */
    public PurchaseModel {
        CustomerBaseModels.family(name);
        PurchaseDefinition.standard().byPeriod(period);
    }

    /**
     * A model by its name; the period of {@code bg-bb} is a month.
     *
     * @param name one of {@link CustomerBaseModels#candidatesByPeriod()}
     * @return the choice
     * @throws IllegalArgumentException if there is no such model
     */
    public static PurchaseModel of(String name) {
        return new PurchaseModel(name, TimeScale.MONTHS);
    }

    /** What counts as a purchase, as the model counts them. */
    PurchaseDefinition days() {
        return isByPeriod() ? Models.PURCHASES.byPeriod(period) : Models.PURCHASES;
    }

    /** The model's unit of time. */
    TimeScale scale() {
        return isByPeriod() ? period : TimeScale.WEEKS;
    }

    private boolean isByPeriod() {
        return name.equals(BY_PERIOD);
    }

    /** Whether regularity tells: models that search k read the times between purchases. */
    boolean readsGaps() {
        return name.endsWith("cnbd-k");
    }

    /** What is read of each customer: frequency, recency, age and, where regularity tells, the geometric mean gap. */
    List<Measure> measures() {
        PurchaseDefinition days = days();
        List<Measure> measures = new ArrayList<>(List.of(days.frequency(), days.recency(), days.age()));
        if (readsGaps()) {
            measures.add(days.geometricMeanGap());
        }
        return measures;
    }

    PurchaseFamily<?> family() {
        return CustomerBaseModels.family(name);
    }
}
