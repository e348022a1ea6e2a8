package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.measure.ContractTerms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Shifted-beta-geometric: how long customers stay, where each has a probability of their own to leave at the end of a period,
 * always the same. Fader and Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 76-90,
 * doi:10.1002/dir.20074.
 *
 * <p>The probability of leaving differs from customer to customer by a beta distribution with shapes alpha and beta. That a
 * cohort's retention rate rises with the years comes from those who leave: the others stay as they are.
 *
 * <p>Immutable, thread-safe.
 */
public final class ShiftedBetaGeometric implements ContractModel {
    static final String NAME = "sbg";
    /** Since 2 with the terms and the typical customer. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<ShiftedBetaGeometric> FAMILY = Family.of(NAME, VERSION, ShiftedBetaGeometric::ofText);

    private static final List<Parameter> PARAMETERS = List.of(Parameter.positive("alpha"), Parameter.positive("beta"));

    private final double alpha;
    private final double beta;
    private final BetaSurvival survival;
    private final ContractOrigin origin;

    private ShiftedBetaGeometric(double alpha, double beta, ContractOrigin origin) {
        this.alpha = BetaSurvival.shape("alpha", alpha);
        this.beta = BetaSurvival.shape("beta", beta);
        this.survival = new BetaSurvival(alpha, beta, 1);
        this.origin = origin;
    }

    /**
     * A model from its parameters, of a typical customer who has just signed up.
     *
     * @param alpha shape of the beta distribution on the side of leaving, from 1e-9 to 1e9
     * @param beta shape on the side of staying, from 1e-9 to 1e9
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static ShiftedBetaGeometric of(double alpha, double beta) {
        return new ShiftedBetaGeometric(alpha, beta, ContractOrigin.UNKNOWN);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values.
     *
     * @param tenures of one cohort or several
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer, or none with a whole period behind them
     */
    public static Fitted<ShiftedBetaGeometric> fit(Tenures tenures) {
        Maximum maximum = ContractFit.maximize(NAME, PARAMETERS, tenures);
        ShiftedBetaGeometric model =
                of(maximum.estimate(0), maximum.estimate(1)).with(ContractOrigin.of(tenures));
        return Fitted.of(
                model,
                maximum,
                new double[] {1, 1},
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
    public static Fitted<ContractCovariateModel<ShiftedBetaGeometric>> fit(TenureGroups groups) {
        ContractOrigin origin = ContractOrigin.of(groups.all());
        return ContractCovariateFit.fit(
                NAME, PARAMETERS, groups, found -> of(found[0], found[1]).with(origin), ShiftedBetaGeometric::moved);
    }

    /** With shapes times factors. */
    ShiftedBetaGeometric moved(double leaving, double staying) {
        return new ShiftedBetaGeometric(alpha * leaving, beta * staying, origin);
    }

    static ShiftedBetaGeometric ofPart(ModelText text, Registry registry) {
        return FAMILY.readPart(text, "base", registry);
    }

    private static ShiftedBetaGeometric ofText(ModelText text, Registry registry) {
        return of(text.number("alpha"), text.number("beta")).with(ContractOrigin.read(text, registry));
    }

    private ShiftedBetaGeometric with(ContractOrigin other) {
        return new ShiftedBetaGeometric(alpha, beta, other);
    }

    @Override
    public Optional<ContractTerms> terms() {
        return origin.terms();
    }

    @Override
    public ShiftedBetaGeometric withTerms(ContractTerms terms) {
        return with(origin.withTerms(Objects.requireNonNull(terms, "terms")));
    }

    @Override
    public int typicalRenewals() {
        return origin.typicalRenewals();
    }

    @Override
    public ShiftedBetaGeometric withTypical(int renewals) {
        return with(origin.withTypical(renewals));
    }

    @Override
    public ModelText modelText() {
        return origin.write(ModelText.of(NAME, VERSION).with("alpha", alpha).with("beta", beta));
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Shape of the beta distribution on the side of leaving.
     *
     * @return alpha, positive
     */
    public double alpha() {
        return alpha;
    }

    /**
     * Shape on the side of staying.
     *
     * @return beta, positive
     */
    public double beta() {
        return beta;
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
        return NAME + "[alpha=" + alpha + ", beta=" + beta + "]";
    }
}
