package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasurePanel;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Estimates a {@link DiscountedGammaPoisson} from a view's past. */
final class InitiativeFit {
    /** A past of fewer windows than this is cut into shorter ones. */
    private static final int FEWEST_WINDOWS = 4;
    /** A past of more windows than this is cut into longer ones: they cost time and tell no more. */
    private static final int MOST_WINDOWS = 250;
    /** Fewer windows than this with, or without, an act leave the estimates to chance. */
    private static final int FEW = 50;
    /** About so many windows show where the maximum is, to within a step or two. */
    private static final int SAMPLE = 40_000;
    /** A sample of more than one in so many customers would spare nothing. */
    private static final int FEWEST_SAMPLES = 3;

    private final LogView view;
    private final int[] rows;
    private final ActDefinition definition;
    private final TimeScale scale;
    private final Instant first;
    private final EvaluationWindows windows;
    private final WindowsLikelihood likelihood;

    private InitiativeFit(
            LogView view,
            int[] rows,
            ActDefinition definition,
            TimeScale scale,
            Instant first,
            EvaluationWindows windows) {
        this.view = view;
        this.rows = rows;
        this.definition = definition;
        this.scale = scale;
        this.first = first;
        this.windows = windows;
        this.likelihood = new WindowsLikelihood(windows);
    }

    /**
     * Cuts a view's past into windows.
     *
     * @throws FitException if there is no time between the first interaction and the as-of instant, or nobody ever acted
     */
    static InitiativeFit of(LogView view, ActDefinition definition, TimeScale scale) {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(scale, "timeScale");
        InitiativeFit fit = of(view, all(view), definition, scale, any -> true, EvaluationWindows::of);
        if (!fit.hasActs()) {
            throw NoActs.of(DiscountedGammaPoisson.KIND, view, definition);
        }
        return fit;
    }

    private boolean hasActs() {
        boolean[] isAct = new boolean[view.kinds().size()];
        for (int kind = 0; kind < isAct.length; kind++) {
            isAct[kind] = definition.effort(view.kinds().get(kind)) > 0;
        }
        return IntStream.of(rows).anyMatch(row -> IntStream.range(view.start(row), view.end(row))
                .anyMatch(at -> isAct[view.kindIndex(at)]));
    }

    /**
     * The same of some customers, who become known by their first act, and a past that begins with the first of these.
     *
     * @param rows of the view, ascending, not empty
     */
    static InitiativeFit sinceFirstAct(LogView view, int[] rows, ActDefinition definition, TimeScale scale) {
        return of(view, rows, definition, scale, effort -> effort > 0, EvaluationWindows::sinceFirstAct);
    }

    private static int[] all(LogView view) {
        return IntStream.range(0, Objects.requireNonNull(view, "view").customers())
                .toArray();
    }

    /** Cuts a view into windows. */
    private interface Cutter {
        EvaluationWindows cut(LogView view, int[] rows, double[] effortByKind, long windowMillis, TimeScale scale);
    }

    private static InitiativeFit of(
            LogView view,
            int[] rows,
            ActDefinition definition,
            TimeScale scale,
            DoublePredicate begins,
            Cutter cutter) {
        long now = Millis.checked("as-of instant", view.asOf());
        double[] effort = view.kinds().stream().mapToDouble(definition::effort).toArray();
        long own = first(view, rows, kind -> begins.test(effort[kind]));
        boolean none = own == now;
        Instant first = Instant.ofEpochMilli(none ? first(view, rows, any -> true) : own);
        long span = Duration.between(first, view.asOf()).toMillis();
        long window =
                Math.min(span / FEWEST_WINDOWS, Math.max(definition.horizon().toMillis(), span / MOST_WINDOWS));
        if (window <= 0) {
            throw FitException.of(
                    DiscountedGammaPoisson.KIND,
                    "there is no past to learn from: no interaction lies before the as-of instant " + view.asOf(),
                    List.of(
                            "Is the as-of instant right?",
                            "Was anything loaded? See the log's LoadReport.",
                            "Does the log hold more than one instant?"));
        }
        return new InitiativeFit(view, rows, definition, scale, first, cutter.cut(view, rows, effort, window, scale));
    }

    /** When the first interaction of some kinds happened; the as-of instant if there is none. */
    private static long first(LogView view, int[] rows, IntPredicate ofKind) {
        return IntStream.of(rows)
                .mapToLong(row -> IntStream.range(view.start(row), view.end(row))
                        .filter(at -> ofKind.test(view.kindIndex(at)))
                        .mapToLong(view::epochMilli)
                        .findFirst()
                        .orElse(Long.MAX_VALUE))
                .reduce(view.asOf().toEpochMilli(), Math::min);
    }

    EvaluationWindows windows() {
        return windows;
    }

