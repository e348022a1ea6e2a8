package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.covariate.PiecewiseParetoNbd;
import io.engagement.customerbase.covariate.SeasonalParetoNbd;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.Registry;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.Families;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.internal.text.Names;
import io.engagement.measure.Covariates;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * All models of a customer base: by name, from their texts, and as candidates of a {@link Comparison}.
 *
 * <pre>{@code
 * Comparison comparison = Comparison.of(view, CustomerBaseModels.candidates());
 * System.out.println(comparison);
 * CustomerBaseModel best = comparison.best().model();
 * }</pre>
 */
public final class CustomerBaseModels {
    /** All that are fitted, the simplest first: a new model of the library has its line here. */
    private static final List<PurchaseFamily<?>> BY_DAYS = List.of(
            Nbd.FAMILY,
            BetaGeometricNbd.FAMILY,
            BetaGeometricCnbd.family(DropOut.AFTER_ANY_PURCHASE, 1),
            BetaGeometricCnbd.family(DropOut.AFTER_REPEAT_PURCHASE),
            BetaGeometricCnbd.family(DropOut.AFTER_ANY_PURCHASE),
            ParetoNbd.FAMILY,
            GammaGompertzNbd.FAMILY,
            CorrelatedParetoNbd.FAMILY);

    private static final List<PurchaseFamily<?>> ALL = Stream.concat(
                    BY_DAYS.stream(), Stream.of(PeriodicBetaBernoulli.FAMILY))
            .toList();

    /** And those that are made, or fitted to more than purchases. */
    private static final Families<CustomerBaseModel> FAMILIES = Families.of(
            "model of a customer base",
            CustomerBaseModel.class,
            Stream.concat(
                            ALL.stream(),
                            Stream.of(PiecewiseParetoNbd.FAMILY, SeasonalParetoNbd.FAMILY, CovariateModel.FAMILY))
                    .toList());

    private CustomerBaseModels() {}

    /**
     * Reads a model of the library, whichever it is.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of a customer base, or one of an unknown version, incomplete
     *     or out of range
     */
    public static CustomerBaseModel read(String text) {
        return read(text, Registry.empty());
    }

    /**
     * Reads a model of the library or of the user's own, whichever it is.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @param own the user's own families and what else in the text is the user's own
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of a customer base that is known, or one of an unknown version,
     *     incomplete or out of range
     */
    public static CustomerBaseModel read(String text, Registry own) {
        return FAMILIES.read(text, own);
    }

    /**
     * Reads a fitted model of the library, whichever it is.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of a customer base, or one of an unknown version,
     *     incomplete or out of range
     */
    public static Fitted<? extends CustomerBaseModel> readFitted(String text) {
        return readFitted(text, Registry.empty());
    }

    /**
     * Reads a fitted model of the library or of the user's own, whichever it is.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param own the user's own families and what else in the text is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of a customer base that is known, or one of an unknown
     *     version, incomplete or out of range
     */
    public static Fitted<? extends CustomerBaseModel> readFitted(String text, Registry own) {
        return FAMILIES.readFitted(text, own);
    }

    static List<Family<? extends CustomerBaseModel>> families() {
        return FAMILIES.families();
    }

    /**
     * A family of the library by its name.
     *
     * @param name one of those in {@link #candidatesByPeriod()}
     * @return the family; {@code bg-bb} wants purchases {@linkplain PurchaseDefinition#byPeriod by period}
     * @throws IllegalArgumentException if there is no such model
     */
    public static PurchaseFamily<?> family(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "model of a customer base",
                        name,
                        ALL.stream().map(PurchaseFamily::name).toList()));
    }

    /**
     * The library's models of purchases by days, in continuous time, the simplest first.
     *
     * @return NBD, BG/NBD, MBG/NBD, BG/CNBD-k, MBG/CNBD-k, Pareto/NBD, GGom/NBD, Pareto/NBD with
     *     correlated rates
     */
    public static List<PurchaseFamily<?>> candidates() {
        return BY_DAYS;
    }

    /**
     * All models of purchases {@linkplain PurchaseDefinition#byPeriod by period}, the simplest first. What each says is how many
     * periods a customer buys in, BG/BB as its only opportunities, the others as if a period with a purchase were one purchase
     * in continuous time: one outcome for all, so that their log scores can be compared. So can their likelihoods: in the unit of
     * a period, the density of purchase times of a Poisson process is the probability of exactly one purchase in each of these
     * periods and none in others. Neither can be compared with those of purchases by days, where a customer can buy more often.
     *
     * @return those of {@link #candidates()}, and BG/BB
     */
    public static List<PurchaseFamily<?>> candidatesByPeriod() {
        return ALL;
    }

    /**
     * Candidates with covariates beside those without.
     *
     * @param candidates without
     * @param covariates what is read of customers
     * @return the candidates, then one with covariates for each that takes them
     * @throws IllegalArgumentException if there is no covariate
     */
    public static List<PurchaseFamily<?>> withCovariates(List<PurchaseFamily<?>> candidates, Covariates covariates) {
        return Stream.concat(
                        candidates.stream(),
                        candidates.stream()
                                .filter(each -> !each.movedByPurchases().isEmpty())
                                .<PurchaseFamily<?>>map(each -> CovariateModel.family(each, covariates)))
                .toList();
    }
}
