package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.internal.text.Names;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.score.Calibration;
import io.engagement.score.Composite;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.SpendModel;
import io.engagement.survival.ContractModel;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.LifetimeValueScorer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the scorers of a set-up, by their names, in the order of the columns. */
final class SetupScorers {
    private final SetupParts parts;
    private final Map<String, Scorer> scorers = new LinkedHashMap<>();

    private SetupScorers(SetupParts parts) {
        this.parts = parts;
    }

    /**
     * All scorers for which there are models.
     *
     * @throws IllegalArgumentException if parts do not go together
     */
    static Map<String, Scorer> of(SetupParts parts) {
        SetupScorers made = new SetupScorers(parts);
        parts.engagement().ifPresent(model -> {
            made.add(EngagementScorer.of(model));
            made.add(MomentumScorer.of(model.gammaPoisson()));
        });
        parts.retentionRisk().ifPresent(made::add);
        parts.purchases().ifPresent(made::addPurchases);
        parts.contracts().ifPresent(made::addContracts);
        parts.calibrations().forEach(made::calibrate);
        parts.extras().forEach(extra -> made.add(extra.over(made.scorers)));
        if (!made.scorers.isEmpty()) {
            // Refuses scorers that cannot share a plan, such as those with different time units.
            ScoringPlan.of(made.scorers.values().toArray(Scorer[]::new));
        }
        return made.scorers;
    }

    private void add(Scorer scorer) {
        if (scorers.putIfAbsent(scorer.name(), scorer) != null) {
            throw new IllegalArgumentException("names of scores must differ, two are " + scorer.name());
        }
    }

    private void addPurchases(CustomerBaseModel model) {
        add(model.probabilityAlive());
        Duration horizon = parts.terms().horizon(model);
        add(parts.level()
                .map(level -> model.expectedPurchases(horizon, level))
                .orElseGet(() -> model.expectedPurchases(horizon)));
        parts.spend().ifPresent(spend -> addValue(model, spend));
    }

    private void addValue(CustomerBaseModel model, SpendModel spend) {
        ScoreTerms terms = parts.terms();
        LifetimeValueScorer value = terms.valueHorizon()
                .map(horizon -> LifetimeValueScorer.of(model, spend, horizon, terms.discount()))
                .orElseGet(() -> LifetimeValueScorer.ofAllFuture(model, spend, terms.discount()))
                .withMargin(terms.margin());
        LifetimeValueScorer levelled = parts.level().map(value::withLevel).orElse(value);
        add(parts.costs().map(levelled::withCosts).orElse(levelled));
    }

    private void addContracts(ContractModel model) {
        ScoreTerms terms = parts.terms();
        Payments payments = parts.payments();
        add(ChurnRiskScorer.of(model, terms.renewals()));
        ContractValueScorer value = terms.valueHorizon()
                .map(horizon -> ContractValueScorer.of(
                        model, payments.measure(), terms.discount(), terms.renewalsWithin(model, horizon)))
                .orElseGet(() -> ContractValueScorer.of(model, payments.measure(), terms.discount()))
                .withMargin(terms.margin());
        add(
                payments.typical().isPresent()
                        ? value.withTypicalValue(payments.typical().getAsDouble())
                        : value);
    }

    /** Replaces the raw score, on the same scale. */
    private void calibrate(String name, Calibration calibration) {
        Scorer scorer = scorers.get(name);
        if (scorer == null) {
            throw Names.unknown("score to calibrate", name, scorers.keySet());
        }
        scorers.put(name, calibrated(scorer, calibration));
    }

    private static Scorer calibrated(Scorer scorer, Calibration calibration) {
        return switch (scorer.scale()) {
            case PROBABILITY -> Composite.calibrated(scorer.name(), scorer, calibration);
            case INDEX ->
                Composite.mapped(scorer.name(), Scale.INDEX, scorer, score -> 100 * calibration.applyAsDouble(score));
            default ->
                throw new IllegalArgumentException("a calibration gives probabilities, and " + scorer.name()
                        + " is on the " + scorer.scale() + " scale");
        };
    }
}
