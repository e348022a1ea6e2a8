package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.Ongoing;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several scorers over the union of their measures in one pass, in parallel.
 *
 * <p>Measures and scores are computed on the threads of the pool in which the plan is called, the common pool unless told;
 * the bits do not depend on their number.
 */
public final class ScoringPlan {
    /** Rows scored at once: the columns of a chunk stay in a core's cache from one scorer to the next. */
    static final Chunks CHUNKS = new Chunks(8192);

    private final Scorer[] scorers;
    private final List<String> names;
    private final List<Scale> scales;
    private final Map<String, List<Definition>> definitions;
    private final List<Measure> measures;
    private final TimeScale timeScale;

    private ScoringPlan(List<Scorer> scorers, List<Measure> measures, TimeScale timeScale) {
        this.scorers = scorers.toArray(Scorer[]::new);
        this.names = scorers.stream().map(Scorer::name).toList();
        this.scales = scorers.stream().map(Scorer::scale).toList();
        this.definitions = scorers.stream().collect(Collectors.toUnmodifiableMap(Scorer::name, Scorer::definitions));
        this.measures = measures;
        this.timeScale = timeScale;
    }

    /**
     * A plan of these scorers.
     *
     * @param scorers one or more, of different names, in the order of the output's columns
     * @return the plan
     * @throws IllegalArgumentException if there is none, two have one name, or two want different time units
     */
    public static ScoringPlan of(Scorer... scorers) {
        List<Scorer> all = List.of(Objects.requireNonNull(scorers, "scorers"));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one scorer");
        }
        checkNames(all);
        Set<Measure> union = new LinkedHashSet<>();
        all.forEach(scorer -> union.addAll(scorer.inputs()));
        return new ScoringPlan(
                all, List.copyOf(union), ScorerHead.commonTimeScale(all).orElse(TimeScale.DAYS));
    }

    private static void checkNames(List<Scorer> scorers) {
        Set<String> names = new HashSet<>();
        for (Scorer scorer : scorers) {
            if (!names.add(scorer.name())) {
                throw new IllegalArgumentException("names of scorers must differ, two are " + scorer.name());
            }
        }
    }

    /**
     * The scores' names.
     *
     * @return in the plan's order
     */
    public List<String> names() {
        return names;
    }

    /**
     * What the plan reads: the union of the scorers' inputs.
     *
     * @return each measure once, in the order in which the scorers first name them
     */
    public List<Measure> measures() {
        return measures;
    }

    /**
     * The unit in which the plan wants times.
     *
     * @return the scorers' common unit, DAYS if they take any
     */
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * Scores all customers of a view.
     *
     * @param view the log as of an instant; may have no customers
     * @return the scores
     */
    public ScoreTable score(LogView view) {
        return score(MeasureTable.of(view, timeScale, measures));
    }

    /**
     * Scores all rows of a table.
     *
     * @param table holds {@link #measures()}, times in {@link #timeScale()}; may hold more measures
     * @return the scores
     * @throws IllegalArgumentException if a measure is missing or times are in another unit
     */
    public ScoreTable score(MeasureTable table) {
        if (table.timeScale() != timeScale) {
            throw new IllegalArgumentException(
                    "the plan wants times in " + timeScale + ", the table has them in " + table.timeScale());
        }
        RowScorer[] prepared = new RowScorer[scorers.length];
        for (int index = 0; index < prepared.length; index++) {
            prepared[index] = scorers[index].prepare(table);
        }
        List<RowScorer> rows = List.of(prepared);
        double[][] columns = new double[prepared.length][table.size()];
        if (table.size() == 1) {
            // One customer, of a live store: the scalar door needs no arrays for blocks of rows, and gives the same
            // bits.
            for (int index = 0; index < columns.length; index++) {
                columns[index][0] = scales.get(index).keep(prepared[index].score(0));
            }
            return new ScoreTable(table, names, scales, definitions, rows, columns);
        }
        LongAdder done = new LongAdder();
        CHUNKS.forEach(table.size(), (from, to) -> {
            score(rows, from, to, columns);
            done.add(to - from);
            Ongoing.tell("scores", done.sum(), table.size());
        });
        return new ScoreTable(table, names, scales, definitions, explaining(table, rows), columns);
    }

    private List<RowScorer> explaining(MeasureTable table, List<RowScorer> rows) {
        return IntStream.range(0, scorers.length)
                .<RowScorer>mapToObj(index -> new AlikeRows(
                        rows.get(index),
                        scorers[index].inputs().stream().map(table::column).toArray(MeasureColumn[]::new)))
                .toList();
    }

    private void score(List<RowScorer> rows, int from, int to, double[][] columns) {
        for (int index = 0; index < columns.length; index++) {
            rows.get(index).score(from, to, columns[index]);
            scales.get(index).keepAll(from, to, columns[index]);
        }
    }
}
