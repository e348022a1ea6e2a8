package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.RelativeEffect;
import java.util.Locale;

/**
 * What an experiment says of one arm and one outcome.
 *
 * @param arm its name
 * @param outcome its name
 * @param estimator by which the effect was estimated: {@code welch}, {@code newcombe} or {@code lin_hc2}
 * @param treated customers in the arm
 * @param heldOut customers in the hold-out
 * @param treatedMean outcome of a customer in the arm
 * @param heldOutMean outcome of a customer in the hold-out
 * @param effect on a customer; undefined if nothing is read
 * @param interval of the effect: at the level of this effect alone at a single look, over all looks and effects at others
 * @param pValue of no effect, alone; NaN if undefined
 * @param adjustedPValue by Holm over all arms and outcomes; NaN at looks, where bounds decide
 * @param relative to the hold-out, unadjusted
 * @param detectable the least effect that this experiment finds with 90 %
 * @param finding what is said
 */
public record ReadEffect(
        String arm,
        String outcome,
        String estimator,
        long treated,
        long heldOut,
        double treatedMean,
        double heldOutMean,
        Effect effect,
        Interval interval,
        double pValue,
        double adjustedPValue,
        RelativeEffect relative,
        double detectable,
        ReadFinding finding) {
    /**
     * The effect in a sentence.
     *
     * @return with its interval, or why there is none
     */
    public String sentence() {
        String who = arm + ", " + outcome + ": ";
        return who
                + switch (finding) {
                    case MORE -> size("more") + " a customer" + between() + change() + ".";
                    case LESS -> size("less") + " a customer" + between() + change() + ".";
                    case NOT_CLEAR ->
                        "no clear difference, " + number(effect.estimate()) + between()
                                + "; 90 % sure to be found only from " + number(detectable) + ".";
                    case RESTS_ON_FEW_CUSTOMERS ->
                        size(effect.estimate() > 0 ? "more" : "less") + between()
                                + ", but it rests on few customers: with the highest 1 % cut it is not clear.";
                    case TOO_LITTLE_DATA ->
                        "too little data, fewer than 100 customers or 30 with an outcome in an arm;"
                                + " found would be effects from about " + number(detectable) + ".";
                    case NO_READING -> "not read, as arms are not as planned.";
                };
    }

    private String size(String way) {
        return number(Math.abs(effect.estimate())) + " " + way;
    }

    private String between() {
        return " (" + number(interval.lower()) + " to " + number(interval.upper()) + ")";
    }

    private String change() {
        return relative.logRatio().isDefined() ? String.format(Locale.ROOT, ", %+.1f %%", 100 * relative.change()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
