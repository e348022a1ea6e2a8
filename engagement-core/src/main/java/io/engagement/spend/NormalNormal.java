package io.engagement.spend;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;
import java.util.Objects;

/**
 * Normal-normal: what customers spend on a purchase, of any sign, which includes refunds and free orders. Schmittlein
 * and Peterson (1994), "Customer Base Analysis: An Industrial Purchase Process Application", Marketing Science 13(1),
 * 41-67, doi:10.1287/mksc.13.1.41.
 *
 * <p>The value of a customer's purchase is normal with the customer's own mean and standard deviation sigma_w (within
 * customers); the means are normal over customers with mean theta and standard deviation sigma_a (across them). All
 * three are in units of money. A customer's mean z of x purchases is then normal around theta with variance
 * sigma_a&sup2; + sigma_w&sup2; / x, from which the model is estimated: it reads the same data as {@link GammaGamma}.
 * Spend is assumed to be independent of how often a customer buys.
 *
 * <p>Spend is seldom normal: it is skewed, and larger spenders vary more. The expected spend of a customer, a weighted
 * mean of theta and z, is the best linear predictor whatever the distribution, but standard errors and the
 * log-likelihood assume the normal one, and sigma_w is that of the customers with repeat purchases. Immutable.
 */
public final class NormalNormal implements StatisticalModel, SpendModel {
    static final String NAME = "normal-normal";
    /** Since 2 with the definition. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<NormalNormal> FAMILY = Family.of(NAME, VERSION, NormalNormal::ofText);

    private final double theta;
    private final double sigmaA;
    private final double sigmaW;
    private final PurchaseDefinition definition;

    private NormalNormal(double theta, double sigmaA, double sigmaW, PurchaseDefinition definition) {
        this.theta = Ranges.location("theta", theta);
        this.sigmaA = Ranges.scale("sigma_a", sigmaA);
        this.sigmaW = Ranges.scale("sigma_w", sigmaW);
        this.definition = Objects.requireNonNull(definition, "definition");
    }

    /**
     * A model from its parameters, of {@linkplain PurchaseDefinition#standard() the usual} purchases.
     *
     * @param theta mean of the customers' means, in units of money, at most 1e40 in size
     * @param sigmaA standard deviation of the customers' means, in units of money, from 1e-40 to 1e40
     * @param sigmaW standard deviation of a customer's purchases, in units of money, from 1e-40 to 1e40
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static NormalNormal of(double theta, double sigmaA, double sigmaW) {
        return new NormalNormal(theta, sigmaA, sigmaW, PurchaseDefinition.standard());
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the
     * number of threads.
     *
     * @param spend customers with repeat purchases, also those whose known mean is not positive
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if no customer has a repeat purchase with a value
     * @throws IllegalArgumentException if the first purchase was read too
     */
    public static Fitted<NormalNormal> fit(Spending spend) {
        if (spend.firstPurchase() == FirstPurchase.INCLUDED) {
            throw new IllegalArgumentException(NAME + " is of repeat purchases, the first purchase must be left out");
        }
        return NormalNormalFit.of(spend);
    }

    /**
     * Estimates the model of a base that lies in parts, on other machines or in files, by maximum likelihood.
     *
     * @param whole the sum over the parts of {@link #logLikelihood(Spending)}, values and gradients
     * @param near the model of a sample of the base, from which the search starts
     * @param provenance what the base is
     * @return the model, to rounding that of {@link #fit(Spending)} with all parts at once
     * @throws io.engagement.fit.FitException if the log-likelihood is not finite where the search starts
     */
    public static Fitted<NormalNormal> fit(LogLikelihood whole, NormalNormal near, Provenance provenance) {
        return NormalNormalFit.ofParts(whole, near, provenance);
    }

