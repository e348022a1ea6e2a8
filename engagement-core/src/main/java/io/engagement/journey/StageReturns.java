package io.engagement.journey;

import io.engagement.fit.Interval;
import io.engagement.proportion.Share;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How many come back to a stage that they left for another one: of all steps from the one to the other, those whose very next step led
 * back. Steps after which nothing has come yet count as not having come back so far. Immutable.
 */
public final class StageReturns implements Tabular {
    private static final double LEVEL = 0.95;

    private final List<Return> returns;

    private StageReturns(List<Return> returns) {
        this.returns = returns;
    }

    /**
     * Steps from a stage to another one, and how many led back.
     *
     * @param from the stage that was left
     * @param to the stage to which it was left
     * @param steps how often it was
     * @param back how often the next step led back
     */
    public record Return(String from, String to, long steps, long back) {
        /**
         * Checks that nothing is missing.
         *
         * @param from the stage that was left
         * @param to the stage to which it was left
         * @param steps how often it was
         * @param back how often the next step led back
         */
        public Return {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        /**
         * The share that came back.
         *
         * @return from 0 to 1
         */
        public double share() {
            return (double) back / steps;
        }

        /**
         * Where the share may lie, by a uniform prior.
         *
         * @return at the level 0.95
         */
        public Interval interval() {
            return new Share(back + 1.0, steps - back + 1.0).interval(LEVEL);
        }

        /** Such as {@code 8.6 % of those who went from complaint to closed have gone back to complaint (86 of 1,000)}. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f %% of those who went from %s to %s have gone back to %s (%,d of %,d)",
                    100 * share(),
                    from,
                    to,
                    from,
                    back,
                    steps);
        }
    }

    static StageReturns of(Paths paths, int least) {
        int size = paths.stages().size();
        long[][] steps = Transitions.count(paths);
        long[][] back = new long[size][size];
        paths.forEach((row, columns, from, to) -> {
            for (int visit = from + 1; visit + 1 < to; visit++) {
                int before = columns.stage(visit - 1);
                int there = columns.stage(visit);
                if (before >= 0 && there >= 0 && columns.stage(visit + 1) == before) {
                    back[before][there]++;
                }
            }
        });
        List<Return> returns = new ArrayList<>();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                if (back[from][to] > 0 && steps[from][to] >= least) {
                    returns.add(new Return(paths.name(from), paths.name(to), steps[from][to], back[from][to]));
                }
            }
        }
        returns.sort(Comparator.comparing(Return::back).reversed());
        return new StageReturns(List.copyOf(returns));
    }

    /**
     * The pairs of stages between which anybody came back.
     *
     * @return the commonest first; of a group, without those of fewer than ten steps
     */
    public List<Return> returns() {
        return returns;
    }

    /** A row for each pair of stages. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("from")
                .column("to")
                .column("steps")
                .column("came_back")
                .column("share", "%.3f")
                .column("lower", "%.3f")
                .column("upper", "%.3f");
        returns.forEach(each -> table.row(
                each.from(),
                each.to(),
                each.steps(),
                each.back(),
                each.share(),
                each.interval().lower(),
                each.interval().upper()));
        return table.build();
    }

    /** A line for each pair of stages, in words. */
    @Override
    public String toString() {
        return returns.stream().map(each -> each + "\n").collect(Collectors.joining());
    }
}
