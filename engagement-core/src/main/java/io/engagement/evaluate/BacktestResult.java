package io.engagement.evaluate;

import io.engagement.evaluate.BacktestRun.Column;
import io.engagement.internal.index.FirstResult;
import io.engagement.internal.index.Parallel;
import io.engagement.internal.metric.JudgedRows;
import io.engagement.internal.text.Names;
import io.engagement.score.Scale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How scorers did in a backtest. Immutable. */
public final class BacktestResult {
    private final Outcome outcome;
    private final List<Instant> origins;
    private final List<String> notes;
    private final int[] customers;
    private final int[] originOfRow;
    private final double[] happened;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    /** When it is first asked for: who wants one figure only does not wait for all. */
    private final Supplier<EvaluationTable> table;

    BacktestResult(
            Outcome outcome,
            List<Instant> origins,
            List<String> notes,
            int[] customers,
            int[] originOfRow,
            double[] happened,
            List<Column> columns) {
        this.outcome = outcome;
        this.origins = List.copyOf(origins);
        this.notes = List.copyOf(notes);
        this.customers = customers;
        this.originOfRow = originOfRow;
        this.happened = happened;
        columns.forEach(column -> this.columns.put(column.name, column));
        this.table = new FirstResult<>(() -> EvaluationTable.of(Parallel.run(() -> columns.parallelStream()
                .map(column -> evaluation(column, row -> true, this.origins))
                .toList())));
    }

    /**
     * The origins at which scores were judged.
     *
     * @return in order
     */
    public List<Instant> origins() {
        return origins;
    }

    /**
     * What could not be judged, and why: origins that were dropped, or that nothing happened.
     *
     * @return plain sentences
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * All scorers side by side.
     *
     * @return in the order in which they were added
     */
    public EvaluationTable table() {
        return table.get();
    }

    /**
     * How a scorer did over all origins.
     *
     * @param scorer its name
     * @return the evaluation
     * @throws IllegalArgumentException if there is no such scorer
     */
    public Evaluation of(String scorer) {
        column(scorer);
        return table.get().of(scorer).orElseThrow();
    }

    /**
     * How a scorer did at each origin.
     *
     * @param scorer its name
     * @return one for each of {@link #origins()}
     * @throws IllegalArgumentException if there is no such scorer
     */
    public List<Evaluation> byOrigin(String scorer) {
        Column column = column(scorer);
        return IntStream.range(0, origins.size())
                .mapToObj(origin -> evaluation(column, row -> originOfRow[row] == origin, List.of(origins.get(origin))))
                .toList();
    }

    private Column column(String scorer) {
        Column column = columns.get(scorer);
        if (column == null) {
            throw Names.unknown("scorer in the backtest", scorer, columns.keySet());
        }
        return column;
    }

    private Evaluation evaluation(Column column, IntPredicate isWanted, List<Instant> at) {
        double[] said = said(column);
        int[] rows = IntStream.range(0, said.length)
                .filter(row -> isWanted.test(row) && !Double.isNaN(said[row]))
                .toArray();
        List<String> all = new ArrayList<>(notes);
        all.addAll(column.notes);
        if (rows.length == 0) {
            return new Evaluation(column.name, outcome.toString(), at, 0, 0, Double.NaN, List.of(), List.of(), all);
        }
        JudgedRows judged = rows(said, rows);
        Optional<ProbabilityForecasts> event =
                outcome.isEvent() ? Optional.of(event(column, judged)) : Optional.empty();
        return new Evaluation(
                column.name,
                outcome.toString(),
                at,
                (int) Arrays.stream(rows).map(row -> customers[row]).distinct().count(),
                rows.length,
                judged.happened(0, judged.size()) / rows.length,
                event.map(this::figures).orElseGet(() -> amountFigures(column, judged, rows)),
                event.filter(any -> notProbabilities(column).isEmpty())
                        .map(each -> each.calibration().reliability())
                        .orElse(List.of()),
                all);
    }

    private List<Figure> figures(ProbabilityForecasts event) {
        List<Figure> figures = new ArrayList<>(event.figures());
        if (outcome.isLeaving()) {
            figures.addAll(event.profits());
        }
        return figures;
    }

