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
 * Gamma-Gamma: what customers spend on a purchase. Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value",
 * brucehardie.com/notes/025.
 *
 * <p>The value of a customer's purchase has a gamma distribution with shape p and rate nu; nu has a gamma distribution
 * over customers with shape q and <em>rate</em> gamma, which is in units of money (some write v for it). Spend is
 * assumed to be independent of how often a customer buys, and positive: where orders are free or refunds outweigh, see
 * {@link HurdleGammaGamma}. Immutable.
 */
public final class GammaGamma implements StatisticalModel, SpendModel {
    static final String NAME = "gamma-gamma";
    /** Since 2 with the definition, since 3 with the first purchase. */
    private static final int VERSION = 3;

    /** How its texts are read, alone and fitted. */
    public static final Family<GammaGamma> FAMILY = Family.of(NAME, VERSION, GammaGamma::ofText);

    private final double p;
    private final double q;
    private final double gamma;
    private final PurchaseDefinition definition;
    private final FirstPurchase first;

    private GammaGamma(double p, double q, double gamma, PurchaseDefinition definition, FirstPurchase first) {
        this.p = Ranges.shape("p", p);
        this.q = Ranges.shape("q", q);
        this.gamma = Ranges.scale("gamma", gamma);
        this.definition = Objects.requireNonNull(definition, "definition");
        this.first = Objects.requireNonNull(first, "first");
        first.inputs(definition);
    }

    /**
     * A model from its parameters, of {@linkplain PurchaseDefinition#standard() the usual} purchases.
     *
     * @param p shape of a purchase's value, from 1e-9 to 1e9
     * @param q shape of the customers' rates, from 1e-9 to 1e9
     * @param gamma rate of the customers' rates, in units of money, from 1e-40 to 1e40
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static GammaGamma of(double p, double q, double gamma) {
        return new GammaGamma(p, q, gamma, PurchaseDefinition.standard(), FirstPurchase.LEFT_OUT);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the
     * number of threads.
     *
     * @param spend customers with repeat purchases; the model then reads the first one, or not, as this does
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if no customer has both a repeat purchase and positive mean spend
     */
    public static Fitted<GammaGamma> fit(Spending spend) {
        return GammaGammaFit.of(spend);
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
    public static Fitted<GammaGamma> fit(LogLikelihood whole, GammaGamma near, Provenance provenance) {
        return GammaGammaFit.ofParts(whole, near, provenance);
    }

    /**
     * The log-likelihood of customers with repeat purchases or of one part of them, which adds up over parts.
     *
     * @param spend the customers
     * @return value and gradient by ln p, ln q and ln gamma; immutable, thread-safe
     */
    public static LogLikelihood logLikelihood(Spending spend) {
        return new GammaGammaLikelihood(spend.distinct(), 1);
    }

    private static GammaGamma ofText(ModelText text, Registry registry) {
        return new GammaGamma(
                text.number("p"),
                text.number("q"),
                text.number("gamma"),
                Spending.definition(text, registry),
                FirstPurchase.read(text));
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
    public GammaGamma withDefinition(PurchaseDefinition other) {
        return new GammaGamma(p, q, gamma, other, first);
    }

    /**
     * Whether the first purchase is read too.
     *
     * @return left out unless told
     */
    public FirstPurchase firstPurchase() {
        return first;
    }

    /**
     * This model as one that reads the first purchase, or not: for parameters that came from elsewhere.
     *
     * @param read what was read when the parameters were estimated
     * @return the changed copy
     * @throws IllegalArgumentException if the first purchase is read and the definition takes off refunds
     */
    public GammaGamma withFirstPurchase(FirstPurchase read) {
        return new GammaGamma(p, q, gamma, definition, read);
    }

    @Override
    public ModelText modelText() {
        return first.write(ModelText.of(NAME, VERSION)
                .with("p", p)
                .with("q", q)
                .with("gamma", gamma)
                .with("definition", definition.toText()));
    }

    /**
     * Shape of a purchase's value.
     *
     * @return p, positive
     */
    public double p() {
        return p;
    }

    /**
     * Shape of the customers' rates.
     *
     * @return q, positive
     */
    public double q() {
        return q;
    }

    /**
     * Rate of the customers' rates.
     *
     * @return gamma, positive, in units of money
     */
    public double gamma() {
        return gamma;
    }

    /**
     * The log-likelihood of one customer's mean spend, equation 1a of the note.
     *
     * @param x number of purchases that the mean is of, at least 1
     * @param meanSpend z, positive, at most 1e18
     * @return ln of the density of z
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double logLikelihood(double x, double meanSpend) {
        Ranges.checkCount(x, 1);
        if (!(meanSpend > 0 && Ranges.isMean(meanSpend))) {
            throw new IllegalArgumentException("mean spend must be positive and at most 1e18, was " + meanSpend);
        }
        return GammaGammaLikelihood.logLikelihood(p, q, gamma, x, meanSpend);
    }

    /**
     * Mean value of a known customer's purchases, past and future: between the customer's mean and the mean of all
     * customers, p (gamma + x z) / (p x + q - 1), equation 5 of the note.
     *
     * @param x number of purchases that the mean is of; where it is 0, this is {@link #expectedSpend()}
     * @param meanSpend z, from 0 to 1e18; ignored where x = 0
     * @return the expectation; NaN where it does not exist, if p x + q &lt;= 1
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double conditionalExpectedSpend(double x, double meanSpend) {
        Ranges.checkCount(x, 0);
        if (x == 0) {
            return expectedSpend();
        }
        if (!(meanSpend >= 0 && Ranges.isMean(meanSpend))) {
            throw new IllegalArgumentException("mean spend must be from 0 to 1e18, was " + meanSpend);
        }
        return expected(x, meanSpend);
    }

    private double expected(double x, double meanSpend) {
        double degrees = p * x + (q - 1);
        return degrees > 0 ? p * (gamma + x * meanSpend) / degrees : Double.NaN;
    }

    /**
     * Mean value of a new customer's purchases: p gamma / (q - 1).
     *
     * @return the expectation; NaN if q &lt;= 1, where customers differ too much for a mean to exist
     */
    @Override
    public double expectedSpend() {
        return expected(0, 0);
    }

    @Override
    public List<Measure> inputs() {
        return first.inputs(definition);
    }

    @Override
    public RowSpend prepare(List<MeasureColumn> columns) {
        return new MeanSpendRows(this::expected, expectedSpend(), 0, columns);
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[p=" + p + ", q=" + q + ", gamma=" + gamma
                + (first == FirstPurchase.INCLUDED ? ", with the first purchase]" : "]");
    }
}
