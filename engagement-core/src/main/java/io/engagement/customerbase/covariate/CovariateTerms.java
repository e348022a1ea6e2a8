package io.engagement.customerbase.covariate;

import io.engagement.fit.ModelText;
import io.engagement.internal.math.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the coefficients of covariates are held: pulled towards 0, the same for purchases and leaving, or for one of the two only.
 * Immutable.
 */
public final class CovariateTerms {
    private static final String PENALTY = "penalty";
    private static final String FREE = "both";
    private static final String EQUAL = "both-alike";
    private static final String PURCHASES = "purchases";
    private static final String LEAVING = "leaving";

    private final double lambda;
    private final Set<String> equal;
    private final Set<String> purchasesOnly;
    private final Set<String> leavingOnly;

    private CovariateTerms(double lambda, Set<String> equal, Set<String> purchasesOnly, Set<String> leavingOnly) {
        this.lambda = lambda;
        this.equal = equal;
        this.purchasesOnly = purchasesOnly;
        this.leavingOnly = leavingOnly;
    }

    /**
     * Coefficients as the data have them.
     *
     * @return free terms
     */
    public static CovariateTerms free() {
        return new CovariateTerms(0, Set.of(), Set.of(), Set.of());
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
        return new CovariateTerms(Checks.time("lambda", weight), equal, purchasesOnly, leavingOnly);
    }

    /**
     * Covariates that have one coefficient for purchases and leaving.
     *
     * @param names of the covariates
     * @return the changed copy
     */
    public CovariateTerms withEqual(Collection<String> names) {
        return new CovariateTerms(lambda, new TreeSet<>(names), purchasesOnly, leavingOnly);
    }

    /**
     * Covariates that move how often customers buy, and not when they leave.
     *
     * @param names of the covariates
     * @return the changed copy
     */
    public CovariateTerms withOnlyOnPurchases(Collection<String> names) {
        return new CovariateTerms(lambda, equal, new TreeSet<>(names), leavingOnly);
    }

    /**
     * Covariates that move when customers leave, and not how often they buy.
     *
     * @param names of the covariates
     * @return the changed copy
     */
    public CovariateTerms withOnlyOnLeaving(Collection<String> names) {
        return new CovariateTerms(lambda, equal, purchasesOnly, new TreeSet<>(names));
    }

    /** That each name is known, and held in one way only. */
    void check(List<String> names) {
        Set<String> held = new TreeSet<>();
        for (Set<String> some : List.of(equal, purchasesOnly, leavingOnly)) {
            for (String name : some) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException("there is no covariate " + name + " among " + names);
                }
                if (!held.add(name)) {
                    throw new IllegalArgumentException(
                            "a covariate must be held equal, on purchases only, or on leaving" + " only: " + name
                                    + " is said to be two of these");
                }
            }
        }
    }

    /** How a covariate is held, in a word. */
    private String held(String name) {
        if (equal.contains(name)) {
            return EQUAL;
        }
        return purchasesOnly.contains(name) ? PURCHASES : leavingOnly.contains(name) ? LEAVING : FREE;
    }

    ModelText write(ModelText before, List<String> names) {
        ModelText text = before.with(PENALTY, lambda);
        for (int i = 0; i < names.size(); i++) {
            text = text.with("covariate." + i + ".moves", held(names.get(i)));
        }
        return text;
    }

    static CovariateTerms read(ModelText text, List<String> names) {
        Set<String> alike = new TreeSet<>();
        Set<String> purchases = new TreeSet<>();
        Set<String> leaving = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String moved = text.word("covariate." + i + ".moves");
            switch (moved) {
                case FREE -> {}
                case EQUAL -> alike.add(names.get(i));
                case PURCHASES -> purchases.add(names.get(i));
                case LEAVING -> leaving.add(names.get(i));
                default ->
                    throw new IllegalArgumentException("what " + names.get(i) + " moves must be one of "
                            + List.of(FREE, EQUAL, PURCHASES, LEAVING) + ", was " + moved);
            }
        }
        return free().withPenalty(text.number(PENALTY))
                .withEqual(alike)
                .withOnlyOnPurchases(purchases)
                .withOnlyOnLeaving(leaving);
    }

    /** For sums over parts, each of which a penalty would be taken from. */
    void checkFree(String model) {
        if (lambda > 0) {
            throw new IllegalArgumentException("the log-likelihood of a part knows no penalty, and that of " + model
                    + " is " + lambda + ": fit without one, or all customers at once");
        }
    }

    boolean isOnPurchases(String name) {
        return !leavingOnly.contains(name);
    }

    boolean isOnLeaving(String name) {
        return !purchasesOnly.contains(name);
    }

    double lambda() {
        return lambda;
    }

    Set<String> equal() {
        return equal;
    }
}
