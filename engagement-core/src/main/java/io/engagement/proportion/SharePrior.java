package io.engagement.proportion;

import io.engagement.fit.Fitted;
import java.util.Optional;

/**
 * What to believe of the share of a customer with k of n, given all customers. Where customers differ, the beta-binomial
 * posterior, drawn to the population the more, the less is known. Where they do not, or too few tell, all have the one share
 * of them together, as far as it is known. Immutable.
 */
public final class SharePrior {
    private final Share pooled;
    private final Optional<Fitted<BetaBinomial>> fitted;
    private final Optional<String> reason;

    private SharePrior(Share pooled, Optional<Fitted<BetaBinomial>> fitted, Optional<String> reason) {
        this.pooled = pooled;
        this.fitted = fitted;
        this.reason = reason;
    }

    /**
     * What all customers tell.
     *
     * @param all k of n of each customer
     * @return the beta-binomial, fitted; or one share for all if fewer than 50 customers have two or more, if k is 0 for all
     *     or n for all, or if the precision alpha + beta is above 10,000
     */
    public static SharePrior of(Proportions all) {
        // Jeffreys' prior of one share, seen k of n times.
        Share pooled = new Share(all.k() + 0.5, all.n() - all.k() + 0.5);
        if (all.several() < CountFit.FEWEST) {
            return new SharePrior(pooled, Optional.empty(), Optional.of(tooFew(all.several())));
        }
        if (all.k() == 0 || all.k() == all.n()) {
            return new SharePrior(pooled, Optional.empty(), Optional.of(ALIKE));
        }
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(all);
        return fitted.model().precision() > CountFit.ALIKE
                ? new SharePrior(pooled, Optional.empty(), Optional.of(ALIKE))
                : new SharePrior(pooled, Optional.of(fitted), Optional.empty());
    }

    /**
     * A prior from a model that is known already.
     *
     * @param known fitted before, as to other customers
     * @return the prior
     */
    public static SharePrior of(Fitted<BetaBinomial> known) {
        return new SharePrior(known.model().prior(), Optional.of(known), Optional.empty());
    }

    static final String ALIKE = "customers do not differ by more than chance: all have the share of all together";

    static String tooFew(long several) {
        return "that customers differ cannot be told: only " + several + " have two or more, of " + CountFit.FEWEST
                + " that it takes; all have the share of all together";
    }

    /**
     * What is known of a customer's share.
     *
     * @param k from 0 to n
     * @param n from 0 to 2,147,483,647
     * @return beta with alpha + k and beta + n - k; the one share of all where customers do not differ
     * @throws IllegalArgumentException if a count is out of its range
     */
    public Share posterior(long k, long n) {
        if (fitted.isEmpty()) {
            BetaBinomial.checked(k, n);
            return pooled;
        }
        return fitted.get().model().posterior(k, n);
    }

    /**
     * Whether a customer's own counts tell anything of their share.
     *
     * @return false if all have one share, see {@link #reason()}
     */
    public boolean customersDiffer() {
        return fitted.isPresent();
    }

    /**
     * Why all customers have one share.
     *
     * @return a sentence without its full stop; empty if customers differ
     */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * The model of customers who differ.
     *
     * @return empty if they do not, or if too few tell
     */
    public Optional<Fitted<BetaBinomial>> fitted() {
        return fitted;
    }

    /**
     * The share of all customers together.
     *
     * @return of each customer of whom nothing is known
     */
    public double mean() {
        return posterior(0, 0).mean();
    }
}
