package io.engagement.outcome.observational;

import io.engagement.fit.ChiSquareTest;
import io.engagement.internal.math.Cholesky;
import io.engagement.outcome.effect.Effect;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Group-time average treatment effects: ATT(g, t) = E[Y_t - Y_b | group g] - E[Y_t - Y_b | controls], where the base b is the last
 * period before the contact, or for periods before that the one before (Callaway and Sant'Anna 2021, Journal of
 * Econometrics 225, 200-230). Standard errors are those of influence functions, customers being independent and their periods
 * not; groups are averaged by their sizes, the sampling of which counts. They are analytic: no bootstrap, no seed. Immutable.
 *
 * <p>A single period as base carries its whole noise into each effect: the mean of several, in an {@link ObservationalStudy}, has
 * less. That periods before the
 * contact show nothing one by one does not mean that there is nothing: see {@link ObservationalStudy}.
 */
public final class GroupTimeEffects implements Tabular {
    private final CohortMoments moments;
    private final List<Cell> cells;

    /** What periods before the contact are compared with. Those after it are compared with the last one before it. */
    public enum Base {
        /** Each with the one before it: what a period adds. */
        VARYING,
        /** All with the last one before the contact: how far the groups were apart. */
        UNIVERSAL
    }

    private record Cell(int g, int group, int period, Contrast contrast) {
        int event() {
            return period - group;
        }
    }

    private GroupTimeEffects(CohortMoments moments, List<Cell> cells) {
        this.moments = moments;
        this.cells = cells;
    }

    /**
     * The effects of all groups that have a period before their contact, in all periods that have a base.
     *
     * @param panel of each customer and period
     * @param contacts when each was first contacted
     * @param base of the periods before the contact
     * @param controls with whom they are compared; those contacted later as long as they are not
     * @return the effects; none if nobody is contacted
     * @throws IllegalArgumentException if the contacts are of another panel, or groups times periods are too many
     */
    public static GroupTimeEffects of(Panel panel, FirstContacts contacts, Base base, Controls controls) {
        return of(CohortMoments.of(panel, contacts), base, controls);
    }

    static GroupTimeEffects of(CohortMoments moments, Base base, Controls controls) {
        List<Cell> cells = new ArrayList<>();
        for (int g = 0; g < moments.groups(); g++) {
            long index = (long) moments.group(g) - moments.first();
            if (index >= 1 && index < moments.periods()) {
                for (int t = 0; t < moments.periods(); t++) {
                    int b = t < index && base == Base.VARYING ? t - 1 : (int) index - 1;
                    if (b >= 0 && b != t) {
                        cells.add(cell(moments, g, t, b, controls, moments.first() + Math.max(t, b)));
                    }
                }
            }
        }
        return new GroupTimeEffects(moments, List.copyOf(cells));
    }

    /**
     * Of some groups in the last steps before the contact, each with the one before it, with controls who are not contacted up to
     * some time after it. A step is some periods, of which the mean is taken.
     */
    static GroupTimeEffects before(
            CohortMoments moments, IntPredicate groups, int steps, int step, Controls controls, int until) {
        List<Cell> cells = new ArrayList<>();
        for (int g = 0; g < moments.groups(); g++) {
            int group = moments.group(g);
            int index = groups.test(group) ? group - moments.first() : 0;
            IntPredicate others = others(moments, g, controls, group + until);
            for (int k = Math.min(steps, index / step - 1); k > 0; k--) {
                int begin = index - k * step;
                double[] before = mean(moments, begin - step, step);
                double[] after = mean(moments, begin, step);
                cells.add(new Cell(g, group, group - k, Contrast.difference(moments, g, before, after, others)));
            }
        }
        return new GroupTimeEffects(moments, List.copyOf(cells));
    }

    private static Cell cell(CohortMoments moments, int g, int t, int b, Controls controls, int last) {
        return new Cell(
                g,
                moments.group(g),
                moments.first() + t,
                Contrast.difference(
                        moments, g, mean(moments, b, 1), mean(moments, t, 1), others(moments, g, controls, last)));
    }

    private static IntPredicate others(CohortMoments moments, int g, Controls controls, int last) {
        return h -> h != g && controls.includes(moments.group(h), last);
    }

    private static double[] mean(CohortMoments moments, int from, int length) {
        double[] weights = new double[moments.periods()];
        Arrays.fill(weights, from, from + length, 1.0 / length);
        return weights;
    }

    /** An effect on one group in one period; before the contact, what should be none. */
    record GroupTime(int group, int period, Effect effect) {
        int event() {
            return period - group;
        }
    }

    /** By group and period. */
    List<GroupTime> effects() {
        return cells.stream()
                .map(cell -> new GroupTime(cell.group, cell.period, cell.contrast.effect()))
                .toList();
    }

