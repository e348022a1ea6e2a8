package io.engagement.customerbase;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** How the coefficients of covariates are held: pulled towards 0, or the same for purchases and leaving. Immutable. */
public final class CovariateTerms {
    private final double lambda;
    private final Set<String> equal;

    private CovariateTerms(double lambda, Set<String> equal) {
        this.lambda = lambda;
        this.equal = equal;
    }

    /**
     * Coefficients as the data have them.
     *
     * @return free terms
     */
    public static CovariateTerms free() {
        return new CovariateTerms(0, Set.of());
    }

    /**
     * Coefficients that are pulled towards 0 (ridge, L2): from the log-likelihood lambda times the sum of their squares is taken.
     * Standard errors are then those of the penalised likelihood.
     *
     * @param weight lambda, finite, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if it is out of its range
     */
    public CovariateTerms withPenalty(double weight) {
        return new CovariateTerms(Checks.time("lambda", weight), equal);
    }

    /**
     * Covariates that have one coefficient for purchases and leaving.
     *
     * @param names of the covariates
     * @return the changed copy
     */
    public CovariateTerms withEqual(Collection<String> names) {
        return new CovariateTerms(lambda, new TreeSet<>(names));
    }

    double lambda() {
        return lambda;
    }

    Set<String> equal() {
        return equal;
    }
}