    /**
     * The log-likelihood of customers with repeat purchases or of one part of them, which adds up over parts.
     *
     * @param spend the customers, also those whose mean is known and not positive
     * @return value and gradient by theta, ln sigma_a and ln sigma_w; immutable, thread-safe
     */
    public static LogLikelihood logLikelihood(Spending spend) {
        return new NormalNormalLikelihood(spend.ofAnySign().distinct(), 1);
    }

    private static NormalNormal ofText(ModelText text, Registry registry) {
        return new NormalNormal(
                text.number("theta"),
                text.number("sigma_a"),
                text.number("sigma_w"),
                Spending.definition(text, registry));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PurchaseDefinition definition() {
        return definition;
    }

    @Override
    public NormalNormal withDefinition(PurchaseDefinition other) {
        return new NormalNormal(theta, sigmaA, sigmaW, other);
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(NAME, VERSION)
                .with("theta", theta)
                .with("sigma_a", sigmaA)
                .with("sigma_w", sigmaW)
                .with("definition", definition.toText());
    }

    /**
     * Mean of the customers' means.
     *
     * @return theta, finite, in units of money
     */
    public double theta() {
        return theta;
    }

    /**
     * Standard deviation of the customers' means.
     *
     * @return sigma_a, positive, in units of money
     */
    public double sigmaA() {
        return sigmaA;
    }

    /**
     * Standard deviation of a customer's purchases around their mean.
     *
     * @return sigma_w, positive, in units of money
     */
    public double sigmaW() {
        return sigmaW;
    }

    /**
     * How much one purchase tells about a customer: the correlation between two purchases of a customer, sigma_a&sup2;
     * / (sigma_a&sup2; + sigma_w&sup2;), the reliability of the paper.
     *
     * @return between 0 and 1
     */
    public double reliability() {
        return weight(1);
    }

    /** The weight of a customer's own mean of x purchases against theta; by a ratio, so that nothing overflows. */
    private double weight(double x) {
        double ratio = sigmaW / sigmaA;
        return x / (x + ratio * ratio);
    }

    /**
     * The log-likelihood of one customer's mean spend.
     *
     * @param x number of purchases that the mean is of, at least 1
     * @param meanSpend z, finite, of any sign
     * @return ln of the density of z
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double logLikelihood(double x, double meanSpend) {
        Ranges.checkCount(x, 1);
        checkMean(meanSpend);
        return NormalNormalLikelihood.logLikelihood(theta, sigmaA, sigmaW, x, meanSpend);
    }

    /**
     * Mean value of a known customer's purchases, past and future: between the customer's mean and the mean of all
     * customers, theta + (z - theta) x sigma_a&sup2; / (x sigma_a&sup2; + sigma_w&sup2;).
     *
     * @param x number of purchases that the mean is of; where it is 0, this is {@link #expectedSpend()}
     * @param meanSpend z, finite, of any sign; ignored where x = 0
     * @return the expectation, of any sign
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double conditionalExpectedSpend(double x, double meanSpend) {
        Ranges.checkCount(x, 0);
        if (x == 0) {
            return theta;
        }
        checkMean(meanSpend);
        return expected(x, meanSpend);
    }

    private static void checkMean(double meanSpend) {
        if (!Double.isFinite(meanSpend)) {
            throw new IllegalArgumentException("mean spend must be finite, was " + meanSpend);
        }
    }

    private double expected(double x, double meanSpend) {
        double own = weight(x);
        return own * meanSpend + (1 - own) * theta;
    }

    /**
     * Mean value of a new customer's purchases.
     *
     * @return theta
     */
    @Override
    public double expectedSpend() {
        return theta;
    }

    @Override
    public List<Measure> inputs() {
        return FirstPurchase.LEFT_OUT.inputs(definition);
    }

    @Override
    public RowSpend prepare(List<MeasureColumn> columns) {
        return new MeanSpendRows(this::expected, theta, Double.NEGATIVE_INFINITY, columns);
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[theta=" + theta + ", sigma_a=" + sigmaA + ", sigma_w=" + sigmaW + "]";
    }
}
