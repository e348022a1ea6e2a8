package io.engagement.journey;

import io.engagement.fit.Interval;
import io.engagement.proportion.Share;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How often customers went from each stage to each other, and how likely the next step from a stage leads to another one. The
 * posterior of a row is Dirichlet: its counts, and a prior worth one step, spread as the row of the whole base is; the base's own row
 * as all its steps are that lead elsewhere. Each probability is then beta. Immutable.
 */
public final class Transitions implements Tabular {
    private static final double LEVEL = 0.95;

    private final List<String> stages;
    private final long[][] counts;
    private final double[][] prior;

    private Transitions(List<String> stages, long[][] counts, double[][] prior) {
        this.stages = stages;
        this.counts = counts;
        this.prior = prior;
    }

    static Transitions of(Paths paths, Paths base) {
        long[][] own = count(paths);
        double[][] prior = paths == base
                ? pooled(own)
                : Arrays.stream(count(base)).map(Transitions::shares).toArray(double[][]::new);
        return new Transitions(paths.stages(), own, prior);
    }

    static long[][] count(Paths paths) {
        int size = paths.stages().size();
        long[][] counts = new long[size][size];
        paths.forEach((row, columns, from, to) -> {
            for (int visit = from + 1; visit < to; visit++) {
                int before = columns.stage(visit - 1);
                int after = columns.stage(visit);
                if (before >= 0 && after >= 0) {
                    counts[before][after]++;
                }
            }
        });
        return counts;
    }

    /** Shares of where steps lead, whencesoever, but for the stage itself. */
    private static double[][] pooled(long[][] counts) {
        long[] into = new long[counts.length];
        for (long[] row : counts) {
            for (int i = 0; i < row.length; i++) {
                into[i] += row[i];
            }
        }
        double[][] prior = new double[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            long[] elsewhere = into.clone();
            elsewhere[i] = 0;
            prior[i] = shares(elsewhere);
        }
        return prior;
    }

    private static double[] shares(long[] row) {
        double all = Arrays.stream(row).sum();
        return Arrays.stream(row)
                .mapToDouble(count -> all == 0 ? 0 : count / all)
                .toArray();
    }

    /**
     * How many steps led from a stage to another one.
     *
     * @param from its name
     * @param to the other's
     * @return the number
     * @throws IllegalArgumentException if there is no such stage
     */
    public long count(String from, String to) {
        return counts[index(from)][index(to)];
    }

    private int index(String name) {
        int index = stages.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no stage is named '" + name + "', there are " + stages);
        }
        return index;
    }

    /**
     * How likely the next step from a stage leads to another one.
     *
     * @param from its name
     * @param to the other's
     * @return the posterior; empty if no step led from the stage
     * @throws IllegalArgumentException if there is no such stage
     */
    public Optional<Share> share(String from, String to) {
        return share(index(from), index(to));
    }

    private Optional<Share> share(int from, int to) {
        long left = Arrays.stream(counts[from]).sum();
        if (left == 0) {
            return Optional.empty();
        }
        double worth = Arrays.stream(prior[from]).sum();
        double own = counts[from][to] + prior[from][to];
        return Optional.of(new Share(own, Math.max(0, left + worth - own)));
    }

    /** A row for each pair of stages between which a step led. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("from")
                .column("to")
                .column("steps")
                .column("share", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f");
        for (int from = 0; from < counts.length; from++) {
            for (int to = 0; to < counts.length; to++) {
                if (counts[from][to] > 0) {
                    Share share = share(from, to).orElseThrow();
                    Interval interval = share.interval(LEVEL);
                    table.row(
                            stages.get(from),
                            stages.get(to),
                            counts[from][to],
                            share.mean(),
                            interval.lower(),
                            interval.upper());
                }
            }
        }
        return table.build();
    }

    /** A line for each pair of stages between which a step led. */
    @Override
    public String toString() {
        return table().toString();
    }
}
