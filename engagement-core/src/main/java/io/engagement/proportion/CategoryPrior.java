package io.engagement.proportion;

import io.engagement.fit.Fitted;
import java.util.List;
import java.util.Optional;

/**
 * What to believe of the shares of a customer's categories, given all customers. Where customers differ, the
 * Dirichlet-multinomial posterior, drawn to the population the more, the less is known. Where they do not, or too few tell,
 * all have the shares of them together, as far as they are known. Immutable.
 */
public final class CategoryPrior {
    private final CategoryShares pooled;
    private final Optional<Fitted<DirichletMultinomial>> fitted;
    private final Optional<String> reason;

    private CategoryPrior(
            CategoryShares pooled, Optional<Fitted<DirichletMultinomial>> fitted, Optional<String> reason) {
        this.pooled = pooled;
        this.fitted = fitted;
        this.reason = reason;
    }

    /**
     * What all customers tell.
     *
     * @param all counts of each customer
     * @return the Dirichlet-multinomial, fitted; or the same shares for all if fewer than 50 customers have two or more, if
     *     only one category occurs, or if the precision, the sum of alpha, is above 10,000
     */
    public static CategoryPrior of(CategoryCounts all) {
        if (all.several() < CountFit.FEWEST) {
            return pooled(all, SharePrior.tooFew(all.several()));
        }
        if (all.sums().seen().categories() < 2) {
            return pooled(all, SharePrior.ALIKE);
        }
        Fitted<DirichletMultinomial> fitted = DirichletMultinomial.fit(all);
        return fitted.model().precision() > CountFit.ALIKE
                ? pooled(all, SharePrior.ALIKE)
                : new CategoryPrior(fitted.model().prior(), Optional.of(fitted), Optional.empty());
    }

    /**
     * A prior from a model that is known already.
     *
     * @param known fitted before, as to other customers
     * @return the prior
     */
    public static CategoryPrior of(Fitted<DirichletMultinomial> known) {
        return new CategoryPrior(known.model().prior(), Optional.of(known), Optional.empty());
    }

    /** Jeffreys' prior of one set of shares, seen as often as all together were. */
    private static CategoryPrior pooled(CategoryCounts all, String reason) {
        double[] alpha = all.totals().stream().mapToDouble(total -> total + 0.5).toArray();
        return new CategoryPrior(new CategoryShares(all.categories(), alpha), Optional.empty(), Optional.of(reason));
    }

    /**
     * What is known of the shares of a customer.
     *
     * @param counts by category, each from 0 to 2,147,483,647
     * @return Dirichlet with alpha + counts; the shares of all where customers do not differ
     * @throws IllegalArgumentException if a count is out of its range, or there are more or fewer than categories
     */
    public CategoryShares posterior(long... counts) {
        if (fitted.isEmpty()) {
            DirichletMultinomial.checked(counts, pooled.categories());
            return pooled;
        }
        return fitted.get().model().posterior(counts);
    }

    /**
     * The shares of a customer of whom nothing is known.
     *
     * @return the population's
     */
    public CategoryShares population() {
        return pooled;
    }

    /**
     * How surely a customer's best category is another than the population's.
     *
     * @param counts by category, each from 0 to 2,147,483,647
     * @return the probability that the share of the customer's best category is larger than the customer's share of the
     *     population's best; NaN if it is the same category
     * @throws IllegalArgumentException if a count is out of its range, or there are more or fewer than categories
     */
    public double probabilityOwnBest(long... counts) {
        CategoryShares own = posterior(counts);
        return own.probabilityLarger(own.best(), pooled.best());
    }

    /**
     * The categories.
     *
     * @return their names
     */
    public List<String> categories() {
        return pooled.categories();
    }

    /**
     * Whether a customer's own counts tell anything of their shares.
     *
     * @return false if all have the same shares, see {@link #reason()}
     */
    public boolean customersDiffer() {
        return fitted.isPresent();
    }

    /**
     * Why all customers have the same shares.
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
    public Optional<Fitted<DirichletMultinomial>> fitted() {
        return fitted;
    }
}
