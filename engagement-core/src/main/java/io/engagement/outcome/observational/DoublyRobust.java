package io.engagement.outcome.observational;

import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.Effect;
import java.util.function.IntPredicate;

/**
 * Doubly robust difference in differences of one group (Sant'Anna and Zhao 2020, Journal of Econometrics 219, 101-122): controls
 * are weighted by their odds of contact, given the past, and a regression of the change on the past is taken off both sides. It
 * is right if either the propensity or the regression is. Standard errors are those of the influence function, which estimated
 * propensities and regressions do not change if both are right. No propensity is clipped. Immutable.
 */
final class DoublyRobust {
    private final Effect effect;
    private final Overlap overlap;
    private final double[] coefficients;

    private DoublyRobust(Effect effect, Overlap overlap, double[] coefficients) {
        this.effect = effect;
        this.overlap = overlap;
        this.coefficients = coefficients;
    }

    /**
     * What is compared.
     *
     * @param past what customers are made comparable by
     * @param before the base, counted from the contact
     * @param after the window, counted from the contact
     * @param parts into how many the customers are cut by a hash of their ids, each part's propensities and regression coming from
     *     the others; 1 for one fit to all
     * @param trim customers with a propensity above 1 - trim are left out and counted, and the effect is one on the others; 0 for none
     */
    record Design(PastBlocks past, EventWindow before, EventWindow after, int parts, double trim) {
        /**
         * Checks the numbers.
         *
         * @param past what customers are made comparable by
         * @param before the base, counted from the contact
         * @param after the window, counted from the contact
         * @param parts into how many the customers are cut
         * @param trim customers with a propensity above 1 - trim are left out
         * @throws IllegalArgumentException if parts are not 1 to 100, or trim is not from 0 to 0.5
         */
        Design {
            Checks.within("parts", parts, 1, 100);
            Checks.within("trim", trim, 0, 0.5);
        }
    }

    /**
     * The effect on one group.
     *
     * @param panel of each customer and period
     * @param contacts when each was first contacted
     * @param group the period of the group's contact
     * @param design what is compared
     * @param controls with whom; those contacted later must be so only after the window
     * @return the effect; undefined if the groups are wholly apart, or there are none
     * @throws IllegalArgumentException if the past, the base or the window do not lie in the panel
     */
    static DoublyRobust of(Panel panel, FirstContacts contacts, int group, Design design, Controls controls) {
        int date = group - panel.firstPeriod();
        EventWindow before = within(panel, design.before.shifted(date));
        EventWindow after = within(panel, design.after.shifted(date));
        design.past.blocks().forEach(block -> within(panel, block.shifted(date)));
        IntPredicate isTreated = row -> contacts.period(row) == group;
        IntPredicate isControl = row -> controls.includes(contacts.period(row), group + design.after.to());
        GroupComparison comparison = GroupComparison.of(
                panel,
                isTreated,
                isControl,
                date,
                new GroupComparison.Settings(design.past, design.parts, SEED),
                design.trim);
        double[] influence = new double[panel.units()];
        double effect = comparison.estimate(change(panel, before, after, 1), 1, influence);
        return new DoublyRobust(effect(effect, influence), comparison.overlap(), comparison.coefficients());
    }

    static final long SEED = 0x5DEECE66DL;

    private static EventWindow within(Panel panel, EventWindow window) {
        if (window.from() < 0 || window.to() >= panel.periods()) {
            EventWindow named = window.shifted(panel.firstPeriod());
            throw new IllegalArgumentException("periods " + named + " do not lie in " + panel);
        }
        return window;
    }

    static double[] change(Panel panel, EventWindow before, EventWindow after, double factor) {
        double[] change = new double[panel.units()];
        for (int row = 0; row < change.length; row++) {
            change[row] = factor
                    * (panel.sum(row, after.from(), after.to()) / after.length()
                            - panel.sum(row, before.from(), before.to()) / before.length());
        }
        return change;
    }

    static Effect effect(double estimate, double... influence) {
        double variance = 0;
        for (double each : influence) {
            variance += each * each;
        }
        return Double.isNaN(estimate + variance) ? Effect.undefined() : Effect.normal(estimate, Math.sqrt(variance));
    }

    /**
     * The effect.
     *
     * @return per customer and period
     */
    Effect effect() {
        return effect;
    }

    /**
     * Whether controls can stand for the contacted customers.
     *
     * @return what the gate is judged by
     */
    Overlap overlap() {
        return overlap;
    }

    /**
     * The propensity's log-odds by the past, of the fit to all customers.
     *
     * @return the intercept, then one of each block's logarithm, then of its level if it is in; 0 for what the others tell already, NaN
     *     if the groups are wholly apart
     */
    double[] coefficients() {
        return coefficients.clone();
    }
}
