package io.engagement.outcome.observational;

import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Difference in differences of means: of a window's periods less those of several periods before the contact, contacted customers
 * less controls. As the base is a mean, one noisy period decides nothing; moved to an earlier date it is a placebo with
 * power. Groups are averaged by their sizes; standard errors are those of influence functions. Immutable.
 */
final class AveragedDifferences {
    private final CohortMoments moments;
    private final List<Integer> groups = new ArrayList<>();
    private final List<Contrast> differences = new ArrayList<>();
    private final List<Contrast> ratios = new ArrayList<>();
    private int contacted;

    /** How windows that reach beyond the panel are taken. */
    enum Unseen {
        /** Groups that do not see the whole window are left out. */
        LEFT_OUT,
        /** The window's periods that are seen stand for it. */
        AVERAGED
    }

    /**
     * What is compared with what.
     *
     * @param base number of periods before the contact, at least 1
     * @param window which periods, from 0 on
     * @param earlier by how many periods all is moved back: 0, or for a placebo so many that the window ends before the contact
     * @param unseen how windows that reach beyond the panel are taken
     */
    record Design(int base, EventWindow window, int earlier, Unseen unseen) {
        /**
         * Checks the numbers.
         *
         * @param base number of periods before the contact, at least 1
         * @param window which periods, from 0 on
         * @param earlier by how many periods all is moved back
         * @param unseen how windows that reach beyond the panel are taken
         * @throws IllegalArgumentException if a number is out of its range
         */
        Design {
            Checks.within("base", base, 1, 1_000_000);
            Checks.within("the window's first period", window.from(), 0, 1_000_000);
            Checks.within("earlier", earlier, 0, 1_000_000);
            if (earlier > 0 && window.to() - earlier >= 0) {
                throw new IllegalArgumentException("a placebo must lie wholly before the contact, but the window "
                        + window + " moved back by " + earlier + " ends at " + (window.to() - earlier));
            }
        }

        /**
         * The effect itself, of windows that are wholly seen.
         *
         * @param base number of periods before the contact, at least 1
         * @param window which periods, from 0 on
         * @return the design
         */
        static Design of(int base, EventWindow window) {
            return new Design(base, window, 0, Unseen.LEFT_OUT);
        }

        /**
         * The same moved back: a placebo.
         *
         * @param periods so many that the window ends before the contact
         * @return a changed copy
         */
        Design withEarlier(int periods) {
            return new Design(base, window, periods, unseen);
        }

        /**
         * The same with windows that are partly seen.
         *
         * @return a changed copy
         */
        Design withPartlySeen() {
            return new Design(base, window, earlier, Unseen.AVERAGED);
        }
    }

    private AveragedDifferences(CohortMoments moments) {
        this.moments = moments;
    }

    /**
     * The differences.
     *
     * @param panel of each customer and period
     * @param contacts when each was first contacted
     * @param design what is compared with what
     * @param controls with whom; those contacted later must be so only after the window, wherever it is moved to
     * @return the differences; undefined if no group has the base and the window
     */
    static AveragedDifferences of(Panel panel, FirstContacts contacts, Design design, Controls controls) {
        return of(
                CohortMoments.of(panel, contacts),
                group -> new Scaled(design, 1),
                controls,
                design.window.to(),
                group -> true);
    }

    /** What is compared for a group, and by which factor its effect a period is told. */
    record Scaled(Design design, double factor) {}

    /** Of some groups, with controls who are not contacted up to some time after the contact. */
    static AveragedDifferences of(
            CohortMoments moments, IntFunction<Scaled> ofGroup, Controls controls, int until, IntPredicate which) {
        AveragedDifferences all = new AveragedDifferences(moments);
        for (int g = 0; g < moments.groups(); g++) {
            if (which.test(moments.group(g))) {
                all.add(g, ofGroup.apply(moments.group(g)), controls, until);
            }
        }
        return all;
    }

    private void add(int g, Scaled scaled, Controls controls, int until) {
        Design design = scaled.design;
        int group = moments.group(g);
        if (group == FirstContacts.NEVER) {
            return;
        }
        contacted += moments.count(g);
        long date = (long) group - moments.first() - design.earlier;
        double[] before = mean(date - design.base, date - 1, Unseen.LEFT_OUT);
        double[] after = mean(date + design.window.from(), date + design.window.to(), design.unseen);
        if (before.length > 0 && after.length > 0) {
            IntPredicate others = h -> h != g && controls.includes(moments.group(h), group + until);
            Contrast difference = Contrast.difference(moments, g, before, after, others);
            if (!Double.isNaN(difference.estimate())) {
                groups.add(g);
                differences.add(scaled.factor == 1 ? difference : difference.times(scaled.factor));
                ratios.add(Contrast.logRatio(moments, g, before, after, others));
            }
        }
    }

    /** Weights of a mean over periods counted from 0; empty if they are not there. */
    private double[] mean(long from, long to, Unseen unseen) {
        long last = unseen == Unseen.AVERAGED ? Math.min(to, moments.periods() - 1) : to;
        if (from < 0 || last >= moments.periods() || last < from) {
            return new double[0];
        }
        double[] weights = new double[moments.periods()];
        for (int t = (int) from; t <= last; t++) {
            weights[t] = 1.0 / (last - from + 1);
        }
        return weights;
    }

    /**
     * The effect over groups.
     *
     * @return per customer and period; undefined if there is no group
     */
    Effect overall() {
        return differences.isEmpty() ? Effect.undefined() : contrast().effect();
    }

    /** Of the overall effect, to be set beside others; there must be a group. */
    Contrast contrast() {
        return Contrast.bySize(differences, groups());
    }

    /** The periods of the groups' contacts. */
    List<Integer> dates() {
        return groups.stream().map(moments::group).toList();
    }

    /** Number of customers of groups that were contacted in a period or later. */
    int treatedFrom(int date) {
        return groups.stream()
                .filter(g -> moments.group(g) >= date)
                .mapToInt(moments::count)
                .sum();
    }

    private int[] groups() {
        return groups.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The effect on each group.
     *
     * @return by the period of its contact
     */
    SortedMap<Integer, Effect> byGroup() {
        return byGroup(differences);
    }

    private SortedMap<Integer, Effect> byGroup(List<Contrast> contrasts) {
        SortedMap<Integer, Effect> effects = new TreeMap<>();
        for (int i = 0; i < groups.size(); i++) {
            effects.put(moments.group(groups.get(i)), contrasts.get(i).effect());
        }
        return effects;
    }

    /**
     * The effect as a ratio: log of (contacted after / before) / (controls after / before), over groups.
     *
     * @return the log; the same controls in several groups count as such; undefined if a mean is not positive
     */
    Effect logRatio() {
        return ratios.isEmpty()
                ? Effect.undefined()
                : Contrast.bySize(ratios, groups()).effect();
    }

    /**
     * The effect on each group as a ratio.
     *
     * @return the log, by the period of the contact
     */
    SortedMap<Integer, Effect> logRatioByGroup() {
        return byGroup(ratios);
    }

    /**
     * Number of customers behind the effect.
     *
     * @return contacted ones with base, window and controls
     */
    int treated() {
        return groups.stream().mapToInt(moments::count).sum();
    }

    /**
     * Number of contacted customers who are not behind the effect.
     *
     * @return those without base, window or controls
     */
    int leftOut() {
        return contacted - treated();
    }
}
