package io.engagement.initiative;

import io.engagement.customerbase.ActWords;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.RetentionDefinition;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.Path;
import io.engagement.score.Scale;
import io.engagement.score.Step;
import io.engagement.score.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Why an {@link AdditiveLogistic} gives a score: parts of its log-odds, in the customer's own terms. The model's definition decides
 * the words. Immutable, thread-safe.
 */
public final class ActReasons {
    private final AdditiveLogistic model;
    private final Named named;
    private final DoubleUnaryOperator now;
    private final ActScore score;
    private final ActWords words;
    private final TimeScale scale;
    private final CustomerActs typical;
    private final double[] typicalParts;
    /** 1 where acts raise the score, -1 where they lower it. */
    private final int better;

    /** A score that follows from more than the present log-odds. */
    public interface ActScore {
        /**
         * The score of a customer.
         *
         * @param customer any
         * @return on the score's scale
         */
        double of(CustomerActs customer);

        /**
         * The score by parts of log-odds.
         *
         * @param own a customer who has acted
         * @return from parts, each of them this or the typical customer's, to the score
         */
        ToDoubleFunction<double[]> byParts(CustomerActs own);
    }

    private record OfLogOdds(AdditiveLogistic model, DoubleUnaryOperator score) implements ActScore {
        @Override
        public double of(CustomerActs customer) {
            return score.applyAsDouble(customer.logOdds());
        }

        @Override
        public ToDoubleFunction<double[]> byParts(CustomerActs own) {
            return in -> score.applyAsDouble(model.logOddsOf(in));
        }
    }

    /** A score in sentences. */
    private record Named(String scorer, Scale scale, String subject) {}

    private ActReasons(AdditiveLogistic model, Named named, DoubleUnaryOperator now, ActScore score, ActWords words) {
        this.model = model;
        this.named = named;
        this.now = now;
        this.score = score;
        this.words = words;
        scale = model.timeScale();
        typical = model.typical();
        typicalParts = typical.hasActed() ? typical.parts() : new double[0];
        better = now.applyAsDouble(1) > now.applyAsDouble(-1) ? 1 : -1;
    }

    /**
     * The reasons of a score.
     *
     * @param model behind it
     * @param scorer its name
     * @param scale what the score means
     * @param subject what sentences call it
     * @param score from the log-odds of an act, monotone
     * @return the reasons
     */
    public static ActReasons of(
            AdditiveLogistic model, String scorer, Scale scale, String subject, DoubleUnaryOperator score) {
        return new ActReasons(
                model, new Named(scorer, scale, subject), score, new OfLogOdds(model, score), words(model));
    }

    /**
     * The same of a score that follows from more than the present log-odds.
     *
     * @param other monotone in every part, in the same direction
     * @return the changed copy
     */
    public ActReasons withScore(ActScore other) {
        return new ActReasons(model, named, now, other, words);
    }

    private static ActWords words(AdditiveLogistic model) {
        return model.definition() instanceof RetentionDefinition staying
                ? ActWords.of(ActWords.noun(staying.purchases()), model.timeScale(), staying.purchases())
                : ActWords.ofOwnActs(model.timeScale());
    }

    /**
     * The same in other words.
     *
     * @param act what one act is called, in the singular
     * @return the changed copy
     */
    public ActReasons withAct(String act) {
        ActWords other = model.definition() instanceof RetentionDefinition staying
                ? ActWords.of(act, scale, staying.purchases())
                : ActWords.of(act, scale);
        return new ActReasons(model, named, now, score, other);
    }

    /**
     * What one act is called.
     *
     * @return in the singular
     */
    public String act() {
        return words.act();
    }

    /**
     * Why a customer has the score.
     *
     * @param own the customer
     * @return the explanation; its value has the bits of the score
     */
    public Explanation explain(CustomerActs own) {
        return typical.hasActed() && own.hasActed() ? ofParts(own) : ofFirstAct(own);
    }

    private Explainer explainer(List<Factor> factors, ToDoubleFunction<double[]> kernel) {
        return Explainer.of(named.scorer(), named.scale(), factors, kernel).withSubject(named.subject());
    }

    /** Of who has not acted yet, or is the first to. */
    private Explanation ofFirstAct(CustomerActs own) {
        Factor acts = Factor.number("own_acts", "own acts")
                .withFact((in, usual) -> in[0] > 0
                        ? words.times(in[0])
                        : "has not acted of their own accord yet"
                                + (typical.hasActed() ? " (typical " + Words.figure(usual[0]) + ")" : ""));
        double value = score.of(own);
        double typicalScore = score.of(typical);
        return explainer(List.of(acts), in -> in[0] == own.acts() ? value : typicalScore)
                .explain(new double[] {typical.hasActed() ? typical.acts() : 0}, new double[] {own.acts()}, value);
    }

    private Explanation ofParts(CustomerActs own) {
        List<Factor> factors = factors(own);
        double[] parts = own.parts();
        List<Path> paths = new ArrayList<>();
        paths.add(new Path(
                typicalParts[0],
                List.of(new Step(
                        factors.get(0).name(), parts[0], typicalParts[0], parts[0], amount -> rhythm(own, amount)))));
        for (int i = 1; i < parts.length; i++) {
            paths.add(Path.of(factors.get(i), typicalParts[i], parts[i]));
        }
        return explainer(factors, score.byParts(own)).explain(paths, score.of(own));
    }

    private List<Factor> factors(CustomerActs own) {
        List<Factor> factors = new ArrayList<>(List.of(
                Factor.number("rhythm", "rhythm"),
                Factor.number("history", "acts so far").withFact((in, usual) -> soFar(own))));
        for (Measure measure : model.furtherTerms()) {
            Factor each = Factor.of(measure, scale);
            factors.add(Factor.number(measure.name(), measure.label())
                    .withFact((in, usual) -> measure.label() + " " + each.words(own.reading(measure)) + " (typical "
                            + each.words(typical.reading(measure)) + ")"));
        }
        return factors;
    }

    /** Where the silence alone argues for the other side, the typical one tells why it does not here. */
    private String rhythm(CustomerActs own, double amount) {
        double gap = own.usualGap();
        boolean isOverdue = own.silence() > gap;
        boolean isGood = amount * better > 0;
        String against = isOverdue == isGood && amount != 0
                ? ", while the typical customer is silent for " + words.since(typical.silence())
                : "";
        return silence(own, gap) + against;
    }

    private String silence(CustomerActs own, double gap) {
        String silent = "silent for " + words.since(own.silence());
        if (own.acts() == 1) {
            return words.times(1) + ", " + silent + " since, where " + words.time(gap) + " between " + words.plural()
                    + " are usual";
        }
        return silent + ", " + words.every(gap) + Words.usualGaps(own.silence() / gap);
    }

    private String soFar(CustomerActs own) {
        return words.times(own.acts()) + " in " + words.since(own.tenure()) + " (typical " + Words.times(typical.acts())
                + " in " + words.since(typical.tenure()) + ")";
    }
}