    /**
     * The model: first with all acts telling the same (delta = 0); delta is estimated too where the likelihood rises with
     * it from there. That delta = 0 is at its bound then costs the other parameters no standard error.
     */
    Fitted<DiscountedGammaPoisson> fit() {
        Maximum same =
                maximize(WindowsLikelihood::withoutWeights, start(windows.window() / 3), start(windows.window() * 3));
        if (!windows.weightsDiffer()) {
            return fitted(same, List.of());
        }
        double[] point = Arrays.copyOf(estimates(same), WindowsLikelihood.PARAMETERS);
        if (slopeByWeights(point) <= 0) {
            return fitted(
                    same,
                    List.of("acts that take more effort tell no more of what a customer will do:"
                            + " effort weights decide what counts, and nothing else (weight_exponent 0)"));
        }
        point[4] = 0.5;
        return fitted(maximize(all -> all, point), List.of());
    }

    private static double[] start(double halfLife) {
        return new double[] {0.3, halfLife, halfLife, 0.8};
    }

    private static double[] estimates(Maximum maximum) {
        return IntStream.range(0, maximum.parameters().size())
                .mapToDouble(maximum::estimate)
                .toArray();
    }

    /**
     * Where there are many windows, the search is one of a sample, and what remains is a few steps from where it ended: or
     * from where it ended from each start, if that is no ordinary maximum.
     */
    private Maximum maximize(Function<WindowsLikelihood, CurvedLogLikelihood> part, double[]... starts) {
        int share = windows.instants() / SAMPLE;
        if (share < FEWEST_SAMPLES) {
            return climb(part.apply(likelihood), starts);
        }
        CurvedLogLikelihood sample = part.apply(new WindowsLikelihood(windows.sample(share)));
        List<double[]> ends = new ArrayList<>();
        for (double[] start : starts) {
            Maximum nearby = climb(sample, start);
            if (nearby.ending() == Ending.MAXIMUM) {
                return climb(part.apply(likelihood), estimates(nearby));
            }
            ends.add(estimates(nearby));
        }
        return climb(part.apply(likelihood), ends.toArray(double[][]::new));
    }

    private Maximum climb(CurvedLogLikelihood part, double[]... starts) {
        return MaximumLikelihood.withDefaults()
                .maximize(DiscountedGammaPoisson.KIND, parameters().subList(0, part.dimension()), part, starts);
    }

    private List<Parameter> parameters() {
        double window = windows.window();
        return List.of(
                Parameter.positive("r").within(1e-6, 1e3),
                Parameter.positive("alpha").within(window / 1e3, window * 1e3),
                Parameter.positive("half_life").within(window / 100, 10 * scale.between(first, view.asOf())),
                Parameter.positive("effort_exponent").within(0.05, 2),
                Parameter.real("weight_exponent").within(0, 1));
    }

    private double slopeByWeights(double[] values) {
        double[] point = new double[WindowsLikelihood.PARAMETERS];
        for (int i = 0; i < point.length; i++) {
            point[i] = parameters().get(i).coordinate(values[i]);
        }
        return likelihood.slopeByWeights(point);
    }

    private Fitted<DiscountedGammaPoisson> fitted(Maximum maximum, List<String> remarks) {
        int dimension = maximum.parameters().size();
        DiscountedGammaPoisson model = DiscountedGammaPoisson.of(
                maximum.estimate(0),
                maximum.estimate(1),
                maximum.estimate(2),
                maximum.estimate(3),
                dimension == 5 ? maximum.estimate(4) : 0,
                scale);
        double[] units = new double[dimension];
        Arrays.fill(units, 1);
        List<String> all = new ArrayList<>(remarks());
        all.addAll(remarks);
        all.addAll(SimplerModels.of(windows, maximum));
        Provenance provenance = Provenance.of(DiscountedGammaPoisson.KIND, windows.customers(), windows.instants())
                .withPeriod(Optional.of(first), Optional.of(view.asOf()))
                .withTimeScale(scale.name())
                .withInteractions(Optional.of(view.initiators()));
        return Fitted.of(
                typical(model.withDefinition(definition)), maximum, units, maximum.logLikelihood(), all, provenance);
    }

    /** The model with the median customer as its typical one. */
    private DiscountedGammaPoisson typical(DiscountedGammaPoisson model) {
        List<Measure> inputs = model.inputs();
        MeasureTable table = MeasurePanel.of(view, model.timeScale(), inputs, rows, List.of(view.asOf()))
                .get(0);
        return model.withTypical(
                table.column(inputs.get(0)).median(),
                table.column(inputs.get(1)).median());
    }

    /** What one should know about these estimates beside how the search ended. */
    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        int yes = windows.yes();
        if (Math.min(yes, windows.instants() - yes) < FEW) {
            remarks.add("customers acted in " + yes + " of " + windows.instants()
                    + " windows: too few of one kind to trust the estimates");
        }
        double horizon = scale.of(definition.horizon());
        // Milliseconds are exact in a double.
        if (windows.window() != horizon) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the past was cut into windows of %.3g %s instead of the horizon's %.3g, to have neither too few nor"
                            + " too many",
                    windows.window(),
                    scale.name().toLowerCase(Locale.ROOT),
                    horizon));
        }
        return remarks;
    }
}
