package io.engagement.initiative;

import io.engagement.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ridge and own terms, as the forward looks have them. */
final class TermSelection {
    /** Taken unless both looks prefer another. */
    private static final double RIDGE = 30;

    private static final double[] OTHER_RIDGES = {3, 300};
    /** Taken where the past is too short for two looks. */
    private static final double SHORT_RIDGE = 10;
    /** Fewer customers lean on the gamma-Poisson. */
    private static final int FEW_CUSTOMERS = 1000;

    private static final double HALF = 0.5;

    private final TermChoices choices;
    private final TermDesign design;
    private final ForwardLooks looks;
    private final boolean[] kept;
    private final List<String> remarks = new ArrayList<>();
    private double ridge = RIDGE;

    private TermSelection(TermChoices choices, TermDesign design, ForwardLooks looks) {
        this.choices = choices;
        this.design = design;
        this.looks = looks;
        kept = new boolean[choices.terms().size()];
    }

    static TermSelection of(PastOrigins past, TermDesign design, TermChoices choices) {
        ForwardLooks looks = new ForwardLooks(past.origins(), design);
        TermSelection selection = new TermSelection(choices, design, looks);
        if (ForwardLooks.possible(past.origins())) {
            selection.select();
        } else {
            selection.leave();
        }
        return selection;
    }

    /** Of the gamma-Poisson in the log-odds. */
    static double share(PastOrigins past) {
        if (past.origins().isEmpty()) {
            return 1;
        }
        return past.customers() < FEW_CUSTOMERS ? HALF : 0;
    }

    private void leave() {
        ridge = SHORT_RIDGE;
        if (!choices.terms().isEmpty()) {
            remarks.add("the past is too short to tell whether further terms pay: none is kept of "
                    + choices.terms().stream().map(Measure::name).toList());
        }
    }

    private void select() {
        double[] least = looks.losses(ridge, design.chosen(kept));
        for (double other : OTHER_RIDGES) {
            double[] losses = looks.losses(other, design.chosen(kept));
            if (ForwardLooks.better(losses, least)) {
                least = losses;
                ridge = other;
            }
        }
        for (int i = 0; i < kept.length; i++) {
            kept[i] = true;
            double[] losses = looks.losses(ridge, design.chosen(kept));
            kept[i] = ForwardLooks.better(losses, least);
            remarks.add(remark(i, losses, least));
            least = kept[i] ? losses : least;
        }
    }

    private String remark(int term, double[] with, double[] without) {
        return String.format(
                Locale.ROOT,
                "the further term %s is %s: log loss %.5f and %.5f with it in the two looks, %.5f and %.5f without",
                choices.terms().get(term).name(),
                kept[term] ? "kept" : "left out",
                with[0],
                with[1],
                without[0],
                without[1]);
    }

    double ridge() {
        return ridge;
    }

    /** Which of the own terms pay. */
    boolean[] kept() {
        return kept.clone();
    }

    List<String> remarks() {
        return remarks;
    }
}
