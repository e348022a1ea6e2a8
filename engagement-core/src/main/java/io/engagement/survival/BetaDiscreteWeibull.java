package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.StatisticalModel;
import java.util.List;

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
public final class BetaDiscreteWeibull extends BetaContract<BetaDiscreteWeibull> {
    static final String NAME = "bdw";

    /** How its texts are read, alone and fitted. */
    public static final Family<BetaDiscreteWeibull> FAMILY = Family.of(NAME, VERSION, BetaDiscreteWeibull::ofText);

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("gamma"),
            Parameter.positive("delta"),
            Parameter.positive("c").within(1e-2, 1e2));

    private BetaDiscreteWeibull(ContractOrigin origin, double... values) {
        super(PARAMETERS, origin, values);
    }

    @Override
    BetaDiscreteWeibull make(ContractOrigin other, double... others) {
        return new BetaDiscreteWeibull(other, others);
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
        return new BetaDiscreteWeibull(ContractOrigin.UNKNOWN, gamma, delta, c);
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
        return ContractFit.fit(NAME, PARAMETERS, tenures, BetaDiscreteWeibull::new);
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
                NAME, PARAMETERS, groups, found -> new BetaDiscreteWeibull(origin, found), BetaDiscreteWeibull::moved);
    }

    static BetaDiscreteWeibull ofPart(ModelText text, Registry registry) {
        return FAMILY.readPart(text, "base", registry);
    }

    private static BetaDiscreteWeibull ofText(ModelText text, Registry registry) {
        return new BetaDiscreteWeibull(ContractOrigin.read(text, registry), read(PARAMETERS, text));
    }

    /** {@link ShiftedBetaGeometric}, which is this with c = 1. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof ShiftedBetaGeometric;
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
        return value(0);
    }

    /**
     * Shape on the side of staying.
     *
     * @return delta, positive
     */
    public double delta() {
        return value(1);
    }

    /**
     * How a customer's own probability of leaving changes with time.
     *
     * @return c, positive
     */
    public double c() {
        return value(2);
    }
}
