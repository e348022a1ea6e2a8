package io.engagement.customerbase.pareto;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.internal.customerbase.MixtureLikelihood;
import io.engagement.internal.math.LeavingIntegral;
import io.engagement.internal.math.LogRising;
import io.engagement.internal.math.Mixture;
import java.util.List;

/**
 * The log-likelihood of Pareto/NBD and its first and second derivatives by r, alpha, s and beta, added up over rows that come in
 * the order of x: the integral of {@link ParetoKernel} and its derivatives from the same nodes, as many as the integrand's decay
 * asks for.
 */
final class ParetoLikelihood implements MixtureLikelihood.Rows {
    private static final int CHUNK = 512;
    private static final int PARAMETERS = 4;

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final Mixture sums;

    /** By r; rows come in the order of x. */
    private final LogRising rising;

    /** Over the time of leaving, relative to the integrand at its start. */
    private final LeavingIntegral leaving;

    static CurvedLogLikelihood of(Purchases distinct, double unit, List<Parameter> parameters) {
        return new MixtureLikelihood(distinct, unit, parameters, CHUNK, ParetoLikelihood::new);
    }

    private ParetoLikelihood(double[] parameters, boolean curved) {
        this.r = parameters[0];
        this.rising = new LogRising(r);
        this.alpha = parameters[1];
        this.s = parameters[2];
        this.beta = parameters[3];
        this.sums = new Mixture(PARAMETERS, curved);
        this.leaving = new LeavingIntegral(curved ? 2 : 1);
    }

    @Override
    public void add(double x, double recency, double age, double weight) {
        rising.look(x);
        double shape = r + x;
        double a = alpha + recency;
        double b = beta + recency;
        double silence = age - recency;
        double lastA = Math.log1p(silence / a);
        double lastB = Math.log1p(silence / b);
        double startA = Math.log1p(age / alpha);
        double startB = Math.log1p(age / beta);
        leaving.integrate(shape, s, a, b, silence);
        double mass = leaving.mass;
        // ln of P(dead)/P(alive).
        double odds = mass > 0 ? Math.log(s * mass) + shape * lastA + s * lastB : Double.NEGATIVE_INFINITY;
        double less = Math.exp(-Math.abs(odds));
        double dead = (odds > 0 ? 1 : less) / (1 + less);
        alive(shape, age, startA, startB);
        if (mass > 0) {
            left(shape, rising.slope - startA + lastA, 1 / s - startB + lastB);
        } else {
            sums.nobodyLeft();
        }
        double logLikelihood = rising.value
                - r * startA
                - x * Math.log(alpha + age)
                - s * startB
                + Math.max(odds, 0)
                + Math.log1p(less);
        sums.add(weight, logLikelihood, dead);
    }

    /** The derivatives of ln A, of one who is alive now. */
    private void alive(double shape, double age, double startA, double startB) {
        double nowA = 1 / (alpha + age);
        double nowB = 1 / (beta + age);
        sums.alive[0] = rising.slope - startA;
        sums.alive[1] = (r * age - (shape - r) * alpha) / alpha * nowA;
        sums.alive[2] = -startB;
        sums.alive[3] = s * age / beta * nowB;
        if (sums.isCurved()) {
            double[][] h = sums.aliveCurved;
            h[0][0] = rising.bend;
            h[0][1] = age / alpha * nowA;
            h[1][1] = shape * nowA * nowA - r / (alpha * alpha);
            h[2][3] = age / beta * nowB;
            h[3][3] = s * (nowB * nowB - 1 / (beta * beta));
        }
    }

    /** Expectations over the time of leaving; by r and s, what does not depend on that time is handed in. */
    private void left(double shape, double byR, double byS) {
        double mass = leaving.mass;
        double[] first = leaving.first;
        double[] second = leaving.second;
        double byAlpha = r / alpha;
        double byBeta = s / beta;
        double logA = first[0] / mass;
        double inverseA = first[1] / mass;
        double logB = first[2] / mass;
        double inverseB = first[3] / mass;
        double[] g = sums.left;
        g[0] = byR - logA;
        g[1] = byAlpha - shape * inverseA;
        g[2] = byS - logB;
        g[3] = byBeta - (s + 1) * inverseB;
        if (!sums.isCurved()) {
            return;
        }
        double[][] h = sums.leftCurved;
        // E[g g'] = E[g] E[g'] + the covariance of what depends on the time; E[H] beside it.
        h[0][0] = g[0] * g[0] + second[0] / mass - logA * logA + rising.bend;
        h[0][1] = g[0] * g[1] + shape * (second[1] / mass - logA * inverseA) + 1 / alpha - inverseA;
        h[0][2] = g[0] * g[2] + second[2] / mass - logA * logB;
        h[0][3] = g[0] * g[3] + (s + 1) * (second[3] / mass - logA * inverseB);
        h[1][1] = g[1] * g[1]
                + shape * shape * (second[4] / mass - inverseA * inverseA)
                + shape * second[4] / mass
                - r / (alpha * alpha);
        h[1][2] = g[1] * g[2] + shape * (second[5] / mass - inverseA * logB);
        h[1][3] = g[1] * g[3] + shape * (s + 1) * (second[6] / mass - inverseA * inverseB);
        h[2][2] = g[2] * g[2] + second[7] / mass - logB * logB - 1 / (s * s);
        h[2][3] = g[2] * g[3] + (s + 1) * (second[8] / mass - logB * inverseB) + 1 / beta - inverseB;
        h[3][3] = g[3] * g[3]
                + (s + 1) * (s + 1) * (second[9] / mass - inverseB * inverseB)
                + (s + 1) * second[9] / mass
                - s / (beta * beta);
    }

    @Override
    public Mixture sums() {
        return sums;
    }
}
