package io.engagement.customerbase.gompertz;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.internal.customerbase.MixtureLikelihood;
import io.engagement.internal.math.LogRising;
import io.engagement.internal.math.Mixture;
import java.util.List;

/**
 * Log-likelihood of GGom/NBD and its first and second derivatives by r, alpha, s, beta and b, added up over rows that come in the
 * order of x.
 */
final class GammaGompertzLikelihood implements MixtureLikelihood.Rows {
    private static final int PARAMETERS = 5;
    /** Rows of one task; fixed, so that the number of threads changes no bit. */
    private static final int CHUNK = 256;

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double b;
    private final GompertzTime time;
    private final Mixture sums;

    /** By r; rows come in the order of x. */
    private final LogRising rising;

    /** Of distinct rows, with times in the given unit. */
    static CurvedLogLikelihood of(Purchases distinct, double unit, List<Parameter> parameters) {
        return new MixtureLikelihood(distinct, unit, parameters, CHUNK, GammaGompertzLikelihood::new);
    }

    private GammaGompertzLikelihood(double[] parameters, boolean curved) {
        r = parameters[0];
        rising = new LogRising(r);
        alpha = parameters[1];
        s = parameters[2];
        beta = parameters[3];
        b = parameters[4];
        time = new GompertzTime(alpha, beta, b);
        sums = new Mixture(PARAMETERS, curved);
    }

    @Override
    public void add(double x, double recency, double age, double weight) {
        rising.look(x);
        double shape = r + x;
        boolean silent = recency < age;
        time.leaving(s, shape, recency);
        if (silent) {
            time.integrate(age - recency, sums.isCurved());
        }
        double logRate = Math.log(s) + time.logRate();
        double silentL = time.rise(age - recency);
        time.look(recency);
        double firstL = time.l;
        time.look(age);
        double silence = Math.log1p((age - recency) / (alpha + recency));
        // ln of P(dead)/P(alive).
        double odds = silent && time.mass > 0
                ? logRate + time.scale + Math.log(time.mass) + s * silentL + shape * silence
                : Double.NEGATIVE_INFINITY;
        double less = Math.exp(-Math.abs(odds));
        double start = Math.log1p(age / alpha);
        alive(shape, age, start);
        if (odds > Double.NEGATIVE_INFINITY) {
            left(shape, rising.slope - start + silence, 1 / s - firstL);
        } else {
            sums.nobodyLeft();
        }
        double logLikelihood = rising.value
                - r * start
                - x * Math.log(alpha + age)
                - s * time.l
                + Math.max(odds, 0)
                + Math.log1p(less);
        sums.add(weight, logLikelihood, (odds > 0 ? 1 : less) / (1 + less));
    }

    /** The derivatives of ln A, of one who is alive at the time last looked at. */
    private void alive(double shape, double age, double start) {
        double now = 1 / (alpha + age);
        double inverse = time.inverse;
        double rate = age * time.sigma;
        sums.alive[0] = rising.slope - start;
        sums.alive[1] = (r * age - (shape - r) * alpha) / alpha * now;
        sums.alive[2] = -time.l;
        sums.alive[3] = s * (1 / beta - inverse);
        sums.alive[4] = -s * rate;
        if (sums.isCurved()) {
            double[][] h = sums.aliveCurved;
            h[0][0] = rising.bend;
            h[0][1] = age / alpha * now;
            h[1][1] = shape * now * now - r / (alpha * alpha);
            h[2][3] = 1 / beta - inverse;
            h[2][4] = -rate;
            h[3][3] = s * (inverse * inverse - 1 / (beta * beta));
            h[3][4] = s * rate * inverse;
            h[4][4] = -s * age * rate * (beta - 1) * inverse;
        }
    }

    /** Expectations over the time of leaving; by r and s, what does not depend on that time is handed in. */
    private void left(double shape, double byR, double byS) {
        // How the derivatives depend on what is summed: by r, alpha, s and beta on one of the six each, by b on
        // two.
        double more = s + 1;
        double mass = time.mass;
        double[] mean = new double[6];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = time.first[i] / mass;
        }
        double[] g = sums.left;
        g[0] = byR - mean[0];
        g[1] = r / alpha - shape * mean[1];
        g[2] = byS - mean[2];
        g[3] = s / beta - more * mean[3];
        g[4] = 1 / b + mean[4] - more * mean[5];
        if (!sums.isCurved()) {
            return;
        }
        double[] slope = {-1, -shape, -1, -more};
        double[][] h = sums.leftCurved;
        for (int i = 0; i < 4; i++) {
            for (int j = i; j < 4; j++) {
                h[i][j] = g[i] * g[j] + slope[i] * slope[j] * covariance(mean, i, j);
            }
            h[i][4] = g[i] * g[4] + slope[i] * (covariance(mean, i, 4) - more * covariance(mean, i, 5));
        }
        h[4][4] = g[4] * g[4]
                + covariance(mean, 4, 4)
                - 2 * more * covariance(mean, 4, 5)
                + more * more * covariance(mean, 5, 5)
                - 1 / (b * b)
                - more * time.spread / mass;
        h[0][0] += rising.bend;
        h[0][1] += 1 / alpha - mean[1];
        h[1][1] += shape * time.second[1][1] / mass - r / (alpha * alpha);
        h[2][2] -= 1 / (s * s);
        h[2][3] += 1 / beta - mean[3];
        h[2][4] -= mean[5];
        h[3][3] += more * time.second[3][3] / mass - s / (beta * beta);
        h[3][4] += more * time.second[3][5] / mass;
    }

    private double covariance(double[] mean, int i, int j) {
        return time.second[i][j] / time.mass - mean[i] * mean[j];
    }

    @Override
    public Mixture sums() {
        return sums;
    }
}
