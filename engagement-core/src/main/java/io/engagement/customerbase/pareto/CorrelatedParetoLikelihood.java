package io.engagement.customerbase.pareto;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.internal.customerbase.MixtureLikelihood;
import io.engagement.internal.math.GaussRule;
import io.engagement.internal.math.LogRising;
import io.engagement.internal.math.Mixture;
import java.util.List;

/**
 * Sums over customers, who come in the order of x, of the log-likelihood of {@link CorrelatedParetoNbd} and its derivatives by r, alpha, s, beta and the
 * association q, for one set of parameters. At each time of leaving the integrand is that of Pareto/NBD times W (see
 * {@link CorrelatedParetoKernel}); with g and H the derivatives of the former's logarithm, what is summed is W, W g + W' and
 * W (H + g g') + g W' + W' g' + W''. Not for several threads.
 */
final class CorrelatedParetoLikelihood implements MixtureLikelihood.Rows {
    private static final int CHUNK = 512;
    private static final int PARAMETERS = 5;
    private static final double DECAYED = 40;
    /** Panels no longer than this lie well within the distance of the singularities. */
    private static final double LONGEST = 1.6;

    private static final GaussRule TEN = GaussRule.of(10);
    private static final GaussRule FOURTEEN = GaussRule.of(14);
    private static final GaussRule TWENTY = GaussRule.of(20);
    private static final GaussRule TWENTY_EIGHT = GaussRule.of(28);

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double association;
    private final CalmSlopes rates;
    private final CalmSlopes leaving;
    private final Mixture sums;

    /** By r; rows come in the order of x. */
    private final LogRising rising;

    // Of the time at hand: W and its derivatives, and those of the logarithm of what it multiplies.
    private double weight;
    private final double[] weightFirst = new double[PARAMETERS];
    private final double[][] weightSecond = new double[PARAMETERS][PARAMETERS];
    private final double[] first = new double[PARAMETERS];
    private final double[][] second = new double[PARAMETERS][PARAMETERS];

    /** The integral over the time of leaving, relative to the integrand without W at its start; its derivatives are sums. */
    private double mass;

    static CurvedLogLikelihood of(Purchases distinct, double unit, List<Parameter> parameters) {
        return new MixtureLikelihood(distinct, unit, parameters, CHUNK, CorrelatedParetoLikelihood::new);
    }

    private CorrelatedParetoLikelihood(double[] parameters, boolean curved) {
        this.r = parameters[0];
        this.rising = new LogRising(r);
        this.alpha = parameters[1];
        this.s = parameters[2];
        this.beta = parameters[3];
        this.association = parameters[4];
        this.rates = new CalmSlopes(new HalvedGamma(r, alpha));
        this.leaving = new CalmSlopes(new HalvedGamma(s, beta));
        this.sums = new Mixture(PARAMETERS, curved);
    }

    @Override
    public Mixture sums() {
        return sums;
    }

    @Override
    public void add(double x, double recency, double age, double customers) {
        rising.look(x);
        double a = alpha + recency;
        double b = beta + recency;
        double silence = age - recency;
        double startA = Math.log1p(age / alpha);
        double startB = Math.log1p(age / beta);
        integrate(r + x, recency, silence);
        look(r + x, 0, age, startA, startB);
        alive();
        // ln of P(dead)/P(alive).
        double odds = mass > 0
                ? Math.log(s * mass / weight) + (r + x) * Math.log1p(silence / a) + s * Math.log1p(silence / b)
                : Double.NEGATIVE_INFINITY;
        double less = Math.exp(-Math.abs(odds));
        double logLikelihood = rising.value
                - r * startA
                - x * Math.log(alpha + age)
                - s * startB
                + Math.log(weight)
                + Math.max(odds, 0)
                + Math.log1p(less);
        sums.add(customers, logLikelihood, (odds > 0 ? 1 : less) / (1 + less));
    }

    /** The derivatives of the logarithm, of one who is alive now. */
    private void alive() {
        for (int i = 0; i < PARAMETERS; i++) {
            sums.alive[i] = first[i] + weightFirst[i] / weight;
            for (int j = i; sums.isCurved() && j < PARAMETERS; j++) {
                sums.aliveCurved[i][j] =
                        second[i][j] + (weightSecond[i][j] - weightFirst[i] * weightFirst[j] / weight) / weight;
            }
        }
    }

