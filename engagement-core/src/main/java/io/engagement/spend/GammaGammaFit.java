package io.engagement.spend;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Fits Gamma-Gamma to customers' mean spend. */
final class GammaGammaFit {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("p"),
            Parameter.positive("q"),
            Parameter.positive("gamma").within(1e-12, 1e12));

    private final Spending distinct;
    private final double customers;
    /** The fit's unit of money. */
    private final double unit;

    private GammaGammaFit(Spending spend) {
        distinct = spend.distinct();
        customers = distinct.customers();
        if (distinct.size() == 0) {
            throw FitException.of(
                    GammaGamma.NAME,
                    "no customer has both a repeat purchase and positive mean spend (" + spend.withoutRepeat()
                            + " without repeat purchase, " + spend.withoutSpend() + " without positive spend)",
                    List.of(
                            "Do purchases carry their value?",
                            "Is the mean taken over repeat purchases?",
                            "Is the observed period long enough for repeat purchases?"));
        }
        unit = typicalMean(distinct);
    }

    /** The geometric mean of the customers' means: one who spends a million times the others' does not move it far. */
    static double typicalMean(Spending spend) {
        double logs = 0;
        for (int row = 0; row < spend.size(); row++) {
            logs += spend.weight(row) * Math.log(spend.meanSpend(row));
        }
        return Math.exp(logs / spend.customers());
    }

    static Fitted<GammaGamma> of(Spending spend) {
        return new GammaGammaFit(spend).fit();
    }

    /** The fit of a base known only by its likelihood. */
    static Fitted<GammaGamma> ofParts(LogLikelihood whole, GammaGamma near, Provenance provenance) {
        // In the middle of the bounds, as the fit of a base at hand has it in its own unit of money.
        List<Parameter> parameters = new ArrayList<>(PARAMETERS);
        Parameter gamma = PARAMETERS.get(2);
        parameters.set(2, gamma.within(gamma.lower() * near.gamma(), gamma.upper() * near.gamma()));
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(GammaGamma.NAME, parameters, whole, new double[] {near.p(), near.q(), near.gamma()});
        GammaGamma model = GammaGamma.of(maximum.estimate(0), maximum.estimate(1), maximum.estimate(2))
                .withDefinition(near.definition())
                .withFirstPurchase(near.firstPurchase());
        double[] units = {1, 1, 1};
        return Fitted.of(model, maximum, units, maximum.logLikelihood(), shapeRemarks(maximum, 0), provenance);
    }

    private Fitted<GammaGamma> fit() {
        // Starts whose mean spend p gamma / (q - 1) is about the base's.
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(
                        GammaGamma.NAME,
                        PARAMETERS,
                        new GammaGammaLikelihood(distinct, unit),
                        new double[] {4, 3, 0.5},
                        new double[] {1, 2, 1},
                        new double[] {20, 8, 0.35});
        GammaGamma model = GammaGamma.of(maximum.estimate(0), maximum.estimate(1), maximum.estimate(2) * unit)
                .withDefinition(distinct.definition())
                .withFirstPurchase(distinct.firstPurchase());
        double logLikelihood = maximum.logLikelihood() - customers * Math.log(unit);
        return Fitted.of(
                model,
                maximum,
                new double[] {1, 1, unit},
                logLikelihood,
                remarks(maximum),
                distinct.provenance(GammaGamma.NAME));
    }

    private List<String> remarks(Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (distinct.withoutSpend() > 0) {
            remarks.add(distinct.withoutSpend() + " customers with repeat purchases were left out: their mean spend is "
                    + "not positive");
        }
        remarks.addAll(shapeRemarks(maximum, 0));
        return remarks;
    }

    /** Remarks on p, q and gamma, which stand from there on. */
    static List<String> shapeRemarks(Maximum maximum, int at) {
        List<String> remarks = new ArrayList<>();
        if (maximum.estimate(at + 1) <= 1) {
            remarks.add(
                    "q <= 1: mean spend differs so much between customers that a new customer's has no expectation: "
                            + "there is no value of customers without a repeat purchase");
        }
        if (!maximum.isDetermined(at + 1) && maximum.estimate(at + 1) > 100) {
            remarks.add("q and gamma grow without end at a constant ratio: all customers have the same mean spend");
        }
        if (!maximum.isDetermined(at) && maximum.estimate(at) > 1000) {
            remarks.add("p grows without end: a customer's purchases all have the same value");
        }
        return remarks;
    }
}
