package io.engagement.proportion;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import java.util.List;

/**
 * Beta-binomial: k of n where each customer has a share of their own, and these have a beta distribution over customers
 * with parameters alpha and beta. Skellam (1948), "A Probability Distribution Derived from the Binomial Distribution by
 * Regarding the Probability of Success as Variable Between the Sets of Trials", Journal of the Royal Statistical Society B
 * 10(2), 257-261. Another parameterisation is by the mean and the correlation rho = 1 / (alpha + beta + 1). Immutable.
 *
 * @see SharePrior for what is to be believed of a customer where a base is small or customers do not differ
 */
public final class BetaBinomial implements StatisticalModel {
    static final String NAME = "beta-binomial";

    private static final double LEAST = 1e-9;
    private static final double MOST = 1e9;

    /** How its texts are read, alone and fitted. */
    public static final Family<BetaBinomial> FAMILY = Family.of(NAME, 1, BetaBinomial::ofText);

    private final double alpha;
    private final double beta;

    private BetaBinomial(double alpha, double beta) {
        this.alpha = Checks.within("alpha", alpha, LEAST, MOST);
        this.beta = Checks.within("beta", beta, LEAST, MOST);
    }

    /**
     * A model from its parameters.
     *
     * @param alpha from 1e-9 to 1e9
     * @param beta from 1e-9 to 1e9
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static BetaBinomial of(double alpha, double beta) {
        return new BetaBinomial(alpha, beta);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of customers.
     *
     * @param proportions k of n of each customer
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if nobody has any, or k is 0 for all or n for all
     */
    public static Fitted<BetaBinomial> fit(Proportions proportions) {
        return CountFit.of(
                NAME,
                proportions.sums().seen(),
                List.of(parameters()),
                alpha -> new BetaBinomial(alpha[0], alpha[1]),
                List.of());
    }

    /** Names of the parameters of k and of n - k. */
    static String[] parameters() {
        return new String[] {"alpha", "beta"};
    }

    private static BetaBinomial ofText(ModelText text, Registry registry) {
        return new BetaBinomial(text.number("alpha"), text.number("beta"));
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(NAME, 1).with("alpha", alpha).with("beta", beta);
    }

    /**
     * First parameter of the shares' distribution.
     *
     * @return alpha, positive
     */
    public double alpha() {
        return alpha;
    }

    /**
     * Second parameter of the shares' distribution.
     *
     * @return beta, positive
     */
    public double beta() {
        return beta;
    }

    /**
     * The share of a customer of whom nothing is known.
     *
     * @return alpha / (alpha + beta)
     */
    public double mean() {
        return prior().mean();
    }

    /**
     * How alike customers are: as if so many of each customer had been seen before.
     *
     * @return alpha + beta
     */
    public double precision() {
        return alpha + beta;
    }

    /**
     * The correlation between two of one customer, rho.
     *
     * @return 1 / (alpha + beta + 1)
     */
    public double correlation() {
        return 1 / (precision() + 1);
    }

    /**
     * The shares' distribution over customers.
     *
     * @return what is known of the share of a customer of whom nothing is known
     */
    public Share prior() {
        return new Share(alpha, beta);
    }

    /**
     * The log-likelihood of one customer.
     *
     * @param k from 0 to n
     * @param n from 0 to 2,147,483,647
     * @return ln of the probability of k, binomial coefficient included
     * @throws IllegalArgumentException if a count is out of its range
     */
    public double logLikelihood(long k, long n) {
        return CountLikelihood.of(new double[] {alpha, beta}, precision(), new long[] {k, checked(k, n)});
    }

    /**
     * What is known of the share of a customer with k of n.
     *
     * @param k from 0 to n
     * @param n from 0 to 2,147,483,647
     * @return beta with alpha + k and beta + n - k
     * @throws IllegalArgumentException if a count is out of its range
     */
    public Share posterior(long k, long n) {
        return new Share(alpha + k, beta + checked(k, n));
    }

    /**
     * The standard errors of a fit to customers with these n if this model is true: by the expected information, as some
     * programs print them. Those of {@link Fitted} are by the observed one; where the two differ much, the model fits badly.
     *
     * @param customers whose n are read, each at most 100,000
     * @return of alpha and of beta; infinite or NaN if nobody has two or more
     * @throws IllegalArgumentException if an n is larger
     */
    public double[] expectedErrors(Proportions customers) {
        return ExpectedInformation.standardErrors(this, customers.sums());
    }

    /** n - k of checked counts. */
    static long checked(long k, long n) {
        if (!(k >= 0 && k <= n && n <= CountSums.MOST)) {
            throw new IllegalArgumentException(
                    "k must be from 0 to n, and n at most " + CountSums.MOST + ", were " + k + " and " + n);
        }
        return n - k;
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[alpha=" + alpha + ", beta=" + beta + "]";
    }
}
