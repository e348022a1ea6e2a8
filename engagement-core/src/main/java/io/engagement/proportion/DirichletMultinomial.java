package io.engagement.proportion;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dirichlet-multinomial: how often each of several categories occurs where each customer has shares of their own, and these
 * have a Dirichlet distribution over customers with a parameter alpha for each category. Mosimann (1962), "On the Compound
 * Multinomial Distribution, the Multivariate beta-Distribution, and Correlations among Proportions", Biometrika 49(1/2),
 * 65-82. Immutable.
 *
 * @see CategoryPrior for what is to be believed of a customer where a base is small or customers do not differ
 */
public final class DirichletMultinomial implements StatisticalModel {
    static final String NAME = "dirichlet-multinomial";

    /** More would be no categories any longer, and a fit of all pairs. */
    private static final int MOST = 1000;

    /** How its texts are read, alone and fitted. */
    public static final Family<DirichletMultinomial> FAMILY = Family.of(NAME, 1, DirichletMultinomial::ofText);

    private final List<String> categories;
    private final double[] alpha;
    private final double precision;

    private DirichletMultinomial(List<String> categories, double[] alpha) {
        this.categories = CategoryCounts.checked(categories);
        this.alpha = alpha;
        if (alpha.length != categories.size()) {
            throw new IllegalArgumentException(
                    "alpha and categories must be as many, were " + alpha.length + " and " + categories.size());
        }
        for (double each : alpha) {
            Checks.within("alpha", each, 0, 1e9);
        }
        this.precision =
                Checks.positive("the sum of alpha", Arrays.stream(alpha).sum());
    }

    /**
     * A model from its parameters.
     *
     * @param categories their names, at least two, each once
     * @param alpha of each, from 0 (nobody ever has it) to 1e9, not all 0
     * @return the model
     * @throws IllegalArgumentException if names are not as they must be or a parameter is out of its range
     */
    public static DirichletMultinomial of(List<String> categories, double... alpha) {
        return new DirichletMultinomial(categories, alpha.clone());
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of customers. A
     * category that nobody has is left out, with alpha = 0.
     *
     * @param counts of each customer
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if fewer than two categories occur
     */
    public static Fitted<DirichletMultinomial> fit(CategoryCounts counts) {
        CountSums seen = counts.sums().seen();
        List<String> names =
                IntStream.range(0, seen.categories()).mapToObj(seen::name).toList();
        return CountFit.of(
                NAME,
                seen,
                names.stream().map(name -> "alpha " + name).toList(),
                alpha -> new DirichletMultinomial(counts.categories(), spread(counts.categories(), names, alpha)),
                unseen(counts.categories(), names));
    }

    private static double[] spread(List<String> all, List<String> seen, double[] alpha) {
        return all.stream()
                .mapToDouble(name -> seen.contains(name) ? alpha[seen.indexOf(name)] : 0)
                .toArray();
    }

    private static List<String> unseen(List<String> all, List<String> seen) {
        List<String> missing = new ArrayList<>(all);
        missing.removeAll(seen);
        return missing.stream().map(name -> "nobody has " + name + ": left out").toList();
    }

    private static DirichletMultinomial ofText(ModelText text, Registry registry) {
        int size = text.whole("categories", 2, MOST);
        return new DirichletMultinomial(
                IntStream.range(0, size)
                        .mapToObj(i -> text.word("category." + i))
                        .toList(),
                IntStream.range(0, size)
                        .mapToDouble(i -> text.number("alpha." + i))
                        .toArray());
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(NAME, 1).with("categories", Integer.toString(alpha.length));
        for (int i = 0; i < alpha.length; i++) {
            text = text.with("category." + i, categories.get(i)).with("alpha." + i, alpha[i]);
        }
        return text;
    }

    /**
     * The categories.
     *
     * @return their names
     */
    public List<String> categories() {
        return categories;
    }

    /**
     * A parameter of the shares' distribution.
     *
     * @param category from 0
     * @return alpha, 0 for a category that nobody has
     */
    public double alpha(int category) {
        return alpha[category];
    }

    /**
     * How alike customers are: as if so many of each customer had been seen before.
     *
     * @return the sum of alpha
     */
    public double precision() {
        return precision;
    }

    /**
     * The shares' distribution over customers.
     *
     * @return what is known of a customer of whom nothing is known
     */
    public CategoryShares prior() {
        return new CategoryShares(categories, alpha);
    }

    /**
     * The log-likelihood of one customer.
     *
     * @param counts by category, each from 0 to 2,147,483,647
     * @return ln of the probability of these counts, multinomial coefficient included; negative infinity if a category
     *     occurs that nobody has
     * @throws IllegalArgumentException if a count is out of its range, or there are more or fewer than categories
     */
    public double logLikelihood(long... counts) {
        return CountLikelihood.of(alpha, precision, checked(counts, categories));
    }

    /**
     * What is known of the shares of a customer.
     *
     * @param counts by category, each from 0 to 2,147,483,647
     * @return Dirichlet with alpha + counts
     * @throws IllegalArgumentException if a count is out of its range, or there are more or fewer than categories
     */
    public CategoryShares posterior(long... counts) {
        checked(counts, categories);
        return new CategoryShares(
                categories,
                IntStream.range(0, counts.length)
                        .mapToDouble(i -> alpha[i] + counts[i])
                        .toArray());
    }

    static long[] checked(long[] counts, List<String> categories) {
        if (counts.length != categories.size()) {
            throw new IllegalArgumentException(
                    "counts must be one for each of " + categories + ", were " + counts.length);
        }
        for (long count : counts) {
            if (!(count >= 0 && count <= CountSums.MOST)) {
                throw new IllegalArgumentException("counts must be from 0 to " + CountSums.MOST + ", was " + count);
            }
        }
        return counts;
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[categories=" + categories + ", alpha=" + Arrays.toString(alpha) + "]";
    }
}
