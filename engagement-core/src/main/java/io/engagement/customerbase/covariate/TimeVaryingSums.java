package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.LeavingIntegral;
import io.engagement.internal.math.Mixture;
import java.util.Arrays;

/**
 * Sums over customers of the log-likelihood of Pareto/NBD with time-varying covariates and its derivatives, for one set of
 * parameters. Bachmann, Meierer and Naef (2021), Marketing Science 40(4), 783-809, doi:10.1287/mksc.2020.1254.
 *
 * <p>With z(t) a customer's covariates, P(t) = exp(purchases'z(t)), Q(t) = exp(leaving'z(t)), and A(t) = alpha + integral of P and
 * B(t) = beta + integral of Q since the first purchase, the likelihood is the product of P at the repeat purchases, times
 * Gamma(r+x)/Gamma(r) alpha^r beta^s, times
 *
 * <pre>  A(T)^-(r+x) B(T)^-s  +  s integral from t_x to T of A(u)^-(r+x) B(u)^-(s+1) Q(u) du</pre>
 *
 * <p>Where covariates do not change, A and B are linear, and a part of the integral is that of Pareto/NBD with A/P and B/Q for the
 * rates: {@link LeavingIntegral}. Derivatives of ln A by the coefficients are linear in 1/A there, so that what they need costs no
 * more nodes.
 *
 * <p>Indices: 0 to 3 for r, alpha, s and beta, then the coefficients for purchases, then those for leaving. Not for several threads.
 */
final class TimeVaryingSums {
    private static final int R = 0;
    private static final int ALPHA = 1;
    private static final int S = 2;
    private static final int BETA = 3;
    private static final int FIRST = 4;

    /** A share of what is left already that no later part of the integral can add to. */
    private static final double NOTHING = 1e-18;

    private final TimeVaryingBase base;
    private final double unit;
    private final double r;
    private final double s;
    private final Mixture sums;
    private final LeavingIntegral leaving;
    private final OperationalTime buying;
    private final OperationalTime staying;
    private final int dimension;

    // Of the customer at hand.
    private int row;
    private double shape;
    private double risingByR;
    private double risingByRR;
    /** Of the integral: its mass, and ln of the integrand's factors here, relative to where it starts. */
    private double mass;

    private double silent;
    /** Moments of ln(A/alpha), 1/A, ln(B/beta) and 1/B over one stretch, and of their products. */
    private final double[] one = new double[4];

    private final double[][] two = new double[4][4];
    /** Derivatives of ln of the integrand are constant[i] + slope[i] times one of these four. */
    private final double[] constant;

    private final double[] slope;

    TimeVaryingSums(
            TimeVaryingBase base, CovariateCoordinates coordinates, double[] point, double unit, boolean curved) {
        this.base = base;
        this.unit = unit;
        this.r = Math.exp(point[R]);
        this.s = Math.exp(point[S]);
        this.buying = new OperationalTime(base.covariates(), coordinates::ofPurchases, point, Math.exp(point[ALPHA]));
        this.staying = new OperationalTime(base.covariates(), coordinates::ofLeaving, point, Math.exp(point[BETA]));
        this.dimension = FIRST + buying.size() + staying.size();
        this.sums = new Mixture(dimension, curved);
        this.leaving = new LeavingIntegral(curved ? 2 : 1);
        this.constant = new double[dimension];
        this.slope = new double[dimension];
    }

    Mixture sums() {
        return sums;
    }

    int dimension() {
        return dimension;
    }

    /** The coordinate of an index. */
    int coordinate(int index) {
        int first = FIRST + buying.size();
        return index < FIRST
                ? index
                : index < first ? buying.coordinate(index - FIRST) : staying.coordinate(index - first);
    }

    void add(TimeVaryingSums other) {
        sums.add(other.sums);
    }

    /** Adds one of the base's distinct customers. */
    void add(int customer) {
        PurchaseTimes data = base.data();
        row = base.row(customer);
        double x = data.frequency(row);
        shape = r + x;
        risingByR = GammaDifferences.digammaRise(r, x);
        risingByRR = GammaDifferences.trigammaRise(r, x);
        mass = 0;
        silent = 0;
        buying.start();
        staying.start();
        sums.nobodyLeft();
        base.walk(row, data.first(row), data.last(row), this::pass);
        base.walk(row, data.last(row), data.end(), this::passSilently);
        alive();
        // ln of P(dead)/P(alive).
        double odds = mass > 0 ? Math.log(s * mass) - silent : Double.NEGATIVE_INFINITY;
        double less = Math.exp(-Math.abs(odds));
        double dead = (odds > 0 ? 1 : less) / (1 + less);
        double logLikelihood = GammaDifferences.logRising(r, x)
                - r * buying.logRise()
                - x * Math.log(buying.rate())
                - s * staying.logRise()
                + atPurchases()
                + Math.max(odds, 0)
                + Math.log1p(less);
        if (mass > 0) {
            divideByMass();
        }
        sums.add(base.weight(customer), logLikelihood, dead);
    }

    private double atPurchases() {
        double sum = 0;
        for (int i = 0; i < buying.size(); i++) {
            sum += buying.coefficient(i) * base.sumAtPurchases(row, buying.covariate(i));
        }
        return sum;
    }

    private void pass(CovariatePath path, int period, long from, long to) {
        double length = (to - from) / unit;
        buying.enter(path, period);
        staying.enter(path, period);
        buying.pass(length);
        staying.pass(length);
    }

