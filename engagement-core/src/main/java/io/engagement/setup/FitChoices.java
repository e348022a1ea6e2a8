package io.engagement.setup;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.internal.text.Names;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is fitted to a base, and to what of it. Immutable.
 *
 * <pre>{@code
 * FitChoices choices = FitChoices.usual()
 *         .withPurchaseModel("best")
 *         .withPurchases(new PurchaseDefinition(Filter.purpose(Purpose.USE), ZoneId.of("Europe/Berlin")))
 *         .withContracts(ContractTerms.standard(TimeScale.MONTHS));
 * }</pre>
 */
public final class FitChoices {
    /** The name by which the model of purchases is chosen that foresees best. */
    public static final String BEST = "best";

    static final String REPEATS = "gamma-gamma";
    static final String ALL_PURCHASES = "gamma-gamma-all";
    static final List<String> SPEND_MODELS =
            List.of(BEST, REPEATS, ALL_PURCHASES, "normal-normal", "hurdle-gamma-gamma");
    static final List<String> CONTRACT_MODELS = List.of("sbg", "bdw");

    private static final FitChoices USUAL = new FitChoices(new Draft());

    private final TimeScale timeScale;
    private final PurchaseDefinition purchases;
    private final EngagementDefinition engagement;
    private final Optional<ContractTerms> contracts;
    /** Empty for the best. */
    private final Optional<PurchaseFamily<?>> family;

    private final String spendModel;
    private final String contractModel;
    private final Filter payments;
    private final Covariates covariates;
    /** At how many origins all is tried; 0 for none. */
    private final int backtestOrigins;

    private final RiskTerms risk;

    private FitChoices(Draft draft) {
        this.timeScale = Objects.requireNonNull(draft.timeScale, "timeScale");
        this.purchases = Objects.requireNonNull(draft.purchases, "purchases");
        this.engagement = Objects.requireNonNull(draft.engagement, "engagement");
        this.contracts = draft.contracts;
        this.family = draft.family;
        this.spendModel = known("spend", draft.spendModel, SPEND_MODELS);
        this.contractModel = known("contracts", draft.contractModel, CONTRACT_MODELS);
        this.payments = Objects.requireNonNull(draft.payments, "payments");
        this.covariates = Objects.requireNonNull(draft.covariates, "covariates");
        this.backtestOrigins = draft.backtestOrigins;
        this.risk = draft.risk;
    }

    /** Choices on their way to others; the usual ones at first. */
    private static final class Draft {
        private TimeScale timeScale = TimeScale.WEEKS;
        private PurchaseDefinition purchases = PurchaseDefinition.standard();
        private EngagementDefinition engagement = EngagementDefinition.withDefaults();
        private Optional<ContractTerms> contracts = Optional.empty();
        private Optional<PurchaseFamily<?>> family = Optional.of(CustomerBaseModels.family("bg-nbd"));
        private String spendModel = BEST;
        private String contractModel = "sbg";
        private Filter payments = Payments.standard().filter();
        private Covariates covariates = Covariates.none();
        private int backtestOrigins = 1;
        private RiskTerms risk = RiskTerms.USUAL;
    }

