package io.engagement.spend;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;
import java.util.Objects;

/**
 * A hurdle before Gamma-Gamma: what customers spend on a purchase where orders may be free and refunds may outweigh.
 *
 * <p>A purchase day is an earning day, one that brings more than nothing, with the customer's own probability, which is
 * beta distributed over customers with parameters a and b; so the number of such days is beta-binomial (Skellam 1948,
 * "A Probability Distribution Derived from the Binomial Distribution by Regarding the Probability of Success as
 * Variable between the Sets of Trials", Journal of the Royal Statistical Society B 10(2), 257-261). What it then brings
 * follows {@link GammaGamma} (Fader and Hardie 2013) with p, q and gamma. Two-part models of this kind go back to Cragg
 * (1971), "Some Statistical Models for Limited Dependent Variables with Application to the Demand for Durable Goods",
 * Econometrica 39(5), 829-844, doi:10.2307/1909582.
 *
 * <p>Any other day loses on average {@code lossRatio} times what an earning day of the same customer brings. No
 * distribution is assumed for losses: the ratio is all losses over what as many earning days would have brought; it is
 * not part of the likelihood and has no standard error. It is 0 in a base without days below zero.
 *
 * <p>Whether a day brings something, how much it then brings, and how often a customer buys are assumed to be
 * independent. Immutable.
 */
public final class HurdleGammaGamma implements StatisticalModel, SpendModel {
    static final String NAME = "hurdle-gamma-gamma";
    /** Since 2 with the definition. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<HurdleGammaGamma> FAMILY = Family.of(NAME, VERSION, HurdleGammaGamma::ofText);

    private final double a;
    private final double b;
    private final GammaGamma earned;
    private final double lossRatio;

    private HurdleGammaGamma(double a, double b, GammaGamma earned, double lossRatio) {
        this.a = Ranges.shape("a", a);
        this.b = Ranges.shape("b", b);
        this.earned = Objects.requireNonNull(earned, "earned");
        if (earned.firstPurchase() == FirstPurchase.INCLUDED) {
            throw new IllegalArgumentException("what an earning day brings must be of repeat purchases, was " + earned);
        }
        this.lossRatio = Checks.within("loss ratio", lossRatio, 0, 1e40);
    }

    /**
     * A model from its parameters.
     *
     * @param a first parameter of the customers' shares of days that bring something, from 1e-9 to 1e9
     * @param b second parameter of them, from 1e-9 to 1e9
     * @param earned what such a day brings; its definition is this model's
     * @param lossRatio what another day loses, as a multiple of what such a day brings; from 0 to 1e40
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static HurdleGammaGamma of(double a, double b, GammaGamma earned, double lossRatio) {
        return new HurdleGammaGamma(a, b, earned, lossRatio);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the
     * number of threads.
     *
     * @param spend customers with repeat purchases
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if no customer has a repeat purchase day that brought something
     */
    public static Fitted<HurdleGammaGamma> fit(Earnings spend) {
        return HurdleFit.of(spend);
    }

