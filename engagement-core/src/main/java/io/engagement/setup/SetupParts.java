package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.fit.Fitted;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.EngagementModel;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Calibration;
import io.engagement.spend.SpendModel;
import io.engagement.survival.ContractModel;
import io.engagement.value.CostToServe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a set-up.
 *
 * @param models what was fitted
 * @param evidence what they were chosen by
 * @param money what is paid, and what it costs
 * @param terms what scores are of
 * @param changes to scores, and other scores
 */
record SetupParts(Models models, Evidence evidence, Money money, ScoreTerms terms, Changes changes) {
    static final SetupParts NONE =
            new SetupParts(Models.NONE, Evidence.NONE, Money.USUAL, ScoreTerms.USUAL, Changes.NONE);

    /**
     * What was fitted.
     *
     * @param fitted at most one model of each subject
     * @param failures why others could not be fitted
     * @param level what expected purchases are corrected by
     */
    record Models(Map<Subject, Fitted<?>> fitted, Map<Subject, Failure> failures, Optional<LevelCorrection> level) {
        private static final Models NONE = new Models(Map.of(), Map.of(), Optional.empty());

        Models with(Subject subject, Fitted<?> model) {
            Map<Subject, Fitted<?>> more = new EnumMap<>(Subject.class);
            more.putAll(fitted);
            more.put(subject, model);
            Map<Subject, Failure> others = new EnumMap<>(Subject.class);
            others.putAll(failures);
            others.remove(subject);
            return new Models(more, others, subject == Subject.PURCHASES ? Optional.empty() : level);
        }
    }

    /**
     * What models were chosen by.
     *
     * @param purchases why their model was chosen, if a comparison chose it
     * @param repeatPurchases that it was fitted to; NaN if unknown
     * @param spend why its model was chosen, if a backtest chose it
     * @param risk by which models it is
     */
    record Evidence(Optional<String> purchases, double repeatPurchases, Optional<String> spend, RiskChoice risk) {
        private static final Evidence NONE =
                new Evidence(Optional.empty(), Double.NaN, Optional.empty(), RiskChoice.USUAL);

        Evidence withRisk(RiskChoice other) {
            return new Evidence(purchases, repeatPurchases, spend, other);
        }

        /** Nothing is known of how a model was chosen that takes the place of another. */
        Evidence without(Subject subject) {
            return switch (subject) {
                case PURCHASES -> new Evidence(Optional.empty(), Double.NaN, spend, risk.withoutReason());
                case SPEND -> new Evidence(purchases, repeatPurchases, Optional.empty(), risk);
                case RETENTION -> withRisk(risk.withoutReason());
                case ENGAGEMENT, CONTRACTS -> this;
            };
        }
    }

    /**
     * What is paid, and what it costs.
     *
     * @param costs to serve and contact
     * @param payments for a period of a contract
     */
    record Money(Optional<CostToServe> costs, Payments payments) {
        private static final Money USUAL = new Money(Optional.empty(), Payments.standard());
    }

    /**
     * Changes to scores, and other scores.
     *
     * @param calibrations of scores, by their names
     * @param extras other scores
     */
    record Changes(Map<String, Calibration> calibrations, List<Extra> extras) {
        private static final Changes NONE = new Changes(Map.of(), List.of());

        Changes with(String score, Calibration calibration) {
            Map<String, Calibration> more = new LinkedHashMap<>(calibrations);
            more.put(score, calibration);
            return new Changes(more, extras);
        }

        Changes with(Extra extra) {
            List<Extra> more = new ArrayList<>(extras);
            more.add(extra);
            return new Changes(calibrations, more);
        }
    }

    Map<Subject, Fitted<?>> fitted() {
        return models.fitted();
    }

    Map<Subject, Failure> failures() {
        return models.failures();
    }

    Optional<LevelCorrection> level() {
        return models.level();
    }

    Optional<CostToServe> costs() {
        return money.costs();
    }

    Payments payments() {
        return money.payments();
    }

    Map<String, Calibration> calibrations() {
        return changes.calibrations();
    }

    List<Extra> extras() {
        return changes.extras();
    }

    SetupParts with(Models others) {
        return new SetupParts(others, evidence, money, terms, changes);
    }

    /** Notes on the replaced model are dropped. */
    SetupParts with(Subject subject, Fitted<?> model) {
        return with(models.with(subject, model)).with(evidence.without(subject));
    }