    /**
     * Whether no group has a period before its contact.
     *
     * @return if there is no effect
     */
    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /**
     * The effects by time since the contact, over groups by their sizes.
     *
     * @return by periods since the contact, ascending; those before it too
     */
    public SortedMap<Integer, Effect> dynamic() {
        SortedMap<Integer, Effect> effects = new TreeMap<>();
        byEvent(cell -> true).forEach((event, contrast) -> effects.put(event, contrast.effect()));
        return effects;
    }

    private SortedMap<Integer, Contrast> byEvent(Predicate<Cell> which) {
        SortedMap<Integer, List<Cell>> byEvent = new TreeMap<>();
        cells.stream()
                .filter(which.and(cell -> !Double.isNaN(cell.contrast.estimate())))
                .forEach(cell -> byEvent.computeIfAbsent(cell.event(), e -> new ArrayList<>())
                        .add(cell));
        SortedMap<Integer, Contrast> contrasts = new TreeMap<>();
        byEvent.forEach((event, own) -> contrasts.put(
                event,
                Contrast.bySize(
                        own.stream().map(Cell::contrast).toList(),
                        own.stream().mapToInt(Cell::g).toArray())));
        return contrasts;
    }

    /**
     * The mean of the effects by time since the contact over all periods from the contact on.
     *
     * @return each such time counts alike; undefined if there is none
     */
    public Effect overall() {
        return mean(cell -> cell.event() >= 0);
    }

    /**
     * The mean of the effects by time since the contact over a window.
     *
     * @param window which times
     * @return each time counts alike; undefined if none of them is seen
     */
    public Effect mean(EventWindow window) {
        return mean(cell -> cell.event() >= window.from() && cell.event() <= window.to());
    }

    private Effect mean(Predicate<Cell> which) {
        List<Contrast> contrasts = List.copyOf(byEvent(which).values());
        return contrasts.isEmpty()
                ? Effect.undefined()
                : Contrast.mean(contrasts).effect();
    }

    /**
     * The mean effect on each group from its contact on.
     *
     * @return by the period of the contact
     */
    public SortedMap<Integer, Effect> byGroup() {
        SortedMap<Integer, List<Contrast>> byGroup = new TreeMap<>();
        cells.stream()
                .filter(cell -> cell.event() >= 0 && !Double.isNaN(cell.contrast.estimate()))
                .forEach(cell -> byGroup.computeIfAbsent(cell.group, g -> new ArrayList<>())
                        .add(cell.contrast));
        SortedMap<Integer, Effect> effects = new TreeMap<>();
        byGroup.forEach((group, contrasts) ->
                effects.put(group, Contrast.mean(contrasts).effect()));
        return effects;
    }

    /**
     * Wald's test that all effects before the contact are 0. It looks at periods one by one, so that a slow drift passes.
     *
     * @param window which times before the contact
     * @return empty if there is no such effect
     * @throws IllegalArgumentException if the window does not end before the contact
     */
    public Optional<ChiSquareTest> pretest(EventWindow window) {
        if (window.to() >= 0) {
            throw new IllegalArgumentException(
                    "a test of periods before the contact must end at -1, was asked for " + window);
        }
        return wald(cells.stream()
                .filter(cell -> cell.event() >= window.from() && cell.event() <= window.to())
                .map(Cell::contrast)
                .filter(contrast -> !Double.isNaN(contrast.estimate()))
                .toList());
    }

    /** The same of all effects over groups: fewer, of more customers. */
    Optional<ChiSquareTest> eventPretest() {
        return wald(List.copyOf(byEvent(cell -> true).values()));
    }

    private static Optional<ChiSquareTest> wald(List<Contrast> contrasts) {
        int k = contrasts.size();
        double[] estimates = contrasts.stream().mapToDouble(Contrast::estimate).toArray();
        double[][] covariance = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = contrasts.get(i).covariance(contrasts.get(j));
            }
        }
        return k == 0
                ? Optional.empty()
                : Optional.of(new ChiSquareTest(Cholesky.inverseForm(covariance, estimates), k));
    }

    /**
     * Number of customers of a group.
     *
     * @param group the period of its first contact
     * @return 0 if there is no such group
     */
    public int customers(int group) {
        for (int g = 0; g < moments.groups(); g++) {
            if (moments.group(g) == group) {
                return moments.count(g);
            }
        }
        return 0;
    }

    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("group")
                .column("period")
                .column("event")
                .column("effect")
                .column("standard_error")
                .column("lower")
                .column("upper");
        for (GroupTime each : effects()) {
            table.row(
                    String.valueOf(each.group()),
                    String.valueOf(each.period()),
                    String.valueOf(each.event()),
                    each.effect().estimate(),
                    each.effect().standardError(),
                    each.effect().interval(0.95).lower(),
                    each.effect().interval(0.95).upper());
        }
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