    private void passSilently(CovariatePath path, int period, long from, long to) {
        double length = (to - from) / unit;
        buying.enter(path, period);
        staying.enter(path, period);
        // What is left of the integral is at most this.
        double weight = Math.exp(silent);
        if (!(weight <= NOTHING * s * mass)) {
            leaving.integrate(shape, s, buying.rate() / buying.speed(), staying.rate() / staying.speed(), length);
            gather(weight);
        }
        silent -= shape * Math.log1p(buying.speed() * length / buying.rate())
                + s * Math.log1p(staying.speed() * length / staying.rate());
        buying.pass(length);
        staying.pass(length);
    }

    /** Adds a stretch of the integral to the mass and to the derivatives. */
    private void gather(double weight) {
        double part = weight * leaving.mass;
        double fromA = buying.logRise();
        double fromB = staying.logRise();
        double perA = weight / buying.speed();
        double perB = weight / staying.speed();
        mass += part;
        one[0] = weight * leaving.first[0] + fromA * part;
        one[1] = perA * leaving.first[1];
        one[2] = weight * leaving.first[2] + fromB * part;
        one[3] = perB * leaving.first[3];
        expand();
        for (int i = 0; i < dimension; i++) {
            sums.left[i] += constant[i] * part + slope[i] * one[of(i)];
        }
        if (sums.isCurved()) {
            products(weight, part, fromA, fromB, perA, perB);
            gatherSquares(part);
            gatherCurvature(part, sums.leftCurved);
        }
    }

    private void products(double weight, double part, double fromA, double fromB, double perA, double perB) {
        double[] second = leaving.second;
        double a = weight * leaving.first[0];
        double b = weight * leaving.first[2];
        two[0][0] = weight * second[0] + 2 * fromA * a + fromA * fromA * part;
        two[0][1] = perA * second[1] + fromA * one[1];
        two[0][2] = weight * second[2] + fromA * b + fromB * a + fromA * fromB * part;
        two[0][3] = perB * second[3] + fromA * one[3];
        two[1][1] = perA / buying.speed() * second[4];
        two[1][2] = perA * second[5] + fromB * one[1];
        two[1][3] = perA / staying.speed() * second[6];
        two[2][2] = weight * second[7] + 2 * fromB * b + fromB * fromB * part;
        two[2][3] = perB * second[8] + fromB * one[3];
        two[3][3] = perB / staying.speed() * second[9];
    }

    /** Which of the four functions an index's derivative depends on. */
    private int of(int index) {
        return index < FIRST ? index : index < FIRST + buying.size() ? ALPHA : BETA;
    }

    /** The derivatives of ln of the integrand over the stretch at hand. */
    private void expand() {
        constant[R] = risingByR;
        slope[R] = -1;
        constant[ALPHA] = r / buying.initialRate();
        slope[ALPHA] = -shape;
        constant[S] = 1 / s;
        slope[S] = -1;
        constant[BETA] = s / staying.initialRate();
        slope[BETA] = -(s + 1);
        for (int i = 0; i < buying.size(); i++) {
            constant[FIRST + i] = base.sumAtPurchases(row, buying.covariate(i)) - shape * buying.value(i);
            slope[FIRST + i] = -shape * buying.excess(i);
        }
        int first = FIRST + buying.size();
        for (int i = 0; i < staying.size(); i++) {
            constant[first + i] = -s * staying.value(i);
            slope[first + i] = -(s + 1) * staying.excess(i);
        }
    }

    /** Expectations of products of first derivatives. */
    private void gatherSquares(double part) {
        for (int i = 0; i < dimension; i++) {
            int f = of(i);
            for (int j = i; j < dimension; j++) {
                int g = of(j);
                sums.leftCurved[i][j] += constant[i] * constant[j] * part
                        + constant[i] * slope[j] * one[g]
                        + constant[j] * slope[i] * one[f]
                        + slope[i] * slope[j] * (f <= g ? two[f][g] : two[g][f]);
            }
        }
    }

    /** Expectations of second derivatives. */
    private void gatherCurvature(double part, double[][] h) {
        h[R][R] += risingByRR * part;
        h[S][S] -= part / (s * s);
        buying.addCurvature(h, R, FIRST, r, shape, new double[] {part, one[1], two[1][1]});
        staying.addCurvature(h, S, FIRST + buying.size(), s, s + 1, new double[] {part, one[3], two[3][3]});
    }

    private void divideByMass() {
        for (int i = 0; i < dimension; i++) {
            sums.left[i] /= mass;
            for (int j = i; j < dimension; j++) {
                sums.leftCurved[i][j] /= mass;
            }
        }
    }

    /** The derivatives of ln of the likelihood of one who is alive now. */
    private void alive() {
        double[] g = sums.alive;
        g[R] = risingByR - buying.logRise();
        g[ALPHA] = r / buying.initialRate() - shape / buying.rate();
        g[S] = -staying.logRise();
        g[BETA] = s / staying.initialRate() - s / staying.rate();
        for (int i = 0; i < buying.size(); i++) {
            g[FIRST + i] = base.sumAtPurchases(row, buying.covariate(i)) - shape * buying.moment(i) / buying.rate();
        }
        int first = FIRST + buying.size();
        for (int i = 0; i < staying.size(); i++) {
            g[first + i] = -s * staying.moment(i) / staying.rate();
        }
        if (sums.isCurved()) {
            double[][] h = sums.aliveCurved;
            for (double[] line : h) {
                Arrays.fill(line, 0);
            }
            h[R][R] = risingByRR;
            buying.addCurvature(h, R, FIRST, r, shape, powers(buying.rate()));
            staying.addCurvature(h, S, first, s, s, powers(staying.rate()));
        }
    }

    private static double[] powers(double rate) {
        return new double[] {1, 1 / rate, 1 / (rate * rate)};
    }
}
