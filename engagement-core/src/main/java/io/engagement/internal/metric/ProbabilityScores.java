package io.engagement.internal.metric;

import java.util.Arrays;

/** Scores of probabilities, and whether they were too high or too low. */
public final class ProbabilityScores {
    private ProbabilityScores() {}

    /** The mean squared distance from what happened: Brier (1950). */
    public static Estimate brier(JudgedRows rows) {
        return Estimate.mean(rows, row -> square(rows.said(row) - rows.happened(row)));
    }

    private static double square(double x) {
        return x * x;
    }

    /** The mean of -ln of the probability that was given to what happened; infinite if that was 0 once. */
    public static Estimate logLoss(JudgedRows rows) {
        return Estimate.mean(rows, row -> -logOfWhatHappened(rows, row));
    }

    private static double logOfWhatHappened(JudgedRows rows, int row) {
        return rows.happened(row) > 0 ? Math.log(rows.said(row)) : Math.log1p(-rows.said(row));
    }

    /** How many rows were told to be impossible, and happened. */
    public static int impossible(JudgedRows rows) {
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            count += logOfWhatHappened(rows, row) == Double.NEGATIVE_INFINITY ? 1 : 0;
        }
        return count;
    }

    /** How many rows were given exactly 0 or 1, of which there are no log-odds. */
    public static int certain(JudgedRows rows) {
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            count += rows.said(row) > 0 && rows.said(row) < 1 ? 0 : 1;
        }
        return count;
    }

    /** The share to which it happened less the mean probability. */
    public static Estimate inTheLarge(JudgedRows rows) {
        return Estimate.mean(rows, row -> rows.happened(row) - rows.said(row));
    }

    /**
     * Spiegelhalter's (1986) z: nearly standard normal if the probabilities are right. Rows of one customer vary together as they
     * are seen to; NaN if that leaves no variance.
     */
    public static double spiegelhalter(JudgedRows rows) {
        double[] ofCustomer = new double[rows.customers()];
        double sum = 0;
        double variance = 0;
        double own = 0;
        for (int row = 0; row < rows.size(); row++) {
            double p = rows.said(row);
            double term = (rows.happened(row) - p) * (1 - 2 * p);
            sum += term;
            variance += square(1 - 2 * p) * p * (1 - p);
            own += term * term;
            ofCustomer[rows.customer(row)] += term;
        }
        if (rows.origins() > 1) {
            double[] squares =
                    Arrays.stream(ofCustomer).map(each -> each * each).sorted().toArray();
            variance += Arrays.stream(squares).sum() - own;
        }
        return variance > 0 ? sum / Math.sqrt(variance) : Double.NaN;
    }

    /**
     * The Brier score by isotonic recalibration (CORP): Dimitriadis, Gneiting and Jordan (2021), PNAS 118(8), e2016191118.
     *
     * @param rows of one origin, or pooled
     * @return miscalibration, discrimination, uncertainty: Brier = MCB - DSC + UNC
     */
    public static double[] corp(JudgedRows rows) {
        Isotonic fit = new Isotonic(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            fit.add(rows.said(row), rows.happened(row));
        }
        fit.pool();
        double base = rows.happened(0, rows.size()) / rows.size();
        double said = 0;
        double recalibrated = 0;
        double constant = 0;
        int block = 0;
        for (int row = 0; row < rows.size(); row++) {
            block += rows.said(row) > fit.last(block) ? 1 : 0;
            said += square(rows.said(row) - rows.happened(row));
            recalibrated += square(fit.mean(block) - rows.happened(row));
            constant += square(base - rows.happened(row));
        }
        double n = rows.size();
        return new double[] {(said - recalibrated) / n, (constant - recalibrated) / n, constant / n};
    }

    /**
     * What a threshold gains: the share of those chosen to whom it happens, less that of the others at the threshold's odds; a
     * row of all. Vickers and Elkin (2006), Medical Decision Making 26, 565-574.
     */
    public static Estimate netBenefit(JudgedRows rows, double threshold) {
        double odds = threshold / (1 - threshold);
        return Estimate.mean(rows, row -> rows.said(row) < threshold ? 0 : rows.happened(row) > 0 ? 1 : -odds);
    }

    /**
     * Intercept and slope of a logistic regression of what happened on the log-odds that were said (Cox 1958): 0 and 1 if they are
     * right. Empty if there are none: of a 0 or 1 that was said, of one class, or where one class is wholly above the other.
     */
    public static Estimate[] recalibration(JudgedRows rows) {
        double[] logit = new double[rows.size()];
        double[] happened = new double[rows.size()];
        for (int row = 0; row < logit.length; row++) {
            logit[row] = Math.log(rows.said(row)) - Math.log1p(-rows.said(row));
            happened[row] = rows.happened(row);
        }
        return estimates(rows, LogisticRegression.fit(happened, new double[logit.length], logit));
    }

    /** By how much the log-odds that were said are too low, all by the same: the intercept where the slope is 1. */
    public static Estimate[] intercept(JudgedRows rows) {
        double[] logit = new double[rows.size()];
        double[] happened = new double[rows.size()];
        for (int row = 0; row < logit.length; row++) {
            logit[row] = Math.log(rows.said(row)) - Math.log1p(-rows.said(row));
            happened[row] = rows.happened(row);
        }
        return estimates(rows, LogisticRegression.fit(happened, logit));
    }

    private static Estimate[] estimates(JudgedRows rows, LogisticRegression fit) {
        if (!fit.converged()) {
            return new Estimate[0];
        }
        double factor = Estimate.small(Estimate.clusters(rows));
        Estimate[] estimates = new Estimate[fit.coefficients().length];
        for (int j = 0; j < estimates.length; j++) {
            double[] sorted = fit.influence(j);
            estimates[j] = new Estimate(
                    fit.coefficients()[j],
                    rows.given(Arrays.stream(sorted).map(each -> factor * each).toArray()));
        }
        return estimates;
    }
}
