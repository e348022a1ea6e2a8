package io.engagement.setup;

import io.engagement.customerbase.LevelCorrection;
import io.engagement.domain.Registry;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.measure.Filter;
import io.engagement.score.Calibration;
import io.engagement.value.CostToServe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The text form of set-ups: the lines of each model, with a prefix. */
final class SetupText {
    private static final String KIND = "scoring-setup";
    private static final int VERSION = 1;

    private static final String BACKTEST = "backtest";
    private static final String ADVICE = "advice";
    private static final String REPEATS = "repeat_purchases";
    private static final String COSTS = "costs";
    private static final String LEVEL = "level";
    private static final String SPEND_ADVICE = "spend_advice";
    private static final String PAYMENTS = "payments";
    private static final String TYPICAL = "typical_payment";

    private SetupText() {}

    static boolean isSetup(String text) {
        return ModelText.kindOf(text).equals(KIND);
    }

    static ModelText write(SetupParts parts, Optional<EvaluationTable> backtest) {
        ModelText text = write(parts);
        return backtest.isPresent() ? text.withPart(BACKTEST, backtest.get().modelText()) : text;
    }

    private static ModelText write(SetupParts parts) {
        ModelText text = parts.evidence().risk().write(parts.terms().write(ModelText.of(KIND, VERSION)));
        for (Map.Entry<Subject, Fitted<?>> each : parts.fitted().entrySet()) {
            text = text.withPart(each.getKey().word(), each.getValue().modelText());
        }
        for (Map.Entry<Subject, Failure> each : parts.failures().entrySet()) {
            text = text.with(happened(each.getKey()), each.getValue().happened())
                    .with(advised(each.getKey()), each.getValue().advice());
        }
        SetupParts.Evidence evidence = parts.evidence();
        if (evidence.purchases().isPresent()) {
            text = text.with(ADVICE, evidence.purchases().get());
        }
        if (!Double.isNaN(evidence.repeatPurchases())) {
            text = text.with(REPEATS, evidence.repeatPurchases());
        }
        if (parts.costs().isPresent()) {
            text = text.withPart(COSTS, parts.costs().get().modelText());
        }
        if (parts.level().isPresent()) {
            text = text.withPart(LEVEL, parts.level().get().modelText());
        }
        if (evidence.spend().isPresent()) {
            text = text.with(SPEND_ADVICE, evidence.spend().get());
        }
        text = text.with(PAYMENTS, parts.payments().filter().toText());
        if (parts.payments().typical().isPresent()) {
            text = text.with(TYPICAL, parts.payments().typical().getAsDouble());
        }
        return writeScores(parts, text);
    }

    private static String happened(Subject subject) {
        return "failed." + subject.word();
    }

    private static String advised(Subject subject) {
        return "failed." + subject.word() + ".check";
    }

    private static ModelText writeScores(SetupParts parts, ModelText before) {
        ModelText text = before.with(
                        "calibrations", Integer.toString(parts.calibrations().size()))
                .with("scores", Integer.toString(parts.extras().size()));
        int calibrated = 0;
        for (Map.Entry<String, Calibration> each : parts.calibrations().entrySet()) {
            text = text.with("calibrated." + calibrated, each.getKey())
                    .withPart("calibration." + calibrated, each.getValue().modelText());
            calibrated++;
        }
        for (int i = 0; i < parts.extras().size(); i++) {
            text = text.withPart("score." + i, parts.extras().get(i).text());
        }
        return text;
    }

    static ScoringSetup read(String content, Registry registry) {
        ModelText text = ModelText.read(content, KIND, VERSION);
        Map<Subject, Fitted<?>> fitted = new EnumMap<>(Subject.class);
        Map<Subject, Failure> failures = new EnumMap<>(Subject.class);
        for (Subject subject : Subject.values()) {
            if (text.optionalWord(subject.word()).isPresent()) {
                fitted.put(subject, model(subject, text.part(subject.word()), registry));
            }
            text.optionalWord(happened(subject))
                    .ifPresent(why -> failures.put(subject, new Failure(why, text.word(advised(subject)))));
        }
        Optional<LevelCorrection> level =
                text.optionalWord(LEVEL).map(any -> LevelCorrection.FAMILY.readPart(text, LEVEL, registry));
        SetupParts parts = SetupParts.NONE
                .with(new SetupParts.Models(fitted, failures, level))
                .with(evidence(text))
                .withTerms(ScoreTerms.read(text))
                .withPayments(payments(text, registry))
                .withCosts(text.optionalWord(COSTS).map(any -> CostToServe.FAMILY.readPart(text, COSTS, registry)));
        return new ScoringSetup(
                readScores(text, parts, registry),
                text.optionalWord(BACKTEST)
                        .map(any -> EvaluationTable.read(text.part(BACKTEST).toString())));
    }

    private static SetupParts.Evidence evidence(ModelText text) {
        return new SetupParts.Evidence(
                text.optionalWord(ADVICE),
                text.optionalWord(REPEATS)
                        .map(any -> text.number(REPEATS, 0, Double.MAX_VALUE))
                        .orElse(Double.NaN),
                text.optionalWord(SPEND_ADVICE),
                RiskChoice.read(text));
    }

    private static Fitted<?> model(Subject subject, ModelText part, Registry registry) {
        Fitted<?> model = FittedModels.read(part.toString(), registry);
        if (!Subject.of(model.model()).equals(Optional.of(subject))) {
            throw new IllegalArgumentException("the model of " + subject.word() + " of a saved set-up is none: it is a "
                    + model.provenance().model());
        }
        return model;
    }

    private static Payments payments(ModelText text, Registry registry) {
        return new Payments(
                Filter.read(text.word(PAYMENTS), registry),
                text.optionalWord(TYPICAL).isPresent()
                        ? OptionalDouble.of(text.number(TYPICAL))
                        : OptionalDouble.empty());
    }

    /** A composite is made of scores before it. */
    private static SetupParts readScores(ModelText text, SetupParts models, Registry registry) {
        SetupParts parts = models;
        for (int i = 0; i < text.count("calibrations"); i++) {
            parts = parts.with(
                    text.word("calibrated." + i), Calibration.FAMILY.readPart(text, "calibration." + i, registry));
        }
        for (int i = 0; i < text.count("scores"); i++) {
            parts = parts.with(Extra.read(text.part("score." + i), SetupScorers.of(parts), registry));
        }
        return parts;
    }
}