    SetupParts withFailures(Map<Subject, Failure> others) {
        return with(new Models(fitted(), others, level()));
    }

    SetupParts withLevel(Optional<LevelCorrection> other) {
        return with(new Models(fitted(), failures(), other));
    }

    SetupParts with(Evidence other) {
        return new SetupParts(models, other, money, terms, changes);
    }

    SetupParts withCosts(Optional<CostToServe> others) {
        return with(new Money(others, payments()));
    }

    SetupParts withPayments(Payments others) {
        return with(new Money(costs(), others));
    }

    private SetupParts with(Money other) {
        return new SetupParts(models, evidence, other, terms, changes);
    }

    SetupParts withTerms(ScoreTerms others) {
        return new SetupParts(models, evidence, money, others, changes);
    }

    /** By which models risk is was looked for over one horizon, and is not known of another. */
    SetupParts withHorizon(Duration horizon) {
        boolean isSame = terms.horizon().orElse(ScoreTerms.USUAL_HORIZON).equals(horizon);
        SetupParts parts = withTerms(terms.withHorizon(horizon));
        return isSame ? parts : parts.with(evidence.withRisk(evidence.risk().withoutReason()));
    }

    SetupParts with(String score, Calibration calibration) {
        return with(changes.with(score, calibration));
    }

    SetupParts with(Extra extra) {
        return with(changes.with(extra));
    }

    private SetupParts with(Changes other) {
        return new SetupParts(models, evidence, money, terms, other);
    }

    private <M> Optional<M> model(Subject subject, Class<M> type) {
        return Optional.ofNullable(fitted().get(subject)).map(each -> type.cast(each.model()));
    }

    Optional<EngagementModel> engagement() {
        return model(Subject.ENGAGEMENT, EngagementModel.class);
    }

    Optional<AdditiveLogistic> retention() {
        return model(Subject.RETENTION, AdditiveLogistic.class);
    }

    Optional<CustomerBaseModel> purchases() {
        return model(Subject.PURCHASES, CustomerBaseModel.class);
    }

    /** By the models that there are, as far as they know the horizon. */
    Optional<RetentionRiskScorer> retentionRisk() {
        Optional<AdditiveLogistic> additive = retention();
        Optional<CustomerBaseModel> buying = purchases();
        if (buying.isEmpty() || additive.isEmpty()) {
            return additive.map(RetentionRiskScorer::of)
                    .or(() -> buying.map(model -> RetentionRiskScorer.of(model, terms.horizon(model))));
        }
        CustomerBaseModel model = buying.get();
        if (!isOfHorizon(additive.get(), model)) {
            return Optional.of(RetentionRiskScorer.of(model, terms.horizon(model)));
        }
        return Optional.of(
                evidence.risk().by() == RiskChoice.By.BOTH && !isByOwnGaps(additive.get())
                        ? RetentionRiskScorer.of(model, additive.get())
                        : RetentionRiskScorer.of(additive.get()));
    }

    /** Empty by own gaps, which differ from customer to customer. */
    Optional<Duration> riskHorizon() {
        Optional<CustomerBaseModel> buying = purchases();
        boolean isByActs = retention().isPresent()
                && (buying.isEmpty() || isOfHorizon(retention().get(), buying.get()));
        return isByActs && isByOwnGaps(retention().get())
                ? Optional.empty()
                : retentionRisk().map(RetentionRiskScorer::horizon);
    }

    /** Others are known to the model of purchases alone. */
    private boolean isOfHorizon(AdditiveLogistic additive, CustomerBaseModel model) {
        return additive.definition().horizon().equals(terms.horizon(model));
    }

    /** Own gaps are known to the additive model alone. */
    private static boolean isByOwnGaps(AdditiveLogistic additive) {
        return additive.definition() instanceof RetentionDefinition staying
                && staying.ownGaps().isPresent();
    }

    /** By which models the risk is, and why, if that is known. */
    Optional<String> riskAdvice() {
        Optional<AdditiveLogistic> unused = retention().filter(additive -> purchases()
                .filter(model -> !isOfHorizon(additive, model))
                .isPresent());
        return unused.map(additive -> "by the model of purchases, as additive-logistic was fitted to "
                        + additive.definition().describe())
                .or(() -> evidence.risk().why());
    }

    Optional<SpendModel> spend() {
        return model(Subject.SPEND, SpendModel.class);
    }

    Optional<ContractModel> contracts() {
        return model(Subject.CONTRACTS, ContractModel.class);
    }
}
