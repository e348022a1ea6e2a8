package io.engagement.outcome.effect;

import io.engagement.internal.index.FirstResult;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.FewDecide;
import io.engagement.internal.text.Names;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Customers of two arms with their outcome, and with what was known of them before: for estimators that pass over customers
 * twice. A row for each. Immutable.
 *
 * <p>Decide on the estimator before you see the outcome: who takes the best of several finds effects that are not there.
 */
public final class TwoArms {
    private final double[] outcome;
    private final boolean[] treated;
    private final Map<String, double[]> covariates;
    private final Supplier<ArmSums> treatedSums;
    private final Supplier<ArmSums> heldOutSums;

    private TwoArms(double[] outcome, boolean[] treated, Map<String, double[]> covariates) {
        this.outcome = outcome;
        this.treated = treated;
        this.covariates = covariates;
        treatedSums = new FirstResult<>(() -> sums(i -> treated[i]));
        heldOutSums = new FirstResult<>(() -> sums(i -> !treated[i]));
    }

    /**
     * Customers without covariates.
     *
     * @param outcome of each, from -1e100 to 1e100, 0 or at least 1e-100 in size
     * @param treated who was to be contacted, whether or not it came to that
     * @return both arms
     * @throws IllegalArgumentException if the columns are not equally long or an outcome is out of its range
     */
    public static TwoArms of(double[] outcome, boolean[] treated) {
        if (outcome.length != treated.length) {
            throw new IllegalArgumentException(
                    "treated must be as long as outcome, " + outcome.length + ", was " + treated.length);
        }
        for (double value : outcome) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("outcome must be finite, was " + value
                        + ": a customer without one had the outcome 0, or takes no part");
            }
            Checks.amount("outcome", value);
        }
        return new TwoArms(outcome.clone(), treated.clone(), Map.of());
    }

    /**
     * These customers with a number that was known before the contact. What was seen after it may be its effect: adjusting for
     * that takes away what is to be measured.
     *
     * @param name the number's name, not among the others
     * @param values of each customer; NaN where unknown: it becomes the mean, and being unknown a covariate of its own
     * @return the changed copy
     * @throws IllegalArgumentException if the column is longer or shorter, a value infinite, or the name taken
     */
    public TwoArms withCovariate(String name, double... values) {
        if (values.length != outcome.length) {
            throw new IllegalArgumentException("covariate '" + name + "' must be as long as outcome, " + outcome.length
                    + ", was " + values.length);
        }
        if (Arrays.stream(values).anyMatch(Double::isInfinite)) {
            throw new IllegalArgumentException("covariate '" + name + "' must be finite, or NaN where unknown");
        }
        Map<String, double[]> more = new LinkedHashMap<>(covariates);
        boolean hasUnknown = Arrays.stream(values).anyMatch(Double::isNaN);
        enter(more, Objects.requireNonNull(name, "name"), hasUnknown ? filled(values) : values.clone());
        if (hasUnknown) {
            enter(
                    more,
                    name + " unknown",
                    Arrays.stream(values)
                            .map(value -> Double.isNaN(value) ? 1 : 0)
                            .toArray());
        }
        return new TwoArms(outcome, treated, more);
    }

    private static void enter(Map<String, double[]> columns, String name, double... values) {
        if (columns.put(name, values) != null) {
            throw new IllegalArgumentException("covariate '" + name + "' is there already");
        }
    }

    private static double[] filled(double... values) {
        double mean = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? mean : value)
                .toArray();
    }

    /**
     * How many customers there are.
     *
     * @return in both arms
     */
    public int customers() {
        return outcome.length;
    }

    /**
     * The covariates.
     *
     * @return in the order in which they came; one with unknown values is followed by its indicator
     */
    public Set<String> covariates() {
        return Collections.unmodifiableSet(covariates.keySet());
    }

    /**
     * The sums of those who were to be contacted.
     *
     * @return outcome, then covariates
     */
    public ArmSums treated() {
        return treatedSums.get();
    }

    /**
     * The sums of those who were not.
     *
     * @return outcome, then covariates
     */
    public ArmSums heldOut() {
        return heldOutSums.get();
    }

    /**
     * The shares of both arms.
     *
     * @return empty if an outcome is neither 0 nor 1, or an arm is empty
     */
    public Optional<TwoShares> shares() {
        return isShare() && Math.min(treated().customers(), heldOut().customers()) > 0
                ? Optional.of(new TwoShares(
                        treated().nonZero(),
                        treated().customers(),
                        heldOut().nonZero(),
                        heldOut().customers()))
                : Optional.empty();
    }

    private boolean isShare() {
        return Arrays.stream(outcome).allMatch(value -> value == 0 || value == 1);
    }

    private ArmSums sums(IntPredicate whom) {
        int[] rows = rows(whom);
        return ArmSums.of(of(rows, outcome), of(rows, covariates.values()));
    }

    private int[] rows(IntPredicate whom) {
        return IntStream.range(0, outcome.length).filter(whom).toArray();
    }

    static double[] of(int[] rows, double... column) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    static double[][] of(int[] rows, Collection<double[]> columns) {
        return columns.stream().map(column -> of(rows, column)).toArray(double[][]::new);
    }

    /**
     * The difference of means by Welch.
     *
     * @return as {@link MeanDifference#welch}
     */
    public Effect welch() {
        return MeanDifference.welch(treated(), heldOut());
    }

    /**
     * CUPED by one covariate.
     *
     * @param covariate its name
     * @return as {@link MeanDifference#cuped}
     * @throws IllegalArgumentException if there is no such covariate
     */
    public Cuped cuped(String covariate) {
        int number = List.copyOf(covariates.keySet()).indexOf(covariate);
        if (number < 0) {
            throw Names.unknown("covariate", covariate, covariates.keySet());
        }
        return MeanDifference.cuped(treated(), heldOut(), number + 1);
    }

    /**
     * Analysis of covariance: one slope of each covariate in both arms, HC2 errors. Without covariates this is the difference of
     * means. It can be less precise than that if arms differ in size; {@link #lin()} cannot, in large samples.
     *
     * @return with n - rank degrees of freedom; undefined if an arm is empty
     */
    public Effect ancova() {
        return models().ancova();
    }

    /**
     * Lin (2013): slopes of the covariates in each arm, these centred at the mean of both, HC2 errors.
     *
     * @return with n - rank degrees of freedom; undefined if an arm is empty
     */
    public Effect lin() {
        return models().lin();
    }

    /**
     * Augmented inverse probability weighting with a known propensity: the outcome is modelled in each arm by the covariates,
     * logistically if it is 0 or 1 throughout, else linearly.
     *
     * @param propensity the planned probability of being contacted, above 0 and below 1
     * @return normal; undefined if an arm is empty or its logistic model cannot be fitted, as where covariates tell the
     *     outcome apart without error
     * @throws IllegalArgumentException if the propensity does not lie between 0 and 1
     */
    public Effect aipw(double propensity) {
        Aipw.checkPropensity(propensity);
        return models().aipw(propensity, isShare());
    }

    private ArmModels models() {
        return new ArmModels(outcome, treated, covariates.values());
    }

    /**
     * The same customers, outcomes beyond a quantile of all that are not 0 cut to it: gains above, losses below the opposite one.
     *
     * @param share of the outcomes of both arms other than 0 that stay as they are, at each end: 0.99
     * @return the changed copy
     * @throws IllegalArgumentException if the share does not lie between 0 and 1
     */
    public TwoArms winsorised(double share) {
        Checks.share("share", share);
        FewDecide.Limits limits = FewDecide.limits(outcome, share);
        return new TwoArms(Arrays.stream(outcome).map(limits::cut).toArray(), treated, covariates);
    }

    /**
     * Where {@link #winsorised} cuts.
     *
     * @param share of the outcomes other than 0 that stay as they are
     * @return the quantile, interpolated (Hyndman and Fan 1996, type 7); infinite if it is not positive
     * @throws IllegalArgumentException if the share does not lie between 0 and 1
     */
    public double cap(double share) {
        double most = FewDecide.limits(outcome, Checks.share("share", share)).most();
        return most > 0 ? most : Double.POSITIVE_INFINITY;
    }

    /**
     * Whether a difference is only found because of a few customers: with the largest 1 % of gains and of losses cut, it is
     * no longer clear, or of the other sign. With covariates the difference is {@link #lin() Lin's}, else Welch's.
     *
     * @param alpha level of the two-sided test, between 0 and 1
     * @return false if there is no clear difference to begin with
     * @throws IllegalArgumentException if the level does not lie between 0 and 1
     */
    public boolean restsOnFewCustomers(double alpha) {
        Checks.share("alpha", alpha);
        Effect whole = adjusted();
        if (!(whole.pValue() < alpha)) {
            return false;
        }
        Effect cut = winsorised(FewDecide.KEPT).adjusted();
        return FewDecide.isSo(whole.estimate(), cut.estimate(), cut.pValue(), alpha);
    }

    private Effect adjusted() {
        Effect adjusted = covariates.isEmpty() ? Effect.undefined() : lin();
        return adjusted.isDefined() ? adjusted : welch();
    }
}
