package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.Filter;
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
    // Where they stand among the model's inputs.
    private final int count;
    private final int tenure;
    private final int silence;
    private final double[] typical;
    /** Whether anybody has acted, so that there is a typical customer of those. */
    private final boolean acted;

    private final double[] typicalParts;

    AdditiveReasons(AdditiveLogistic model) {
        this.model = model;
        scale = model.timeScale();
        Filter acts = model.definition().acts();
        count = model.inputs().indexOf(Measure.count(acts));
        tenure = model.inputs().indexOf(Measure.timeSinceFirst(acts));
        silence = model.inputs().indexOf(Measure.timeSinceLast(acts));
        typical = model.workspace();
        System.arraycopy(model.typical(), 0, typical, 0, model.typical().length);
        acted = typical[count] > 0;
        typicalParts = acted ? model.parts(typical) : new double[0];
    }

    Explanation explain(double[] own, double value) {
        return acted && own[count] > 0 ? ofParts(own, value) : ofFirstAct(own, value);
    }

    /** Of who has not acted yet, or is the first to. */
    private Explanation ofFirstAct(double[] own, double value) {
        Factor acts = Factor.number("own_acts", "own acts")
                .withFact((in, usual) -> in[0] > 0
                        ? "acted " + Words.times(in[0])
                        : "has not acted of their own accord yet"
                                + (acted ? " (typical " + Words.figure(usual[0]) + ")" : ""));
        double typicalScore = AdditiveDoors.score(model.logOdds(typical.clone()));
        return Explainer.of(SCORER, Scale.INDEX, List.of(acts), in -> in[0] == own[count] ? value : typicalScore)
                .withSubject(SUBJECT)
                .explain(new double[] {acted ? typical[count] : 0}, new double[] {own[count]}, value);
    }

    private Explanation ofParts(double[] own, double value) {
        return Explainer.of(SCORER, Scale.INDEX, factors(own), in -> AdditiveDoors.score(model.logOddsOf(in)))
                .withSubject(SUBJECT)
                .explain(typicalParts, model.parts(own), value);
    }

    private List<Factor> factors(double[] own) {
        List<Factor> factors = new ArrayList<>(List.of(
                Factor.number("rhythm", "rhythm").withFact((in, usual) -> rhythm(own)),
                Factor.number("history", "acts so far").withFact((in, usual) -> soFar(own))));
        // The last input is the gamma-Poisson's, if it has a share.
        int last = model.inputs().size() - (model.gammaPoissonShare() > 0 ? 1 : 0);
        for (int i = last - (typicalParts.length - factors.size()); i < last; i++) {
            Measure measure = model.inputs().get(i);
            Factor words = Factor.of(measure, scale);
            int at = i;
            factors.add(Factor.number(measure.name(), measure.label())
                    .withFact((in, usual) -> measure.label() + " " + words.words(own[at]) + " (typical "
                            + words.words(typical[at]) + ")"));
        }
        return factors;
    }

    private String rhythm(double... own) {
        double gap = model.usualGap(own);
        double gaps = own[silence] / gap;
        String silent = "silent for " + time(own[silence]);
        if (own[count] == 1) {
            return "acted once, " + silent + " since, where " + time(gap) + " between acts are usual";
        }
        return silent + ", acts every " + time(gap) + " as a rule"
                + (gaps < DUE ? "" : String.format(Locale.ROOT, " (%.1f usual gaps)", gaps));
    }

    private String soFar(double... own) {
        return "acted " + Words.times(own[count]) + " in " + time(own[tenure]) + " (typical "
                + Words.times(typical[count]) + " in " + time(typical[tenure]) + ")";
    }

    private String time(double value) {
        return Words.time(value, scale);
    }
}
