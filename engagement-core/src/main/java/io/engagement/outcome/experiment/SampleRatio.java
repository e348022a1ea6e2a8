package io.engagement.outcome.experiment;

import io.engagement.internal.math.DrawnByChance;
import io.engagement.internal.text.Names;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether arms have as many customers as planned. If not, some were lost or moved in one arm more than in another, and what is
 * left of the arms differs before any contact: nothing can be read.
 *
 * @param chiSquare Pearson's, not negative
 * @param degreesOfFreedom arms less 1
 * @param pValue how probable such counts would be if the shares were those planned
 */
public record SampleRatio(double chiSquare, int degreesOfFreedom, double pValue) {
    /**
     * Compares.
     *
     * @param counts customers by arm, as {@link Assignments#counts()} tells
     * @param planned shares
     * @return the test; NaN without customers
     * @throws IllegalArgumentException if there are customers in an arm that was not planned
     */
    public static SampleRatio of(Map<String, Integer> counts, ArmShares planned) {
        counts.forEach((arm, count) -> {
            if (count > 0 && !planned.arms().contains(arm)) {
                throw Names.unknown("planned arm", arm, planned.arms());
            }
        });
        long all = counts.values().stream().mapToLong(Integer::longValue).sum();
        double chiSquare = 0;
        for (String arm : planned.arms()) {
            double expected = all * planned.share(arm);
            double more = counts.getOrDefault(arm, 0) - expected;
            chiSquare += more * more / expected;
        }
        return of(all == 0 ? Double.NaN : chiSquare, planned.arms().size() - 1);
    }

    private static SampleRatio of(double chiSquare, int freedom) {
        double p = Double.isNaN(chiSquare)
                ? Double.NaN
                : ChiSquaredDistribution.of(freedom).survivalProbability(chiSquare);
        return new SampleRatio(chiSquare, freedom, p);
    }

    /**
     * Of two draws at once, such as two waves.
     *
     * @param other that was drawn independently of this one
     * @return both chi-squares added; the other one where one is NaN
     */
    public SampleRatio and(SampleRatio other) {
        if (Double.isNaN(chiSquare) || Double.isNaN(other.chiSquare)) {
            return Double.isNaN(chiSquare) ? other : this;
        }
        return of(chiSquare + other.chiSquare, degreesOfFreedom + other.degreesOfFreedom);
    }

    /**
     * Whether the counts do not fit the plan.
     *
     * @return whether p is below 0.001: then nothing is read from the experiment
     */
    public boolean isMismatch() {
        return DrawnByChance.isRefuted(pValue);
    }
}
