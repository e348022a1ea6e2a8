package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.internal.text.OneLine;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The way from the typical customer's covariates to one customer's own in an explanation: one step for each fact, in the order of
 * the model's covariates. A fact that both have in common is no step: it contributes exactly 0.
 */
public final class CovariateSteps {
    private static final Factor FACTOR = Factor.number("covariates", "what is known of the customer");

    private CovariateSteps() {}

    /**
     * All covariates as one input of an explained score, which the {@link #path} leads through.
     *
     * @return the factor
     */
    public static Factor factor() {
        return FACTOR;
    }

    /**
     * The covariates after each step.
     *
     * @param covariates of the model
     * @param typical the typical customer's, by column
     * @param own this customer's, by column
     * @return one more than there are facts: the typical customer's first, this one's last
     */
    public static double[][] mixtures(Covariates covariates, double[] typical, double[] own) {
        Objects.requireNonNull(own, "own");
        double[][] mixtures = new double[covariates.facts().size() + 1][];
        mixtures[0] = typical.clone();
        for (int fact = 0; fact + 1 < mixtures.length; fact++) {
            mixtures[fact + 1] = mixtures[fact].clone();
            int from = covariates.column(fact);
            System.arraycopy(own, from, mixtures[fact + 1], from, covariates.column(fact + 1) - from);
        }
        return mixtures;
    }

    /**
     * The steps, whose inputs are places among the {@link #mixtures}.
     *
     * @param covariates of the model
     * @param typical the typical customer's, by column
     * @param own this customer's, by column
     * @param scale the unit of their times
     * @return a step for each fact
     */
    public static Path path(Covariates covariates, double[] typical, double[] own, TimeScale scale) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        for (int fact = 0; fact < covariates.facts().size(); fact++) {
            int from = covariates.column(fact);
            int to = covariates.column(fact + 1);
            at = isSame(typical, own, from, to) ? at : fact + 1;
            steps.add(step(covariates.facts().get(fact), typical, own, from, to, at, scale));
        }
        return new Path(0, steps);
    }

    private static boolean isSame(double[] typical, double[] own, int from, int to) {
        for (int i = from; i < to; i++) {
            if (typical[i] != own[i]) {
                return false;
            }
        }
        return true;
    }

    private static Step step(Fact fact, double[] typical, double[] own, int from, int to, int after, TimeScale scale) {
        if (fact instanceof Levels levels) {
            int ownLevel = level(own, from, to);
            int typicalLevel = level(typical, from, to);
            String words = OneLine.of(fact.name().replace('_', ' ')) + " " + word(levels, ownLevel) + " (typical "
                    + word(levels, typicalLevel) + ")";
            return new Step("category[" + fact.name() + "]", ownLevel, typicalLevel, after, amount -> words);
        }
        Factor factor = Factor.of(fact.measures().get(0), scale);
        return new Step(
                factor.name(), own[from], typical[from], after, amount -> factor.fact(own[from], typical[from]));
    }

    /** The column that is 1, from 1; 0 for the baseline. */
    private static int level(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (values[i] == 1) {
                return i - from + 1;
            }
        }
        return 0;
    }

    private static String word(Levels levels, int number) {
        List<String> others = new ArrayList<>(levels.levels());
        others.remove(levels.baseline());
        return OneLine.of(number == 0 ? levels.baseline() : others.get(number - 1));
    }

    /**
     * Why a score is not to be had for want of covariates.
     *
     * @param covariates of the model
     * @param values a customer's, by column
     * @return the reason, which names what the customer lacks; empty if all is known
     */
    public static Optional<String> whyUnknown(Covariates covariates, double[] values) {
        List<String> lacks = new ArrayList<>();
        for (int fact = 0; fact < covariates.facts().size(); fact++) {
            int column = covariates.column(fact);
            if (!Double.isFinite(values[column])) {
                lacks.add(covariates.measures().get(column).lack());
            }
        }
        return lacks.isEmpty()
                ? Optional.empty()
                : Optional.of("no score yet, for want of " + String.join(" and ", lacks));
    }
}
