package io.engagement.journey;

import io.engagement.internal.calendar.Millis;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many customers were in each stage at one instant, and where they were at a later one. The rows add up to the stages at the earlier
 * instant, the columns, with those who are new, to the later one's. Immutable.
 */
public final class StageFlows implements Tabular {
    /** The row of customers without a stage at the earlier instant, as they were not known yet. */
    public static final String NEW = "(new)";

    private final List<String> stages;
    private final Instant from;
    private final Instant to;
    /** By stage at both instants; the last row is of those who had none, and so is the last column. */
    private final long[][] counts;

    private StageFlows(List<String> stages, Instant from, Instant to, long[][] counts) {
        this.stages = stages;
        this.from = from;
        this.to = to;
        this.counts = counts;
    }

    static StageFlows of(Paths paths, Instant from, Instant to) {
        int size = paths.stages().size();
        long[][] counts = new long[size + 1][size + 1];
        long begin = Millis.of(from);
        long end = Millis.of(to);
        paths.forEach((row, columns, first, last) -> {
            int before = Paths.at(columns, first, last, begin);
            int after = Paths.at(columns, first, last, end);
            if (before >= 0 || after >= 0) {
                counts[before < 0 ? size : before][after < 0 ? size : after]++;
            }
        });
        return new StageFlows(paths.stages(), from, to, counts);
    }

    /**
     * The earlier instant.
     *
     * @return whose stages the rows are
     */
    public Instant from() {
        return from;
    }

    /**
     * The later instant.
     *
     * @return whose stages the columns are
     */
    public Instant to() {
        return to;
    }

    /**
     * How many went from one stage to another, or stayed.
     *
     * @param before the stage at the earlier instant, or {@link #NEW}
     * @param after the stage at the later one, or {@code (none)}
     * @return the number
     * @throws IllegalArgumentException if there is no such stage
     */
    public long count(String before, String after) {
        return counts[index(before, NEW)][index(after, StageNames.NONE)];
    }

    private int index(String name, String none) {
        int index = name.equals(none) ? stages.size() : stages.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no stage is named '" + name + "', there are " + stages + " and " + none);
        }
        return index;
    }

    /**
     * How many were in a stage at the earlier instant.
     *
     * @param stage its name, or {@link #NEW} for those who came between
     * @return the number
     * @throws IllegalArgumentException if there is no such stage
     */
    public long before(String stage) {
        return Arrays.stream(counts[index(stage, NEW)]).sum();
    }

    /**
     * How many were in a stage at the later instant.
     *
     * @param stage its name, or {@code (none)}
     * @return the number
     * @throws IllegalArgumentException if there is no such stage
     */
    public long after(String stage) {
        return column(index(stage, StageNames.NONE));
    }

    private long column(int index) {
        return Arrays.stream(counts).mapToLong(row -> row[index]).sum();
    }

    /**
     * A row for each stage in which anybody was at either instant and for those who are new, with the sum; then the sums of the later
     * one's stages.
     */
    @Override
    public Table table() {
        int size = stages.size();
        int[] shown = IntStream.rangeClosed(0, size)
                .filter(i ->
                        column(i) > 0 || (i < size && Arrays.stream(counts[i]).sum() > 0))
                .toArray();
        Table.Builder table = Table.builder().column("from");
        for (int i : shown) {
            table.column(i == size ? StageNames.NONE : StageNames.column(stages.get(i)));
        }
        table.column("all");
        for (int i : shown) {
            if (i < size) {
                table.row(cells(stages.get(i), counts[i], shown));
            }
        }
        long[] sums = new long[size + 1];
        Arrays.setAll(sums, this::column);
        return table.row(cells(NEW, counts[size], shown))
                .row(cells("all", sums, shown))
                .build();
    }

    private static Object[] cells(String name, long[] row, int... shown) {
        List<Object> cells = new ArrayList<>(List.of(name));
        for (int i : shown) {
            cells.add(row[i]);
        }
        cells.add(Arrays.stream(row).sum());
        return cells.toArray();
    }

    /** A line for each stage. */
    @Override
    public String toString() {
        return table().toString();
    }
}
