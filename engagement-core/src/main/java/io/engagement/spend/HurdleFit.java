package io.engagement.spend;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fits the hurdle model to what customers' purchase days brought. */
final class HurdleFit {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("a"),
            Parameter.positive("b"),
            Parameter.positive("p"),
            Parameter.positive("q"),
            Parameter.positive("gamma").within(1e-12, 1e12));

    private final Earnings distinct;
    private final double days;
    private final double earningDays;
    private final double earningCustomers;
    /** The fit's unit of money. */
    private final double unit;

    private HurdleFit(Earnings spend) {
        distinct = spend.distinct();
        double allDays = 0;
        double allEarning = 0;
        double customers = 0;
        for (int row = 0; row < distinct.size(); row++) {
            double weight = distinct.weight(row);
            allDays += weight * distinct.frequency(row);
            allEarning += weight * distinct.earningFrequency(row);
            if (distinct.earningFrequency(row) > 0) {
                customers += weight;
            }
        }
        days = allDays;
        earningDays = allEarning;
        earningCustomers = customers;
        if (customers == 0) {
            throw FitException.of(
                    HurdleGammaGamma.NAME,
                    "no customer has a repeat purchase day that brought more than nothing (" + spend.withoutRepeat()
                            + " without repeat purchase with a value, " + spend.size()
                            + " with such that brought nothing)",
                    List.of(
                            "Do purchases carry their value?",
                            "Are values of refunds negative, and those of purchases positive?",
                            "Is the observed period long enough for repeat purchases?"));
        }
        unit = GammaGammaFit.typicalMean(distinct.earned().distinct());
    }

    static Fitted<HurdleGammaGamma> of(Earnings spend) {
        return new HurdleFit(spend).fit();
    }

    private Fitted<HurdleGammaGamma> fit() {
        // The share of days that bring something, never 0 or 1; Gamma-Gamma's starts have about the base's mean.
        double share = (earningDays + 0.5) / (days + 1);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(
                        HurdleGammaGamma.NAME,
                        PARAMETERS,
                        new HurdleLikelihood(distinct, unit),
                        new double[] {4 * share, 4 * (1 - share), 4, 3, 0.5},
                        new double[] {share, 1 - share, 1, 2, 1},
                        new double[] {20 * share, 20 * (1 - share), 20, 8, 0.35});
        GammaGamma earned = GammaGamma.of(maximum.estimate(2), maximum.estimate(3), maximum.estimate(4) * unit)
                .withDefinition(distinct.definition());
        HurdleGammaGamma model =
                HurdleGammaGamma.of(maximum.estimate(0), maximum.estimate(1), earned, lossRatio(maximum));
        return Fitted.of(
                model,
                maximum,
                new double[] {1, 1, 1, 1, unit},
                maximum.logLikelihood() - earningCustomers * Math.log(unit),
                remarks(maximum, model.lossRatio()),
                distinct.provenance(HurdleGammaGamma.NAME));
    }

    /** All losses over what as many days of the same customers would have brought if they brought something. */
    private double lossRatio(Maximum maximum) {
        double p = maximum.estimate(2);
        double q = maximum.estimate(3);
        double gamma = maximum.estimate(4) * unit;
        double lost = 0;
        double missed = 0;
        for (int row = 0; row < distinct.size(); row++) {
            double k = distinct.earningFrequency(row);
            double idle = distinct.weight(row) * (distinct.frequency(row) - k);
            // Without an expectation, as where q <= 1 and k = 0, what such a customer usually brings: by q for q - 1.
            double degrees = p * k + (q > 1 ? q - 1 : q);
            lost += distinct.weight(row) * distinct.lost(row);
            missed += idle * p * (gamma + k * distinct.meanEarning(row)) / degrees;
        }
        return lost > 0 ? lost / missed : 0;
    }

    private List<String> remarks(Maximum maximum, double lossRatio) {
        List<String> remarks = new ArrayList<>();
        if (lossRatio > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "a day that brings nothing loses %.4g times what a day of the same customer brings that brings something",
                    lossRatio));
        }
        if (earningDays == days) {
            remarks.add(
                    "every repeat purchase day brought something: b falls without end, and the model is gamma-gamma");
        } else if (!maximum.isDetermined(0) && maximum.estimate(0) + maximum.estimate(1) > 100) {
            remarks.add("a and b grow without end at a constant ratio: all customers have the same share of days that "
                    + "bring something");
        } else if (!maximum.isDetermined(0) && maximum.estimate(0) + maximum.estimate(1) < 0.01) {
            remarks.add(
                    "a and b fall without end at a constant ratio: of each customer either all days bring something "
                            + "or none does");
        }
        remarks.addAll(GammaGammaFit.shapeRemarks(maximum, 2));
        return remarks;
    }
}
