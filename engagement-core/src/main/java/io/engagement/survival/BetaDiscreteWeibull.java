package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.ContractTerms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Beta-discrete-Weibull: how long customers stay, where each has a probability of their own to leave, which may rise or fall with
 * each renewal. Fader, Hardie, Liu, Davin and Steenburgh (2018), "'How to Project Customer Retention' Revisited: The Role of
 * Duration Dependence", Journal of Interactive Marketing 43, 1-16, doi:10.1016/j.intmar.2018.01.002.
 *
 * <p>(1 - theta)^(t^c) is the probability that a customer stays for more than t periods; theta differs from customer to
 * customer by a beta distribution with shapes gamma and delta. With c = 1 this is {@link ShiftedBetaGeometric}; with c
 * above 1 customers become likelier to leave the longer they stay, with c below 1 less likely.
 *
 * <p>Immutable, thread-safe.
 */
public final class BetaDiscreteWeibull implements ContractModel {
    static final String NAME = "bdw";
    /** Since 2 with the terms and the typical customer. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<BetaDiscreteWeibull> FAMILY = Family.of(NAME, VERSION, BetaDiscreteWeibull::ofText);

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("gamma"),
            Parameter.positive("delta"),
            Parameter.positive("c").within(1e-2, 1e2));

    private final double gamma;
    private final double delta;
    private final double c;
    private final BetaSurvival survival;
    private final ContractOrigin origin;

    private BetaDiscreteWeibull(double gamma, double delta, double c, ContractOrigin origin) {
        this.gamma = BetaSurvival.shape("gamma", gamma);
        this.delta = BetaSurvival.shape("delta", delta);
        this.c = BetaSurvival.power(c);
        this.survival = new BetaSurvival(gamma, delta, c);
        this.origin = origin;
    }

    /**
     * A model from its parameters, of a typical customer who has just signed up.
     *
     * @param gamma shape of the beta distribution on the side of leaving, from 1e-9 to 1e9
     * @param delta shape on the side of staying, from 1e-9 to 1e9
     * @param c how a customer's own probability of leaving changes with time, from 1e-3 to 1e3
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static BetaDiscreteWeibull of(double gamma, double delta, double c) {
        return new BetaDiscreteWeibull(gamma, delta, c, ContractOrigin.UNKNOWN);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values.
     *
     * @param tenures of one cohort or several
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer, or none with a whole period behind them
     */
    public static Fitted<BetaDiscreteWeibull> fit(Tenures tenures) {
        Maximum maximum = ContractFit.maximize(NAME, PARAMETERS, tenures);
        BetaDiscreteWeibull model = of(maximum.estimate(0), maximum.estimate(1), maximum.estimate(2))
                .with(ContractOrigin.of(tenures));
        return Fitted.of(
                model,
                maximum,
                new double[] {1, 1, 1},
                maximum.logLikelihood(),
                ContractFit.remarks(tenures, maximum),
                ContractFit.provenance(NAME, tenures));
    }

    /**
     * Estimates the model with covariates by maximum likelihood. Needs no start values.
     *
     * @param groups tenures by covariates
     * @return the model; its parameters are those of this one for customers whose covariates are all 0, and coefficients {@code
     *     leaving.NAME} and {@code staying.NAME}. If the data do not determine all of them, {@link Fitted#converged()} is
     *     false and {@link Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if no customer has a whole period behind them, or a covariate is the same for all
     */
    public static Fitted<ContractCovariateModel<BetaDiscreteWeibull>> fit(TenureGroups groups) {
        ContractOrigin origin = ContractOrigin.of(groups.all());
        return ContractCovariateFit.fit(
                NAME,
                PARAMETERS,
                groups,
                found -> of(found[0], found[1], found[2]).with(origin),
                BetaDiscreteWeibull::moved);
    }

    /** With shapes times factors. */
    BetaDiscreteWeibull moved(double leaving, double staying) {
        return new BetaDiscreteWeibull(gamma * leaving, delta * staying, c, origin);
    }

    static BetaDiscreteWeibull ofPart(ModelText text, Registry registry) {
        return FAMILY.readPart(text, "base", registry);
    }

    private static BetaDiscreteWeibull ofText(ModelText text, Registry registry) {
        return of(text.number("gamma"), text.number("delta"), text.number("c"))
                .with(ContractOrigin.read(text, registry));
    }

    private BetaDiscreteWeibull with(ContractOrigin other) {
        return new BetaDiscreteWeibull(gamma, delta, c, other);
    }

    @Override
    public Optional<ContractTerms> terms() {
        return origin.terms();
    }

    @Override
    public BetaDiscreteWeibull withTerms(ContractTerms terms) {
        return with(origin.withTerms(Objects.requireNonNull(terms, "terms")));
    }

    @Override
    public int typicalRenewals() {
        return origin.typicalRenewals();
    }

    @Override
    public BetaDiscreteWeibull withTypical(int renewals) {
        return with(origin.withTypical(renewals));
    }

    /** {@link ShiftedBetaGeometric}, which is this with c = 1. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof ShiftedBetaGeometric;
    }

    @Override
    public ModelText modelText() {
        return origin.write(ModelText.of(NAME, VERSION)
                .with("gamma", gamma)
                .with("delta", delta)
                .with("c", c));
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Shape of the beta distribution on the side of leaving.
     *
     * @return gamma, positive
     */
    public double gamma() {
        return gamma;
    }

    /**
     * Shape on the side of staying.
     *
     * @return delta, positive
     */
    public double delta() {
        return delta;
    }

    /**
     * How a customer's own probability of leaving changes with time.
     *
     * @return c, positive
     */
    public double c() {
        return c;
    }

    @Override
    public double logSurvival(int periods) {
        return survival.log(periods);
    }

    @Override
    public double logSurvival(int renewals, int more) {
        return survival.log(renewals, more);
    }

    /** {@inheritDoc} The time that it takes does not grow with their number. */
    @Override
    public double discountedRenewals(int renewals, int next, double rate) {
        return survival.discountedRenewals(renewals, next, rate);
    }

    @Override
    public Tenures simulate(int customers, int periods, long seed) {
        return survival.simulate(customers, periods, seed);
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[gamma=" + gamma + ", delta=" + delta + ", c=" + c + "]";
    }
}