    /** Expectations over the time of leaving, (a/(a+u))^R (b/(b+u))^s / (b+u) W over u from 0 to v. */
    private void integrate(double shape, double recency, double v) {
        mass = 0;
        sums.nobodyLeft();
        double a = alpha + recency;
        double b = beta + recency;
        double least = Math.min(a, b);
        double end = Math.log1p(v / least);
        double decay = decay(shape, a, b, least, end);
        // The decay is convex: Newton's steps from above stay above.
        for (int step = 0; decay > 1.1 * DECAYED && step < 60; step++) {
            double u = least * Math.expm1(end);
            double slope = (least + u) * (shape / (a + u) + (s + 1) / (b + u)) - 1;
            end -= (decay - DECAYED) / slope;
            decay = decay(shape, a, b, least, end);
        }
        int panels = (int) Math.ceil(end / LONGEST);
        double width = panels == 0 ? 0 : end / panels;
        GaussRule rule = decay < 1.5 ? TEN : decay < 8 ? FOURTEEN : decay < 20 ? TWENTY : TWENTY_EIGHT;
        double sinceA = Math.log1p(recency / alpha);
        double sinceB = Math.log1p(recency / beta);
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < rule.size(); i++) {
                double y = width * (panel + 0.5 + 0.5 * rule.node(i));
                double u = least * Math.expm1(y);
                double logA = Math.log1p(u / a);
                double logB = Math.log1p(u / b);
                double f = 0.5 * width * rule.weight(i) * Math.exp(y - shape * logA - s * logB) * least / (b + u);
                look(shape, 1, recency + u, sinceA + logA, sinceB + logB);
                left(f);
            }
        }
        if (mass > 0) {
            for (int i = 0; i < PARAMETERS; i++) {
                sums.left[i] /= mass;
                for (int j = i; j < PARAMETERS; j++) {
                    sums.leftCurved[i][j] /= mass;
                }
            }
        }
    }

    /** By how much the logarithm of the integrand without W falls from 0 to y. */
    private double decay(double shape, double a, double b, double least, double y) {
        double u = least * Math.expm1(y);
        return shape * Math.log1p(u / a) + (s + 1) * Math.log1p(u / b) - y;
    }

    /** Adds a time of leaving. */
    private void left(double f) {
        double whole = f * weight;
        mass += whole;
        for (int i = 0; i < PARAMETERS; i++) {
            sums.left[i] += whole * first[i] + f * weightFirst[i];
            for (int j = i; sums.isCurved() && j < PARAMETERS; j++) {
                sums.leftCurved[i][j] += whole * (second[i][j] + first[i] * first[j])
                        + f * (first[i] * weightFirst[j] + weightFirst[i] * first[j] + weightSecond[i][j]);
            }
        }
    }

    /**
     * Looks at one who left at a time (power 1 of the rate of leaving) or is alive then (power 0).
     *
     * @param sinceA ln ((alpha + time) / alpha)
     * @param sinceB ln ((beta + time) / beta)
     */
    private void look(double shape, double power, double time, double sinceA, double sinceB) {
        double nowA = 1 / (alpha + time);
        double nowB = 1 / (beta + time);
        first[0] = rising.slope - sinceA;
        first[1] = r / alpha - shape * nowA;
        first[2] = power / s - sinceB;
        first[3] = s / beta - (s + power) * nowB;
        if (sums.isCurved()) {
            second[0][0] = rising.bend;
            second[0][1] = time / alpha * nowA;
            second[1][1] = shape * nowA * nowA - r / (alpha * alpha);
            second[2][2] = -power / (s * s);
            second[2][3] = time / beta * nowB;
            second[3][3] = (s + power) * nowB * nowB - s / (beta * beta);
        }
        rates.look(shape, time);
        leaving.look(s + power, time);
        weigh();
    }

    /** W = 1 + q (2A-1) (2B-1) and its derivatives. */
    private void weigh() {
        double p = 2 * rates.calm - 1;
        double m = 2 * leaving.calm - 1;
        double byA = 2 * association * m * rates.calm;
        double byB = 2 * association * p * leaving.calm;
        // Where q is 1 or -1 rounding must not make it negative.
        weight = Math.max(1 + association * p * m, Double.MIN_NORMAL);
        for (int i = 0; i < 2; i++) {
            weightFirst[i] = byA * rates.first[i];
            weightFirst[2 + i] = byB * leaving.first[i];
        }
        weightFirst[4] = p * m;
        if (sums.isCurved()) {
            bend(p, m, byA, byB);
        }
    }

    private void bend(double p, double m, double byA, double byB) {
        double both = 4 * association * rates.calm * leaving.calm;
        for (int i = 0; i < 2; i++) {
            for (int j = i; j < 2; j++) {
                weightSecond[i][j] = byA * (rates.first[i] * rates.first[j] + rates.second[i + j]);
                weightSecond[2 + i][2 + j] = byB * (leaving.first[i] * leaving.first[j] + leaving.second[i + j]);
            }
            for (int k = 0; k < 2; k++) {
                weightSecond[i][2 + k] = both * rates.first[i] * leaving.first[k];
            }
            weightSecond[i][4] = 2 * m * rates.calm * rates.first[i];
            weightSecond[2 + i][4] = 2 * p * leaving.calm * leaving.first[i];
        }
    }
}
