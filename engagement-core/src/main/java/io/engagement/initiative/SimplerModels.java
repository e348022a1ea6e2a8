package io.engagement.initiative;

import io.engagement.fit.Maximum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which simpler models say as much as a fitted one: what a maximum at a boundary means. */
final class SimplerModels {
    /** A bound is met within rounding of its logarithm. */
    private static final double ROUNDING = 1e-9;

    private final EvaluationWindows windows;
    private final Maximum maximum;
    private final List<String> remarks = new ArrayList<>();

    private SimplerModels(EvaluationWindows windows, Maximum maximum) {
        this.windows = windows;
        this.maximum = maximum;
    }

    /** One plain sentence for each; empty where the model's parameters all tell something. */
    static List<String> of(EvaluationWindows windows, Maximum maximum) {
        SimplerModels models = new SimplerModels(windows, maximum);
        int yes = windows.yes();
        if (yes == 0 || yes == windows.instants()) {
            models.certainty(yes);
        } else {
            models.oneProbability(yes);
            models.boundaries();
        }
        return models.remarks;
    }

    private void certainty(int yes) {
        remarks.add(
                yes == 0
                        ? "nobody acted in any window: the maximum lies at the boundary where nobody ever acts, and all"
                                + " probabilities are near 0"
                        : "everybody acted in every window: the maximum lies at the boundary where everybody always acts,"
                                + " and all probabilities are near 1 while they do");
    }

    /** By Akaike's criterion: the fitted model has to gain 1 for every parameter more. */
    private void oneProbability(int yes) {
        int parameters = maximum.parameters().size();
        double probability = (double) yes / windows.instants();
        double logLikelihood = yes * Math.log(probability) + (windows.instants() - yes) * Math.log1p(-probability);
        if (maximum.logLikelihood() - logLikelihood < parameters - 1) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "what customers did tells nothing of what they will do: one probability of %.4g a window for all"
                            + " customers fits as well (log-likelihood %.3f with 1 parameter, %.3f with %d)",
                    probability,
                    logLikelihood,
                    maximum.logLikelihood(),
                    parameters));
        }
    }

    private void boundaries() {
        if (isLowest(0)) {
            remarks.add("r is at its lower bound: who has done nothing of their own yet is taken never to begin");
        }
        if (isHighest(2)) {
            remarks.add(
                    "half_life is at its upper bound: nothing fades, which is the model of habits that never change");
        }
        if (isLowest(3)) {
            remarks.add(
                    "effort_exponent is at its lower bound: that a customer acted tells something, how much does not");
        }
    }

    private boolean isLowest(int parameter) {
        return maximum.estimate(parameter)
                <= maximum.parameters().get(parameter).lower() * (1 + ROUNDING);
    }

    private boolean isHighest(int parameter) {
        return maximum.estimate(parameter)
                >= maximum.parameters().get(parameter).upper() * (1 - ROUNDING);
    }
}
