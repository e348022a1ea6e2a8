package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.Evaluation;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.evaluate.Outcome;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.value.CostToServe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tries the scores of a set-up, each by the outcome that it foretells. */
final class SetupBacktest {
    private static final String RISK = "retention_risk";
    private static final String EXPECTED = "expected_purchases";
    private static final String VALUE = "lifetime_value";
    private static final String BY_PERIOD = "purchases are by period: 'compare' judges their models";

    private final SetupParts parts;
    private final LogView log;
    private final List<Instant> at;
    private final int origins;
    /** Of the log as of an origin, a set-up with models of a subject. */
    private final BiFunction<LogView, Subject, ScoringSetup> make;

    private final List<Evaluation> evaluations = new ArrayList<>();

    private SetupBacktest(
            SetupParts parts,
            LogView log,
            List<Instant> at,
            int origins,
            BiFunction<LogView, Subject, ScoringSetup> make) {
        this.parts = parts;
        this.log = log;
        this.at = at;
        this.origins = origins;
        this.make = make;
    }

    /** Fits the same models anew as of each origin. */
    static EvaluationTable refitted(SetupParts parts, LogView log, PastFits past) {
        int origins = Math.max(1, past.choices().backtestOrigins());
        return new SetupBacktest(parts, log, List.of(), origins, new Refits(parts, past)::of).table();
    }

    /** Judges the scores as they are. */
    static EvaluationTable asTheyAre(ScoringSetup setup, SetupParts parts, LogView log, List<Instant> origins) {
        return new SetupBacktest(parts, log, origins, 0, (known, subject) -> setup).table();
    }

    /** Sets-up of what was known, each made once. */
    private static final class Refits {
        /** What is tried. */
        private final SetupParts now;

        private final ScoreTerms terms;
        private final PastFits past;
        private final Map<List<Object>, ScoringSetup> made = new HashMap<>();

        Refits(SetupParts now, PastFits past) {
            this.now = now;
            this.terms = now.terms();
            this.past = past;
        }

        ScoringSetup of(LogView known, Subject subject) {
            return made.computeIfAbsent(List.of(known.asOf(), subject), any -> fitted(known, subject));
        }

        private ScoringSetup fitted(LogView known, Subject subject) {
            Map<Subject, Failure> failures = new HashMap<>();
            List<Subject> subjects =
                    switch (subject) {
                        case PURCHASES -> List.of(Subject.PURCHASES, Subject.SPEND);
                        case RETENTION -> List.of(Subject.PURCHASES);
                        default -> List.of(subject);
                    };
            SetupParts parts = SetupParts.NONE.withTerms(terms);
            for (Subject each : subjects) {
                Optional<Fitted<?>> model = fit(known, each, failures);
                parts = model.isPresent() ? parts.with(each, model.get()) : parts;
            }
            parts = switch (subject) {
                case RETENTION -> withRisk(known, parts, failures);
                case PURCHASES -> withLevelAndCosts(known, parts);
                default -> parts;
            };
            return new ScoringSetup(parts.withFailures(failures));
        }

        private SetupParts withLevelAndCosts(LogView known, SetupParts parts) {
            Optional<CustomerBaseModel> buying = parts.purchases();
            if (buying.isEmpty()) {
                return parts;
            }
            CustomerBaseModel model = buying.get();
            return parts.withLevel(
                            now.level().flatMap(level -> PastPurchases.level(known, past, model, level.horizon())))
                    .withCosts(now.costs().map(costs -> CostToServe.fit(known, model.timeScale(), costs.contacts())));
        }

        /** By the models that would have been chosen then. */
        private SetupParts withRisk(LogView known, SetupParts parts, Map<Subject, Failure> failures) {
            boolean isByOwnGaps = isByOwnGaps();
            RiskFit risk = RiskFit.of(known, past, parts.purchases().isPresent());
            if (isByOwnGaps && risk.additive().isEmpty()) {
                risk.failure().ifPresent(why -> failures.put(Subject.RETENTION, Failure.of(why)));
                return SetupParts.NONE.withTerms(terms);
            }
            return risk.additive()
                    .map(model -> parts.with(Subject.RETENTION, model))
                    .orElse(parts)
                    .with(new SetupParts.Evidence(Optional.empty(), Double.NaN, Optional.empty(), risk.choice()));
        }

        /** Then the model of purchases, which is of one horizon for all, is none to take instead. */
        private boolean isByOwnGaps() {
            Optional<RetentionDefinition> own = now.retentionRisk()
                    .flatMap(SetupBacktest::retention)
                    .filter(definition -> definition.ownGaps().isPresent());
            own.filter(definition -> !past.choices()
                            .risk()
                            .definition(past.choices().purchases())
                            .equals(Optional.of(definition)))
                    .ifPresent(definition -> {
                        throw new IllegalArgumentException(
                                "the choices by which models are fitted anew are not of " + definition.describe());
                    });
            return own.isPresent();
        }

