package io.engagement.customerbase.geometric;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.OrderedSums;

/**
 * The log-likelihood of the BG family over a customer base and its first and second derivatives by ln r, ln alpha, ln a
 * and ln b, for a fixed number of stages and without what that number alone determines.
 *
 * <p>Of distinct rows only, ordered by x: what depends on x alone is computed once for each x.
 */
final class StagedLikelihood implements CurvedLogLikelihood {
    private static final int CHUNK = 8_192;

    private final int k;
    private final int first;
    private final Purchases distinct;
    private final double unit;

    StagedLikelihood(Purchases distinct, int k, DropOut dropOut, double unit) {
        this.distinct = distinct;
        this.k = k;
        this.first = dropOut.first();
        this.unit = unit;
    }

    @Override
    public int dimension() {
        return BetaGeometricSums.PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] logs, double[] gradient) {
        return sums(logs).byLogs(gradient);
    }

    @Override
    public double valueGradientAndHessian(double[] logs, double[] gradient, double[][] hessian) {
        return sums(logs).byLogs(gradient, hessian);
    }

    private BetaGeometricSums sums(double[] logs) {
        return OrderedSums.into(
                new BetaGeometricSums(logs),
                distinct.size(),
                CHUNK,
                (from, to) -> new Pass(new BetaGeometricSums(logs)).over(from, to),
                BetaGeometricSums::add);
    }

    /** One worker's pass over the rows. */
    private final class Pass {
        private final BetaGeometricSums sums;
        private final CountTerms terms;
        private final double r;
        private final double alpha;
        private final double logAlpha;

        // Of the x at hand.
        private double count = -1;
        private double occasions;
        private double shape;
        private double logDropOut;

        // Of the row at hand: the polynomial of the stages since the last purchase, and its derivatives by r and by ln
        // v.
        private double polynomial;
        private double byR;
        private double byV;
        private double byRR;
        private double byRV;
        private double byVV;

        Pass(BetaGeometricSums sums) {
            this.sums = sums;
            this.r = sums.r;
            this.alpha = sums.alpha;
            this.logAlpha = Math.log(alpha);
            this.terms = new CountTerms(r, sums.a, sums.b);
        }

        BetaGeometricSums over(int from, int to) {
            for (int row = from; row < to; row++) {
                if (distinct.frequency(row) != count) {
                    prepare(distinct.frequency(row));
                }
                add(distinct.recency(row) / unit, distinct.age(row) / unit, distinct.weight(row));
            }
            return sums;
        }

        /** What depends on x only. */
        private void prepare(double x) {
            count = x;
            occasions = x + first;
            shape = r + k * x;
            terms.riseTo(k * x, occasions);
            logDropOut = occasions > 0 ? Math.log(sums.a / (sums.b + (occasions - 1))) : Double.NEGATIVE_INFINITY;
        }

        private void stages(double v) {
            double term = 1;
            double harmonic = 0;
            double squares = 0;
            polynomial = 1;
            byR = 0;
            byV = 0;
            byRR = 0;
            byRV = 0;
            byVV = 0;
            for (int j = 1; j < k; j++) {
                double inverse = 1 / (shape + (j - 1));
                term *= (shape + (j - 1)) / j * v;
                harmonic += inverse;
                squares += inverse * inverse;
                polynomial += term;
                byR += term * harmonic;
                byV += term * j;
                byRR += term * (harmonic * harmonic - squares);
                byRV += term * harmonic * j;
                byVV += term * j * j;
            }
            byR /= polynomial;
            byV /= polynomial;
            byRR = byRR / polynomial - byR * byR;
            byRV = byRV / polynomial - byR * byV;
            byVV = byVV / polynomial - byV * byV;
        }

        private void add(double recency, double age, double weight) {
            double now = alpha + age;
            double last = alpha + recency;
            double silence = age - recency;
            double sinceLast = Math.log1p(silence / last);
            double sinceStart = Math.log1p(age / alpha);
            stages(silence / now);
            double logAlive = Math.log(polynomial);
            // ln of P(dead)/P(alive). Scaled by the likelier: e^0 for that, e^-|odds| for the other.
            double odds = logDropOut + shape * sinceLast - logAlive;
            double less = Math.exp(-Math.abs(odds));
            double likelier = 1 / (1 + less);
            double dead = odds > 0 ? likelier : less * likelier;
            double alive = odds > 0 ? less * likelier : likelier;
            double share = age / now;
            double rest = alpha / now;
            // Minus the derivative of sinceLast by ln alpha.
            double fall = alpha * silence / (now * last);
            double lastShare = recency / last;
            sums.add(weight, terms);
            sums.value += weight
                    * (logAlive + Math.max(odds, 0) + Math.log1p(less) - shape * sinceStart - k * count * logAlpha);
            double[] g = sums.gradient;
            g[0] += weight * (alive * byR + dead * sinceLast - sinceStart);
            g[1] += weight * ((r * age - k * count * alpha) / now - alive * rest * byV - dead * shape * fall);
            // By how much the derivatives of ln dead are above those of ln alive.
            double apartByR = sinceLast - byR;
            double apartByAlpha = rest * byV - shape * fall;
            double torn = alive * dead;
            double[][] h = sums.hessian;
            h[0][0] += weight * (alive * byRR + torn * apartByR * apartByR);
            h[0][1] += weight * (share - alive * rest * byRV - dead * fall + torn * apartByR * apartByAlpha);
            h[1][1] += weight
                    * (-shape * share * rest
                            + alive * rest * (rest * byVV - share * byV)
                            + dead * shape * (share * rest - lastShare * (1 - lastShare))
                            + torn * apartByAlpha * apartByAlpha);
            if (occasions > 0) {
                sums.addOdds(
                        occasions,
                        weight * dead,
                        weight * torn,
                        weight * torn * apartByR,
                        weight * torn * apartByAlpha);
            }
        }
    }
}
