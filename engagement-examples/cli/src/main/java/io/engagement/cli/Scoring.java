package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import io.engagement.value.CostToServe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Scores a base with a set-up; says what cannot be scored, and why.
 *
 * @param setup fitted or read
 * @param choices what was to be fitted; empty if it was read
 * @param view the base
 * @param names of the columns
 * @param missing why there is no score, by its name
 */
record Scoring(
        ScoringSetup setup,
        Optional<FitChoices> choices,
        LogView view,
        List<String> names,
        Map<String, String> missing) {
    /** Fits what can be fitted. */
    static Scoring fitted(FitChoices choices, LogView view, PrintWriter messages, boolean withContracts) {
        try {
            ScoringSetup setup = ScoringSetup.fit(view, choices);
            for (Subject subject : subjects(withContracts)) {
                if (subject == Subject.PURCHASES) {
                    setup.advice().ifPresent(advice -> messages.println("compared models of purchases: " + advice));
                }
                tell(setup, subject, messages);
            }
            tell(setup, Subject.RETENTION, messages);
            setup.spendAdvice().ifPresent(advice -> messages.println("gamma-gamma is " + advice));
            setup.level().ifPresent(level -> messages.println("level of expected purchases: " + level));
            setup.riskAdvice().ifPresent(advice -> messages.println("retention_risk is " + advice));
            return of(setup, Optional.of(choices), view, withContracts, setup.missing());
        } catch (FitException nothing) {
            Map<String, String> missing = new LinkedHashMap<>();
            Iterator<Throwable> reasons = List.of(nothing.getSuppressed()).iterator();
            for (Subject subject : subjects(withContracts)) {
                FitException why = (FitException) reasons.next();
                messages.println("no model of " + subject.word() + ": " + why.getMessage());
                leaveOut(missing, subject, "there is no model of " + subject.word() + ": " + why.happened());
            }
            return of(ScoringSetup.of(), Optional.of(choices), view, withContracts, missing);
        }
    }

    /** Takes the models that there are; what it costs to serve is seen in the base, if it was not saved. */
    static Scoring saved(SavedModels models, LogView view, PrintWriter messages, boolean withContracts) {
        ScoringSetup setup = models.setup();
        Map<String, String> missing = new LinkedHashMap<>();
        for (Subject subject : subjects(withContracts)) {
            if (setup.fitted(subject).isEmpty() && !setup.failures().containsKey(subject)) {
                messages.println("note: --models holds no model of " + subject.word() + ", so there is no "
                        + String.join(", ", subject.scores()) + "; 'engagement fit --save FILE' writes one");
                leaveOut(missing, subject, "there is no model of " + subject.word() + " among --models");
            } else {
                tell(setup, subject, messages);
            }
        }
        tell(setup, Subject.RETENTION, messages);
        setup.missing().forEach(missing::putIfAbsent);
        setup.fitted(Subject.RETENTION).ifPresent(any -> missing.remove("retention_risk"));
        return of(
                models.isWhole() ? setup : ofSingleModels(setup, view, messages),
                Optional.empty(),
                view,
                withContracts,
                missing);
    }

    private static ScoringSetup ofSingleModels(ScoringSetup setup, LogView view, PrintWriter messages) {
        if (setup.purchases().isEmpty()) {
            return setup;
        }
        CustomerBaseModel model = setup.purchases().get();
        if (model.definition().period().isEmpty()) {
            messages.println("note: expected_purchases and lifetime_value are not corrected by what the model of"
                    + " purchases missed of late, which is not saved with a single model; 'engagement score"
                    + " --save-setup FILE' saves it");
        }
        return setup.withCosts(CostToServe.fit(view, model.timeScale()));
    }

    /** Whose scores need each of them: without a model of retention, that of purchases gives the risk. */
    private static List<Subject> subjects(boolean withContracts) {
        return Stream.of(Subject.values())
                .filter(subject -> subject != Subject.RETENTION)
                .filter(subject -> withContracts || subject != Subject.CONTRACTS)
                .toList();
    }

    private static void tell(ScoringSetup setup, Subject subject, PrintWriter messages) {
        setup.fitted(subject)
                .map(Fitted::diagnostics)
                .ifPresent(lines -> lines.forEach(
                        line -> messages.println("note on the model of " + subject.word() + ": " + line)));
        String failure = setup.failures().get(subject);
        if (failure != null) {
            messages.println("no model of " + subject.word() + ": " + failure);
        }
    }

    /** Value needs purchases too. */
    private static void leaveOut(Map<String, String> missing, Subject subject, String why) {
        subject.scores().forEach(score -> missing.put(score, why));
        if (subject == Subject.PURCHASES) {
            Subject.SPEND.scores().forEach(score -> missing.put(score, why));
        }
    }

    private static Scoring of(
            ScoringSetup setup,
            Optional<FitChoices> choices,
            LogView view,
            boolean withContracts,
            Map<String, String> missing) {
        List<String> names = new ArrayList<>(Scores.NAMES);
        if (withContracts) {
            names.addAll(Scores.OF_CONTRACTS);
        }
        setup.scorers().stream()
                .map(Scorer::name)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return new Scoring(setup, choices, view, List.copyOf(names), missing);
    }

    /** The same with a changed set-up of the same scores. */
    Scoring with(UnaryOperator<ScoringSetup> change) {
        return new Scoring(change.apply(setup), choices, view, names, missing);
    }

    /**
     * The same, backtested, if it was fitted to the view; read models as they are.
     *
     * @param origins in the past
     */
    Scoring backtested(int origins) {
        return choices.filter(chosen -> !setup.scorers().isEmpty())
                .map(chosen -> with(fitted -> fitted.backtested(view, chosen.withBacktest(origins))))
                .orElse(this);
    }

    /**
     * How the scores have done: those that were fitted to the view by the same at earlier origins, those of read models since they
     * were fitted.
     *
     * @throws UsageError if origins are told of read models
     * @throws DataRefused if there is no score, or read models do not tell when they were fitted
     */
    EvaluationTable evaluated(Optional<Integer> origins) {
        if (setup.scorers().isEmpty()) {
            throw new DataRefused("there is no score to judge, as no model could be fitted");
        }
        if (choices.isPresent()) {
            return backtested(origins.orElse(1)).setup().backtest().orElseThrow();
        }
        if (origins.isPresent()) {
            throw new UsageError(
                    "--origins are of models that are fitted anew, and with --models nothing is fitted: leave out one"
                            + " of them");
        }
        return setup.judgedBy(
                view,
                setup.fittedAt()
                        .orElseThrow(
                                () -> new DataRefused("the models of --models do not tell when they were fitted: nobody"
                                        + " knows what they had seen")));
    }

    Scores scores() {
        // Every customer has a row all the same, with the reasons why it is empty.
        ScoringPlan plan = setup.scorers().isEmpty()
                ? ScoringPlan.of(Scorer.of("contacts", Scale.COUNT, Measure.count(Filter.all()), count -> count))
                : setup.plan();
        return new Scores(plan.score(view), names, missing);
    }
}