        private Optional<Fitted<?>> fit(LogView known, Subject subject, Map<Subject, Failure> failures) {
            if (subject == Subject.CONTRACTS && past.choices().contracts().isEmpty()) {
                throw new IllegalArgumentException("the choices by which models are fitted anew hold no contracts");
            }
            try {
                return Optional.of(past.fit(known, subject));
            } catch (FitException e) {
                failures.put(subject, Failure.of(e));
                return Optional.empty();
            }
        }
    }

    private EvaluationTable table() {
        parts.engagement()
                .ifPresent(model -> engagement(EngagementScorer.of(model).definition()));
        parts.retentionRisk().ifPresent(this::risk);
        parts.purchases().ifPresent(this::purchases);
        parts.contracts().ifPresent(model -> contracts(model.requireTerms()));
        parts.extras()
                .forEach(extra -> unjudged(
                        extra.scorer().name(),
                        "what it foretells is its maker's to say: see io.engagement.evaluate.Backtest"));
        return EvaluationTable.of(evaluations);
    }

    private void engagement(EngagementDefinition definition) {
        judge(Outcome.engages(definition), "engagement", known -> make.apply(known, Subject.ENGAGEMENT));
        unjudged("momentum", "it compares two scores of today");
    }

    private void risk(RetentionRiskScorer scorer) {
        if (scorer.definition().period().isPresent()) {
            unjudged(RISK, BY_PERIOD);
        } else {
            judge(outcome(scorer), RISK, known -> make.apply(known, Subject.RETENTION));
        }
    }

    private static Outcome outcome(RetentionRiskScorer scorer) {
        return retention(scorer)
                .map(Outcome::leaves)
                .orElseGet(() -> Outcome.noPurchase(scorer.definition(), scorer.horizon()));
    }

    /** Of a risk that is not by the model of purchases alone. */
    private static Optional<RetentionDefinition> retention(RetentionRiskScorer scorer) {
        return scorer.definitions().stream()
                .filter(RetentionDefinition.class::isInstance)
                .findFirst()
                .map(RetentionDefinition.class::cast);
    }

    private void purchases(CustomerBaseModel model) {
        PurchaseDefinition definition = model.definition();
        Duration horizon = parts.terms().horizon(model);
        if (definition.period().isPresent()) {
            List.of(EXPECTED, VALUE).stream()
                    .filter(score -> !score.equals(VALUE) || parts.spend().isPresent())
                    .forEach(score -> unjudged(score, BY_PERIOD));
            return;
        }
        unjudged("p_alive", "nobody sees who has left: retention_risk is what follows from it");
        Backtest expected = at(Outcome.purchases(definition, horizon));
        judge(
                parts.level().isPresent()
                        ? expected.withModel(EXPECTED, known -> purchases(ofPurchases(known)), this::level)
                        : expected.withModel(EXPECTED, known -> purchases(ofPurchases(known))));
        if (parts.spend().isPresent()) {
            Filter bought = definition.filter();
            Filter brings =
                    parts.spend().get().definition().refunds().map(bought::or).orElse(bought);
            judge(
                    Outcome.profit(
                            brings,
                            parts.terms().margin(),
                            parts.costs()
                                    .map(CostToServe::contacts)
                                    .orElse(Filter.all().negate()),
                            parts.terms().discount(),
                            horizon),
                    VALUE,
                    known -> ofPurchases(known).withValueHorizon(horizon));
        }
    }

    private void contracts(ContractTerms terms) {
        judge(
                Outcome.notRenewed(terms, parts.terms().renewals()),
                "churn_risk",
                known -> make.apply(known, Subject.CONTRACTS));
        unjudged("contract_value", "what of it can be seen is who renews: see churn_risk");
    }

    private ScoringSetup ofPurchases(LogView known) {
        return make.apply(known, Subject.PURCHASES);
    }

    /** The model, or why there is none. */
    private static CustomerBaseModel purchases(ScoringSetup setup) {
        return setup.purchases()
                .orElseThrow(() -> new IllegalArgumentException(setup.missing().get(EXPECTED)));
    }

    /** Of models that are judged as they are, their own. */
    private LevelCorrection level(LogView known) {
        return ofPurchases(known).level().orElseThrow();
    }

    private Backtest at(Outcome outcome) {
        return at.isEmpty()
                ? Backtest.of(outcome).withOrigins(origins, outcome.horizon())
                : Backtest.of(outcome).withOrigins(at.toArray(Instant[]::new));
    }

    private void judge(Outcome outcome, String score, Function<LogView, ScoringSetup> setup) {
        judge(at(outcome).with(score, known -> setup.apply(known).scorer(score)));
    }

    private void judge(Backtest backtest) {
        evaluations.addAll(backtest.run(log).table().evaluations());
    }

    private void unjudged(String score, String why) {
        evaluations.add(Evaluation.unjudged(score, why));
    }

    /** Of scores that are here no more, or mean something else, nothing is kept. */
    static Optional<EvaluationTable> without(Optional<EvaluationTable> table, List<String> scores) {
        return table.map(each -> EvaluationTable.of(each.evaluations().stream()
                        .filter(evaluation -> !scores.contains(evaluation.scorer()))
                        .toList()))
                .filter(each -> !each.evaluations().isEmpty());
    }
}