    private FitChoices with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.timeScale = timeScale;
        draft.purchases = purchases;
        draft.engagement = engagement;
        draft.contracts = contracts;
        draft.family = family;
        draft.spendModel = spendModel;
        draft.contractModel = contractModel;
        draft.payments = payments;
        draft.covariates = covariates;
        draft.backtestOrigins = backtestOrigins;
        draft.risk = risk;
        change.accept(draft);
        return new FitChoices(draft);
    }

    private static String known(String of, String name, List<String> names) {
        if (!names.contains(Objects.requireNonNull(name, "name"))) {
            throw Names.unknown("model of " + of, name, names);
        }
        return name;
    }

    /**
     * BG/NBD of {@linkplain PurchaseDefinition#standard() purchases} in weeks, Gamma-Gamma of what they bring, and engagement as
     * {@link EngagementDefinition#withDefaults()} has it; no contracts; risk by what a backtest prefers; a backtest at one origin.
     *
     * @return the usual choices
     */
    public static FitChoices usual() {
        return USUAL;
    }

    /**
     * These with another unit of time for the model of purchases. Purchases by period always use that period.
     *
     * @param unit of recency, age and costs
     * @return the changed copy
     */
    public FitChoices withTimeScale(TimeScale unit) {
        return with(draft -> draft.timeScale = unit);
    }

    /**
     * These with another definition of a purchase, for both models that count them.
     *
     * @param definition what counts as a purchase, or what else risk and value are to be of
     * @return the changed copy
     */
    public FitChoices withPurchases(PurchaseDefinition definition) {
        return with(draft -> draft.purchases = definition);
    }

    /**
     * These with another definition of engagement.
     *
     * @param definition what counts as an own act, for how much, and within what time
     * @return the changed copy
     */
    public FitChoices withEngagement(EngagementDefinition definition) {
        return with(draft -> draft.engagement = definition);
    }

    /**
     * These with contracts, which are ignored otherwise.
     *
     * @param terms what begins and ends a contract, and how long it is between renewals
     * @return the changed copy
     */
    public FitChoices withContracts(ContractTerms terms) {
        return with(draft -> draft.contracts = Optional.of(Objects.requireNonNull(terms, "terms")));
    }

    /**
     * These with another model of purchases. {@code bg-bb} is of purchases by period: by month, unless the definition says
     * another one.
     *
     * @param name a built-in one, see {@link CustomerBaseModels#family}, or {@link #BEST} for the winner of a
     *     comparison
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such model
     */
    public FitChoices withPurchaseModel(String name) {
        Objects.requireNonNull(name, "name");
        return withFamily(name.equals(BEST) ? Optional.empty() : Optional.of(CustomerBaseModels.family(name)));
    }

    /**
     * These with another model of purchases, such as your own.
     *
     * @param purchaseFamily of the model
     * @return the changed copy
     */
    public FitChoices withPurchaseModel(PurchaseFamily<?> purchaseFamily) {
        return withFamily(Optional.of(Objects.requireNonNull(purchaseFamily, "purchaseFamily")));
    }

    private FitChoices withFamily(Optional<PurchaseFamily<?>> other) {
        return with(draft -> draft.family = other);
    }

    /**
     * These with another model of what a purchase brings. By {@link #BEST}, the usual choice, it is Gamma-Gamma, of repeat purchases
     * or of all, whichever ranked customers better by what they spent in the last horizon. Gamma-Gamma takes gross values, the
     * others values net of refunds: interactions of the purpose RETURN, unless the definition of a purchase names refunds.
     *
     * @param name {@code best}, {@code gamma-gamma} of repeat purchases, {@code gamma-gamma-all} with the first one, {@code
     *     normal-normal} or {@code hurdle-gamma-gamma}
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such model
     */
    public FitChoices withSpendModel(String name) {
        return with(draft -> draft.spendModel = name);
    }

    /**
     * These with another model of contracts.
     *
     * @param name {@code sbg} or {@code bdw}
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such model
     */
    public FitChoices withContractModel(String name) {
        return with(draft -> draft.contractModel = name);
    }

    /**
     * These with other payments for a period of a contract.
     *
     * @param filter which interactions are payments; those with the purpose PURCHASE unless told
     * @return the changed copy
     */
    public FitChoices withPayments(Filter filter) {
        return with(draft -> draft.payments = filter);
    }

    /**
     * These with covariates, by which the model of purchases, and that of contracts if there is one, tells customers apart. Of
     * models of purchases, BG/NBD, Pareto/NBD and GGom/NBD take them, and families of the user's own that say so; the best is
     * chosen among all models without and those with.
     *
     * @param known what is read of customers
     * @return the changed copy
     */
    public FitChoices withCovariates(Covariates known) {
        return with(draft -> draft.covariates = known);
    }

    /**
     * These with a backtest: whatever is fitted is fitted anew as of origins in the past, and judged by what then came. That costs
     * about as much for each origin as the fit itself.
     *
     * @param origins how many, each a horizon before the next: 1 unless told, 0 for no backtest
     * @return the changed copy
     * @throws IllegalArgumentException if the number is negative
     */
    public FitChoices withBacktest(int origins) {
        if (origins < 0) {
            throw new IllegalArgumentException("origins must not be negative, were " + origins);
        }
        return with(draft -> draft.backtestOrigins = origins);
    }

    /**
     * These with another horizon of {@code retention_risk} and {@code expected_purchases}: 90 days unless told, or a period of
     * purchases by period that is longer.
     *
     * @param length from a second to a thousand years
     * @return the changed copy
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    public FitChoices withHorizon(Duration length) {
        Objects.requireNonNull(length, "length");
        return with(draft -> draft.risk = risk.withHorizon(length));
    }

    /**
     * These with a {@code retention_risk} by the customers' own gaps: that nothing is bought for so many of them, or for the
     * horizon, if that is over sooner. It is the additive model's alone.
     *
     * @param gaps how many, such as 3; above 0, at most a million
     * @return the changed copy
     * @throws IllegalArgumentException if the number is out of its range, or another model is asked for
     */
    public FitChoices withOwnGaps(double gaps) {
        return with(draft -> draft.risk = risk.withOwnGaps(gaps));
    }

    /**
     * These with other models behind {@code retention_risk}. By {@link #BEST}, the usual choice, a backtest decides: the mean of both
     * stays unless the model of purchases or the additive one alone is better at both of two origins in the past, one and two
     * horizons ago.
     *
     * @param name {@code best}, {@code purchases}, {@code additive-logistic}, or {@code both} for their mean
     * @return the changed copy
     * @throws IllegalArgumentException if there is no such choice, or risk is by own gaps, which only the additive model knows
     */
    public FitChoices withRetentionModel(String name) {
        known("retention", name, RiskTerms.MODELS.keySet().stream().sorted().toList());
        return with(draft -> draft.risk = risk.withModels(name));
    }

    RiskTerms risk() {
        return risk;
    }

    int backtestOrigins() {
        return backtestOrigins;
    }

    /**
     * The unit of time of the model of purchases.
     *
     * @return the period of purchases by period
     */
    public TimeScale timeScale() {
        return purchases().period().orElse(timeScale);
    }

    /**
     * What counts as a purchase.
     *
     * @return the definition
     */
    public PurchaseDefinition purchases() {
        return family.equals(Optional.of(PeriodicBetaBernoulli.FAMILY))
                        && purchases.period().isEmpty()
                ? purchases.byPeriod(TimeScale.MONTHS)
                : purchases;
    }

    /** Less refunds where the model of spend can take them. */
    PurchaseDefinition spending() {
        PurchaseDefinition counted = purchases();
        if (List.of(BEST, REPEATS, ALL_PURCHASES).contains(spendModel)) {
            return counted.withoutRefunds();
        }
        return counted.refunds().isPresent() ? counted : counted.withRefunds(Filter.purpose(Purpose.RETURN));
    }

    /**
     * What counts as engagement.
     *
     * @return the definition
     */
    public EngagementDefinition engagement() {
        return engagement;
    }

    /**
     * What a contract is.
     *
     * @return the terms; empty if contracts are ignored
     */
    public Optional<ContractTerms> contracts() {
        return contracts;
    }

    /** With the covariates, if there are some. */
    Optional<PurchaseFamily<?>> family() {
        return family.<PurchaseFamily<?>>map(
                chosen -> covariates.isEmpty() ? chosen : CovariateModel.family(chosen, covariates));
    }

    /** From whom the best is chosen: all without covariates, and those that take them with. */
    List<PurchaseFamily<?>> candidates() {
        List<PurchaseFamily<?>> without = purchases().period().isPresent()
                ? CustomerBaseModels.candidatesByPeriod()
                : CustomerBaseModels.candidates();
        return covariates.isEmpty() ? without : CustomerBaseModels.withCovariates(without, covariates);
    }

    /**
     * What is read of customers besides what they do.
     *
     * @return the covariates; none unless told
     */
    public Covariates covariates() {
        return covariates;
    }

    String spendModel() {
        return spendModel;
    }

    String contractModel() {
        return contractModel;
    }

    Filter payments() {
        return payments;
    }
}
