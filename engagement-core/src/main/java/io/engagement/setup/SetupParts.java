package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.fit.Fitted;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.EngagementModel;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Calibration;
import io.engagement.spend.SpendModel;
import io.engagement.survival.ContractModel;
import io.engagement.value.CostToServe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a set-up.
 *
 * @param fitted at most one model of each subject
 * @param failures why others could not be fitted
 * @param advice why the model of purchases was chosen, if a comparison chose it
 * @param repeatPurchases that it was fitted to; NaN if unknown
 * @param costs to serve and contact
 * @param payments for a period of a contract
 * @param terms what scores are of
 * @param calibrations of scores, by their names
 * @param extras other scores
 * @param risk by which models it is
 * @param level what expected purchases are corrected by
 * @param spendAdvice why the model of spend was chosen, if a backtest chose it
 */
record SetupParts(
        Map<Subject, Fitted<?>> fitted,
        Map<Subject, Failure> failures,
        Optional<String> advice,
        double repeatPurchases,
        Optional<CostToServe> costs,
        Payments payments,
        ScoreTerms terms,
        Map<String, Calibration> calibrations,
        List<Extra> extras,
        RiskChoice risk,
        Optional<LevelCorrection> level,
        Optional<String> spendAdvice) {
    static final SetupParts NONE = new SetupParts(
            Map.of(),
            Map.of(),
            Optional.empty(),
            Double.NaN,
            Optional.empty(),
            Payments.standard(),
            ScoreTerms.USUAL,
            Map.of(),
            List.of(),
            RiskChoice.USUAL,
            Optional.empty(),
            Optional.empty());

    SetupParts withFitted(Map<Subject, Fitted<?>> models) {
        return new SetupParts(
                models,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                calibrations,
                extras,
                risk,
                level,
                spendAdvice);
    }

    /** Notes on the replaced model are dropped. */
    SetupParts with(Subject subject, Fitted<?> model) {
        Map<Subject, Fitted<?>> models = new EnumMap<>(Subject.class);
        models.putAll(fitted);
        models.put(subject, model);
        Map<Subject, Failure> others = new EnumMap<>(Subject.class);
        others.putAll(failures);
        others.remove(subject);
        SetupParts parts = withFitted(models).withFailures(others);
        return switch (subject) {
            case PURCHASES ->
                parts.withHistory(Optional.empty(), Double.NaN)
                        .withRisk(risk.withoutReason())
                        .withLevel(Optional.empty());
            case SPEND -> parts.withSpendAdvice(Optional.empty());
            case RETENTION -> parts.withRisk(risk.withoutReason());
            default -> parts;
        };
    }

    SetupParts withRisk(RiskChoice other) {
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                calibrations,
                extras,
                other,
                level,
                spendAdvice);
    }

    SetupParts withLevel(Optional<LevelCorrection> other) {
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                calibrations,
                extras,
                risk,
                other,
                spendAdvice);
    }

    SetupParts withSpendAdvice(Optional<String> why) {
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                calibrations,
                extras,
                risk,
                level,
                why);
    }

    SetupParts withFailures(Map<Subject, Failure> others) {
        return new SetupParts(
                fitted,
                others,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                calibrations,
                extras,
                risk,
                level,
                spendAdvice);
    }

    SetupParts withHistory(Optional<String> why, double repeats) {
        return new SetupParts(
                fitted, failures, why, repeats, costs, payments, terms, calibrations, extras, risk, level, spendAdvice);
    }

    SetupParts withCosts(Optional<CostToServe> others) {
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                others,
                payments,
                terms,
                calibrations,
                extras,
                risk,
                level,
                spendAdvice);
    }

    SetupParts withPayments(Payments others) {
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                others,
                terms,
                calibrations,
                extras,
                risk,
                level,
                spendAdvice);
    }

    SetupParts withTerms(ScoreTerms others) {
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                others,
                calibrations,
                extras,
                risk,
                level,
                spendAdvice);
    }

    SetupParts with(String score, Calibration calibration) {
        Map<String, Calibration> more = new LinkedHashMap<>(calibrations);
        more.put(score, calibration);
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                more,
                extras,
                risk,
                level,
                spendAdvice);
    }

    SetupParts with(Extra extra) {
        List<Extra> more = new ArrayList<>(extras);
        more.add(extra);
        return new SetupParts(
                fitted,
                failures,
                advice,
                repeatPurchases,
                costs,
                payments,
                terms,
                calibrations,
                more,
                risk,
                level,
                spendAdvice);
    }

    private <M> Optional<M> model(Subject subject, Class<M> type) {
        return Optional.ofNullable(fitted.get(subject)).map(each -> type.cast(each.model()));
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
                risk.by() == RiskChoice.By.BOTH
                        ? RetentionRiskScorer.of(model, additive.get())
                        : RetentionRiskScorer.of(additive.get()));
    }

    /** Others are known to the model of purchases alone. */
    private boolean isOfHorizon(AdditiveLogistic additive, CustomerBaseModel model) {
        return additive.definition().horizon().equals(terms.horizon(model));
    }

    Optional<SpendModel> spend() {
        return model(Subject.SPEND, SpendModel.class);
    }

    Optional<ContractModel> contracts() {
        return model(Subject.CONTRACTS, ContractModel.class);
    }
}
