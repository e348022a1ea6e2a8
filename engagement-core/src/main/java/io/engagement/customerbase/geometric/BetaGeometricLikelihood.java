package io.engagement.customerbase.geometric;

import io.engagement.customerbase.Purchases;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.OrderedSums;
import io.engagement.internal.math.GammaDifferences;
import java.util.Arrays;

/**
 * The log-likelihood of BG/NBD over a customer base and its first and second derivatives by ln r, ln alpha, ln a and ln b.
 *
 * <p>Of distinct rows only, ordered by x: what depends on x alone (all gamma functions) is computed once for each x, by
 * recurrence from the one before. Rows go in chunks of fixed size whose sums are added in order, so that the bits do not
 * depend on threads.
 */
final class BetaGeometricLikelihood implements CurvedLogLikelihood {
    private static final int CHUNK = 16_384;
    /** In mean ages: where r and alpha run off together, r ln(1 + T/alpha) would drown in rounding. */
    private static final double FAR = 64;

    private final double[] recency;
    private final double[] age;
    private final double[] weight;
    /** The x of each group of rows, ascending; where it starts; the customers in it. */
    private final double[] count;

    private final int[] start;
    private final double[] customers;
    private final double allCustomers;

    /** Of distinct, ordered rows, with their times divided by a unit. */
    BetaGeometricLikelihood(Purchases distinct, double unit) {
        int rows = distinct.size();
        recency = new double[rows];
        age = new double[rows];
        weight = new double[rows];
        double[] counts = new double[rows];
        double[] sums = new double[rows];
        int[] starts = new int[rows + 1];
        int groups = 0;
        for (int row = 0; row < rows; row++) {
            recency[row] = distinct.recency(row) / unit;
            age[row] = distinct.age(row) / unit;
            weight[row] = distinct.weight(row);
            if (row == 0 || distinct.frequency(row) != counts[groups - 1]) {
                counts[groups] = distinct.frequency(row);
                starts[groups] = row;
                groups++;
            }
            sums[groups - 1] += weight[row];
        }
        starts[groups] = rows;
        count = Arrays.copyOf(counts, groups);
        start = Arrays.copyOf(starts, groups + 1);
        customers = Arrays.copyOf(sums, groups);
        allCustomers = Arrays.stream(customers).sum();
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
        BetaGeometricSums sums = new BetaGeometricSums(logs);
        addCounts(sums);
        return OrderedSums.into(
                sums,
                age.length,
                CHUNK,
                (from, to) -> new Times(new BetaGeometricSums(logs)).over(from, to),
                BetaGeometricSums::add);
    }

    /** What depends on x only: the gamma functions, weighted by the customers with this x. */
    private void addCounts(BetaGeometricSums sums) {
        CountTerms terms = new CountTerms(sums.r, sums.a, sums.b);
        for (int group = 0; group < count.length; group++) {
            terms.riseTo(count[group], count[group]);
            sums.add(customers[group], terms);
        }
    }

    /** ln (b)_n/(a+b)_n, which for a far below b is lost in a difference. */
    static double logShare(double a, double b, double n) {
        if (n > 8) {
            return GammaDifferences.logRising(b, n) - GammaDifferences.logRising(a + b, n);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum -= Math.log1p(a / (b + j));
        }
        return sum;
    }

    double customers() {
        return allCustomers;
    }

    /** One worker's pass over the rows: what depends on times. */
    private final class Times {
        private final BetaGeometricSums sums;
        private final double r;
        private final double alpha;
        private final double logAlpha;

        Times(BetaGeometricSums sums) {
            this.sums = sums;
            this.r = sums.r;
            this.alpha = sums.alpha;
            this.logAlpha = Math.log(alpha);
        }

        BetaGeometricSums over(int from, int to) {
            int at = Arrays.binarySearch(start, from);
            int group = at >= 0 ? at : -at - 2;
            for (int row = from; row < to; group++) {
                int end = Math.min(to, start[group + 1]);
                if (count[group] == 0) {
                    silent(row, end);
                } else {
                    repeated(count[group], row, end);
                }
                row = end;
            }
            return sums;
        }

        /** ln((from + by)/from): by log1p, which takes twice the time, only where its digits would count. */
        private double logRise(double by, double from) {
            return alpha > FAR ? Math.log1p(by / from) : Math.log((from + by) / from);
        }

        private void silent(int from, int to) {
            double logs = 0;
            double shares = 0;
            double spread = 0;
            for (int row = from; row < to; row++) {
                double share = age[row] / (alpha + age[row]);
                logs += weight[row] * logRise(age[row], alpha);
                shares += weight[row] * share;
                spread += weight[row] * share * (1 - share);
            }
            sums.value -= r * logs;
            sums.gradient[0] -= logs;
            sums.gradient[1] += r * shares;
            sums.hessian[0][1] += shares;
            sums.hessian[1][1] -= r * spread;
        }

        /**
         * Customers alive or left since the last purchase, with P(dead) p: what is added to ln A is ln(1 + e^odds), of whose
         * derivatives the first are p times those of the odds, the second p times those and p (1-p) times products of the first.
         */
        private void repeated(double x, int from, int to) {
            double shape = r + x;
            double logOdds = Math.log(sums.a / (sums.b + (x - 1)));
            double times = x * logAlpha;
            double value = 0;
            double byR = 0;
            double byLogAlpha = 0;
            double shares = 0;
            double bend = 0;
            double dead = 0;
            double deadFall = 0;
            double torn = 0;
            double tornLast = 0;
            double tornFall = 0;
            double tornLastLast = 0;
            double tornLastFall = 0;
            double tornFallFall = 0;
            for (int row = from; row < to; row++) {
                double now = alpha + age[row];
                double last = alpha + recency[row];
                double sinceStart = logRise(age[row], alpha);
                double sinceLast = logRise(age[row] - recency[row], last);
                double odds = logOdds + shape * sinceLast;
                // Scaled by the likelier of dead and alive: e^0 for that, e^-|odds| for the other.
                double less = Math.exp(-Math.abs(odds));
                double likelier = 1 / (1 + less);
                double rarer = less * likelier;
                double w = weight[row];
                double p = w * (odds > 0 ? likelier : rarer);
                double q = w * likelier * rarer;
                double share = age[row] / now;
                double lastShare = recency[row] / last;
                // Minus the derivative of sinceLast by ln alpha.
                double fall = alpha * (age[row] - recency[row]) / (now * last);
                value += w * (Math.max(odds, 0) + Math.log(1 + less) - shape * sinceStart - times);
                byR += p * sinceLast - w * sinceStart;
                byLogAlpha += w * ((r * age[row] - x * alpha) / now) - p * shape * fall;
                shares += w * share;
                bend += (w - p) * share * (1 - share) + p * lastShare * (1 - lastShare);
                dead += p;
                deadFall += p * fall;
                torn += q;
                tornLast += q * sinceLast;
                tornFall += q * fall;
                tornLastLast += q * sinceLast * sinceLast;
                tornLastFall += q * sinceLast * fall;
                tornFallFall += q * fall * fall;
            }
            double[][] h = sums.hessian;
            sums.value += value;
            sums.gradient[0] += byR;
            sums.gradient[1] += byLogAlpha;
            h[0][0] += tornLastLast;
            h[0][1] += shares - deadFall - shape * tornLastFall;
            h[1][1] += shape * (shape * tornFallFall - bend);
            sums.addOdds(x, dead, torn, tornLast, -shape * tornFall);
        }
    }
}
