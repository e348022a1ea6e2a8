package io.engagement.spend;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.measure.PurchaseDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Fits the normal-normal model to customers' mean spend. */
final class NormalNormalFit {
    private static final Parameter THETA = Parameter.real("theta");
    private static final Parameter SIGMA_A = Parameter.positive("sigma_a");
    private static final Parameter SIGMA_W = Parameter.positive("sigma_w");

    /** With at most this many distinct rows there may be one maximum inside and a higher one where a deviation is 0. */
    private static final int FEW = 600;

    private final Spending distinct;
    private final double customers;
    private final double mean;
    private final double deviation;
    /**
     * Harmonic mean of the numbers of purchases: the number at which a mean varies by chance as much as the average
     * one.
     */
    private final double usualCount;

    private NormalNormalFit(Spending spend) {
        distinct = spend.ofAnySign().distinct();
        customers = distinct.customers();
        if (distinct.size() == 0) {
            throw FitException.of(
                    NormalNormal.NAME,
                    "no customer has a repeat purchase with a value (" + spend.withoutRepeat()
                            + " without repeat purchase, " + spend.withoutSpend() + " without value)",
                    List.of(
                            "Do purchases carry their value?",
                            "Is the mean taken over repeat purchases?",
                            "Is the observed period long enough for repeat purchases?"));
        }
        double sum = 0;
        double reciprocals = 0;
        for (int row = 0; row < distinct.size(); row++) {
            sum += distinct.weight(row) * distinct.meanSpend(row);
            reciprocals += distinct.weight(row) / distinct.frequency(row);
        }
        mean = sum / customers;
        usualCount = customers / reciprocals;
        double squares = 0;
        for (int row = 0; row < distinct.size(); row++) {
            double off = distinct.meanSpend(row) - mean;
            squares += distinct.weight(row) * off * off;
        }
        deviation = Math.sqrt(squares / customers);
    }

    static Fitted<NormalNormal> of(Spending spend) {
        return new NormalNormalFit(spend).fit();
    }

    /** The fit of a base known only by its likelihood. */
    static Fitted<NormalNormal> ofParts(LogLikelihood whole, NormalNormal near, Provenance provenance) {
        double unit = Math.hypot(near.sigmaA(), near.sigmaW());
        double[] start = {near.theta() / unit, near.sigmaA() / unit, near.sigmaW() / unit};
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(NormalNormal.NAME, parameters(start[0]), new InUnits(whole, unit), start);
        return fitted(maximum, unit, near.definition(), maximum.logLikelihood(), List.of(), provenance);
    }

    /**
     * A log-likelihood by parameters in a unit of money: theta is not a logarithm, and the search's steps are about 1.
     */
    private record InUnits(LogLikelihood whole, double unit) implements LogLikelihood {
        @Override
        public int dimension() {
            return whole.dimension();
        }

        @Override
        public double valueAndGradient(double[] coordinates, double[] gradient) {
            double log = Math.log(unit);
            double[] inMoney = {coordinates[0] * unit, coordinates[1] + log, coordinates[2] + log};
            double value = whole.valueAndGradient(inMoney, gradient);
            gradient[0] *= unit;
            return value;
        }
    }

    private static List<Parameter> parameters(double centre) {
        return List.of(THETA.within(centre + THETA.lower(), centre + THETA.upper()), SIGMA_A, SIGMA_W);
    }

    private Fitted<NormalNormal> fit() {
        // If deviations are 0 but for rounding, the unit comes from the amounts themselves.
        double size = Math.abs(mean) > 0 ? Math.abs(mean) : 1;
        boolean varies = deviation > 1e-12 * size;
        double unit = varies ? deviation : size;
        double centre = mean / unit;
        LogLikelihood likelihood = new NormalNormalLikelihood(distinct, unit);
        MaximumLikelihood search = MaximumLikelihood.withDefaults();
        Maximum maximum = distinct.size() > FEW
                ? search.maximize(
                        NormalNormal.NAME,
                        parameters(centre),
                        likelihood,
                        start(centre, 0.7),
                        start(centre, 0.98),
                        start(centre, 0.2))
                : search.maximizeFromAll(
                        NormalNormal.NAME,
                        parameters(centre),
                        likelihood,
                        DoubleStream.of(0.7, 0.98, 0.2, 0.01, 0.9999)
                                .mapToObj(share -> start(centre, share))
                                .toList());
        return fitted(
                maximum,
                unit,
                distinct.definition(),
                maximum.logLikelihood() - customers * Math.log(unit),
                varies ? remarks(maximum) : List.of(sameMean()),
                distinct.provenance(NormalNormal.NAME));
    }

    /** The start at which this share of the deviation of means lies between customers. */
    private double[] start(double centre, double share) {
        return new double[] {centre, share, Math.sqrt(usualCount * (1 - share * share))};
    }

    private static Fitted<NormalNormal> fitted(
            Maximum maximum,
            double unit,
            PurchaseDefinition definition,
            double logLikelihood,
            List<String> remarks,
            Provenance provenance) {
        NormalNormal model = NormalNormal.of(
                        maximum.estimate(0) * unit, maximum.estimate(1) * unit, maximum.estimate(2) * unit)
                .withDefinition(definition);
        return Fitted.of(model, maximum, new double[] {unit, unit, unit}, logLikelihood, remarks, provenance);
    }

    private static String sameMean() {
        return "all customers have the same mean spend: nothing varies, and everybody is expected to spend that";
    }

    private List<String> remarks(Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (distinct.withoutSpend() > 0) {
            remarks.add(distinct.withoutSpend() + " customers with repeat purchases were left out: none of these has a "
                    + "value");
        }
        double a = maximum.estimate(1);
        double w = maximum.estimate(2) / Math.sqrt(usualCount);
        if (distinct.frequency(0) == distinct.frequency(distinct.size() - 1)) {
            remarks.add(
                    "every customer has x = " + (long) distinct.frequency(0) + ": what customers differ by cannot be "
                            + "told from what a customer's purchases differ by, and what a known customer is expected to spend "
                            + "is not determined");
        } else if (!maximum.isDetermined(1) && a < w) {
            remarks.add("sigma_a falls without end: customers do not differ, and all are expected to spend theta");
        } else if (!maximum.isDetermined(2) && w < a) {
            remarks.add("sigma_w falls without end: a customer's purchases all have the same value");
        }
        return remarks;
    }
}