    private JudgedRows rows(double[] said, int... rows) {
        return JudgedRows.of(
                Arrays.stream(rows).mapToDouble(row -> said[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> happened[row]).toArray(),
                Arrays.stream(rows).map(row -> customers[row]).toArray(),
                Arrays.stream(rows).map(row -> originOfRow[row]).toArray());
    }

    /** On the scale on which it is judged: an index from 0 to 100 is a probability. */
    private double[] said(Column column) {
        boolean isIndex = outcome.isEvent() && column.scale.equals(Optional.of(Scale.INDEX));
        return BacktestRun.flat(column.said)
                .map(score -> isIndex ? score / 100 : score)
                .toArray();
    }

    private static ProbabilityForecasts event(Column column, JudgedRows judged) {
        return ProbabilityForecasts.of(judged, notProbabilities(column));
    }

    private static Optional<String> notProbabilities(Column column) {
        return column.scale
                .filter(scale -> scale != Scale.PROBABILITY && scale != Scale.INDEX)
                .map(scale -> "the scorer is on the " + scale + " scale, which gives no probabilities");
    }

    private boolean isOfThisUnit(Column column) {
        Scale unit = outcome.kind() == Outcome.Kind.MONEY ? Scale.MONEY : Scale.COUNT;
        return column.scale.equals(Optional.of(unit));
    }

    private List<Figure> amountFigures(Column column, JudgedRows judged, int... rows) {
        AmountForecasts amounts = amounts(column, judged, rows);
        return isOfThisUnit(column)
                ? amounts.figures()
                : List.of(
                        Figure.undefined(
                                "bias",
                                "the scorer is on the " + column.scale.orElseThrow()
                                        + " scale, of which only the order is" + " judged by amounts"),
                        amounts.rankCorrelation(),
                        amounts.lift(0.1));
    }

    private static AmountForecasts amounts(Column column, JudgedRows judged, int... rows) {
        double[][] all = column.judged.stream().flatMap(Arrays::stream).toArray(double[][]::new);
        double[][] ofRows = Arrays.stream(rows).mapToObj(row -> all[row]).toArray(double[][]::new);
        return AmountForecasts.of(judged, ofRows);
    }

    /**
     * What a scorer said of an event, for figures of one's own terms, such as profit.
     *
     * @param scorer its name
     * @return the forecasts of all customers that it scored
     * @throws IllegalArgumentException if there is no such scorer
     * @throws IllegalStateException if the outcome is an amount, or nothing could be judged
     */
    public ProbabilityForecasts probabilities(String scorer) {
        if (!outcome.isEvent()) {
            throw new IllegalStateException("the outcome is an amount, " + outcome + ": take amounts");
        }
        Column column = column(scorer);
        return event(column, rows(said(column), scored(column)));
    }

    /**
     * What a scorer expected of an amount.
     *
     * @param scorer its name
     * @return the forecasts of all customers that it scored
     * @throws IllegalArgumentException if there is no such scorer
     * @throws IllegalStateException if the outcome is an event, or nothing could be judged
     */
    public AmountForecasts amounts(String scorer) {
        if (outcome.isEvent()) {
            throw new IllegalStateException("the outcome is an event, " + outcome + ": take probabilities");
        }
        Column column = column(scorer);
        int[] rows = scored(column);
        return amounts(column, rows(said(column), rows), rows);
    }

    private static int[] scored(Column... columns) {
        double[][] said = Arrays.stream(columns)
                .map(each -> BacktestRun.flat(each.said).toArray())
                .toArray(double[][]::new);
        int[] rows = IntStream.range(0, said[0].length)
                .filter(row -> Arrays.stream(said).noneMatch(each -> Double.isNaN(each[row])))
                .toArray();
        if (rows.length == 0) {
            throw new IllegalStateException("nothing could be judged: "
                    + Arrays.stream(columns)
                            .flatMap(each -> each.notes.stream())
                            .findFirst()
                            .orElse("there is no origin"));
        }
        return rows;
    }

    /**
     * Figures of one scorer less those of another, on the customers and origins that both scored: AUC (DeLong), Brier score and
     * log loss of an event, the mean absolute error of an amount.
     *
     * @param first its name
     * @param second the other's
     * @return first less second, with standard errors
     * @throws IllegalArgumentException if there is no such scorer
     * @throws IllegalStateException if nothing could be judged
     */
    public List<PairedDifference> differences(String first, String second) {
        int[] rows = scored(column(first), column(second));
        JudgedRows one = rows(said(column(first)), rows);
        JudgedRows other = rows(said(column(second)), rows);
        if (!outcome.isEvent()) {
            return List.of(AmountForecasts.of(one).meanAbsoluteErrorDifference(AmountForecasts.of(other)));
        }
        ProbabilityForecasts mine = event(column(first), one);
        ProbabilityForecasts others = event(column(second), other);
        boolean isOfProbabilities = notProbabilities(column(first)).isEmpty()
                && notProbabilities(column(second)).isEmpty();
        return isOfProbabilities
                ? List.of(mine.aucDifference(others), mine.brierDifference(others), mine.logLossDifference(others))
                : List.of(mine.aucDifference(others));
    }

    /**
     * The same differences by bases that are drawn from this one, customer by customer with replacement.
     *
     * @param first its name
     * @param second the other's
     * @param resamples how many bases are drawn, from 2
     * @param seed the same seed gives the same bits, whatever the number of threads
     * @return first less second, with the standard deviation over bases and the percentile interval of 95 %
     * @throws IllegalArgumentException if there is no such scorer, or there are fewer than two resamples
     * @throws IllegalStateException if nothing could be judged
     */
    public List<PairedDifference> bootstrap(String first, String second, int resamples, long seed) {
        int[] rows = scored(column(first), column(second));
        JudgedRows one = rows(said(column(first)), rows);
        JudgedRows other = rows(said(column(second)), rows);
        return outcome.isEvent()
                ? event(column(first), one).bootstrap(event(column(second), other), resamples, seed)
                : AmountForecasts.of(one).bootstrap(AmountForecasts.of(other), resamples, seed);
    }

    /** The table. */
    @Override
    public String toString() {
        return table.get().toString();
    }
}
