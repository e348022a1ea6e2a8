package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.CustomerActs;
import io.engagement.measure.Measure;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.Scale;
import io.engagement.score.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why an {@link AdditiveLogistic} gives a score: parts of its log-odds, in the customer's own terms. */
final class AdditiveReasons {
    private static final String SCORER = "engagement";
    private static final String SUBJECT = "engagement score";
    /** "1.0 usual gaps" is just due. */
    private static final double DUE = 1.05;

    private final AdditiveLogistic model;
    private final TimeScale scale;
    private final CustomerActs typical;
    private final double[] typicalParts;

    AdditiveReasons(AdditiveLogistic model) {
        this.model = model;
        scale = model.timeScale();
        typical = model.typical();
        typicalParts = typical.hasActed() ? typical.parts() : new double[0];
    }

    Explanation explain(CustomerActs own) {
        return typical.hasActed() && own.hasActed() ? ofParts(own) : ofFirstAct(own);
    }

    private static double score(CustomerActs customer) {
        return AdditiveDoors.score(customer.logOdds());
    }

    /** Of who has not acted yet, or is the first to. */
    private Explanation ofFirstAct(CustomerActs own) {
        Factor acts = Factor.number("own_acts", "own acts")
                .withFact((in, usual) -> in[0] > 0
                        ? "acted " + Words.times(in[0])
                        : "has not acted of their own accord yet"
                                + (typical.hasActed() ? " (typical " + Words.figure(usual[0]) + ")" : ""));
        double value = score(own);
        double typicalScore = score(typical);
        return Explainer.of(SCORER, Scale.INDEX, List.of(acts), in -> in[0] == own.acts() ? value : typicalScore)
                .withSubject(SUBJECT)
                .explain(new double[] {typical.hasActed() ? typical.acts() : 0}, new double[] {own.acts()}, value);
    }

    private Explanation ofParts(CustomerActs own) {
        return Explainer.of(SCORER, Scale.INDEX, factors(own), in -> AdditiveDoors.score(model.logOddsOf(in)))
                .withSubject(SUBJECT)
                .explain(typicalParts, own.parts(), score(own));
    }

    private List<Factor> factors(CustomerActs own) {
        List<Factor> factors = new ArrayList<>(List.of(
                Factor.number("rhythm", "rhythm").withFact((in, usual) -> rhythm(own)),
                Factor.number("history", "acts so far").withFact((in, usual) -> soFar(own))));
        for (Measure measure : model.furtherTerms()) {
            Factor words = Factor.of(measure, scale);
            factors.add(Factor.number(measure.name(), measure.label())
                    .withFact((in, usual) -> measure.label() + " " + words.words(own.reading(measure)) + " (typical "
                            + words.words(typical.reading(measure)) + ")"));
        }
        return factors;
    }

    private String rhythm(CustomerActs own) {
        double gap = own.usualGap();
        double gaps = own.silence() / gap;
        String silent = "silent for " + time(own.silence());
        if (own.acts() == 1) {
            return "acted once, " + silent + " since, where " + time(gap) + " between acts are usual";
        }
        return silent + ", acts every " + time(gap) + " as a rule"
                + (gaps < DUE ? "" : String.format(Locale.ROOT, " (%.1f usual gaps)", gaps));
    }

    private String soFar(CustomerActs own) {
        return "acted " + Words.times(own.acts()) + " in " + time(own.tenure()) + " (typical "
                + Words.times(typical.acts()) + " in " + time(typical.tenure()) + ")";
    }

    private String time(double value) {
        return Words.time(value, scale);
    }
}
