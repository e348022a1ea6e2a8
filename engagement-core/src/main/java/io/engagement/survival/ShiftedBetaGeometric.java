package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import java.util.List;

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
public final class ShiftedBetaGeometric extends BetaContract<ShiftedBetaGeometric> {
    static final String NAME = "sbg";

    /** How its texts are read, alone and fitted. */
    public static final Family<ShiftedBetaGeometric> FAMILY = Family.of(NAME, VERSION, ShiftedBetaGeometric::ofText);

    private static final List<Parameter> PARAMETERS = List.of(Parameter.positive("alpha"), Parameter.positive("beta"));

    private ShiftedBetaGeometric(ContractOrigin origin, double... values) {
        super(PARAMETERS, origin, values);
    }

    @Override
    ShiftedBetaGeometric make(ContractOrigin other, double... others) {
        return new ShiftedBetaGeometric(other, others);
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
        return new ShiftedBetaGeometric(ContractOrigin.UNKNOWN, alpha, beta);
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
        return ContractFit.fit(NAME, PARAMETERS, tenures, ShiftedBetaGeometric::new);
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
                NAME,
                PARAMETERS,
                groups,
                found -> new ShiftedBetaGeometric(origin, found),
                ShiftedBetaGeometric::moved);
    }

    static ShiftedBetaGeometric ofPart(ModelText text, Registry registry) {
        return FAMILY.readPart(text, "base", registry);
    }

    private static ShiftedBetaGeometric ofText(ModelText text, Registry registry) {
        return new ShiftedBetaGeometric(ContractOrigin.read(text, registry), read(PARAMETERS, text));
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
        return value(0);
    }

    /**
     * Shape on the side of staying.
     *
     * @return beta, positive
     */
    public double beta() {
        return value(1);
    }
}