    private static HurdleGammaGamma ofText(ModelText text, Registry registry) {
        GammaGamma earned = GammaGamma.of(text.number("p"), text.number("q"), text.number("gamma"))
                .withDefinition(Spending.definition(text, registry));
        return new HurdleGammaGamma(text.number("a"), text.number("b"), earned, text.number("loss_ratio"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PurchaseDefinition definition() {
        return earned.definition();
    }

    @Override
    public HurdleGammaGamma withDefinition(PurchaseDefinition other) {
        return new HurdleGammaGamma(a, b, earned.withDefinition(other), lossRatio);
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(NAME, VERSION)
                .with("a", a)
                .with("b", b)
                .with("p", earned.p())
                .with("q", earned.q())
                .with("gamma", earned.gamma())
                .with("loss_ratio", lossRatio)
                .with("definition", definition().toText());
    }

    /**
     * First parameter of the customers' shares of days that bring something.
     *
     * @return a, positive
     */
    public double a() {
        return a;
    }

    /**
     * Second parameter of the customers' shares of days that bring something.
     *
     * @return b, positive
     */
    public double b() {
        return b;
    }

    /**
     * What an earning day brings.
     *
     * @return the model with p, q and gamma
     */
    public GammaGamma earned() {
        return earned;
    }

    /**
     * What any other day loses on average, as a multiple of what an earning day of the same customer brings.
     *
     * @return not negative
     */
    public double lossRatio() {
        return lossRatio;
    }

    /**
     * The log-likelihood of one customer: which days brought something, in their order, and the mean of what these brought.
     *
     * @param x number of purchase days, at least 1
     * @param earning k, how many of them brought more than nothing, from 0 to x
     * @param meanEarning m, mean value of these, positive, finite; ignored where k = 0
     * @return ln of the probability of k, without the binomial coefficient, plus ln of the density of m where k &gt; 0
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double logLikelihood(double x, double earning, double meanEarning) {
        checkCounts(x, 1, earning);
        double share = HurdleLikelihood.logLikelihood(a, b, x, earning);
        return earning == 0 ? share : share + earned.logLikelihood(earning, meanEarning);
    }

    /**
     * The probability that a purchase of a known customer brings something: (a + k) / (a + b + x).
     *
     * @param x number of purchase days, 0 for a new customer
     * @param earning k, how many of them brought more than nothing, from 0 to x
     * @return between 0 and 1
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double probabilityOfEarning(double x, double earning) {
        checkCounts(x, 0, earning);
        return (a + earning) / (a + b + x);
    }

    /**
     * Mean value of a known customer's purchases, past and future: what an earning day brings, E(m | k, m) of
     * Gamma-Gamma, times share - (1 - share) lossRatio with the share {@link #probabilityOfEarning}.
     *
     * @param x number of purchase days; where it is 0, this is {@link #expectedSpend()}
     * @param earning k, how many of them brought more than nothing, from 0 to x
     * @param meanEarning m, mean value of these, finite, not negative; ignored where k = 0
     * @return the expectation; negative where losses outweigh; NaN where it does not exist, if p k + q &lt;= 1
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double conditionalExpectedSpend(double x, double earning, double meanEarning) {
        return kept(probabilityOfEarning(x, earning)) * earned.conditionalExpectedSpend(earning, meanEarning);
    }

    /** The expected share of an earning day that a day brings. */
    private double kept(double share) {
        return share - (1 - share) * lossRatio;
    }

    private static void checkCounts(double x, double least, double earning) {
        Ranges.checkCount(x, least);
        if (!(earning >= 0 && earning <= x)) {
            throw new IllegalArgumentException("earning must be from 0 to x, " + x + ", was " + earning);
        }
    }

    /**
     * Mean value of a new customer's purchases.
     *
     * @return the expectation; NaN where it does not exist, if q &lt;= 1
     */
    @Override
    public double expectedSpend() {
        return conditionalExpectedSpend(0, 0, Double.NaN);
    }

    static List<Measure> measures(PurchaseDefinition days) {
        return List.of(days.valuedFrequency(), days.meanRepeatValue(), days.earningFrequency(), days.meanEarning());
    }

    @Override
    public List<Measure> inputs() {
        PurchaseDefinition counted = definition();
        return List.of(counted.valuedFrequency(), counted.earningFrequency(), counted.meanEarning());
    }

    @Override
    public RowSpend prepare(List<MeasureColumn> columns) {
        MeasureColumn frequency = columns.get(0);
        MeasureColumn earning = columns.get(1);
        MeasureColumn meanEarning = columns.get(2);
        double newSpend = expectedSpend();
        return row -> {
            double x = frequency.get(row);
            return x > 0 ? conditionalExpectedSpend(x, earning.get(row), meanEarning.get(row)) : newSpend;
        };
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[a=" + a + ", b=" + b + ", " + earned + ", loss_ratio=" + lossRatio + "]";
    }
}
