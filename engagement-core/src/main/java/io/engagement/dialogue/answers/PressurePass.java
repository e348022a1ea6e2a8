package io.engagement.dialogue.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Closed asks by level of pressure and kind, and customer by customer. */
final class PressurePass {
    /** Of a customer with more asks the last ones are looked at: what one customer costs is bounded. */
    private static final int MOST_ASKS = 1000;

    private final Answers answers;
    private final PressureLevels levels;
    private final Cells cells;
    private final long firstKnown;

    PressurePass(Answers answers, PressureLevels levels, Cells cells) {
        this.answers = answers;
        this.levels = levels;
        this.cells = cells;
        this.firstKnown = levels.firstKnown(answers.view()).orElse(Long.MAX_VALUE);
    }

    /**
     * How many asks there are of a level and a kind, and how many of them were answered.
     *
     * @param level of pressure
     * @param cell of the kind
     */
    record Key(int level, int cell) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return level == other.level ? Integer.compare(cell, other.cell) : Integer.compare(level, other.level);
        }
    }

    private interface Visitor {
        /** Of each closed ask whose level is known, and after each customer with a level below 0. */
        void visit(AskColumns asks, int ask, int level);
    }

    /** Asks and answers by level and kind. */
    Map<Key, long[]> counts() {
        List<Counts> parts = answers.chunks().parallelStream()
                .map(asks -> {
                    Counts part = new Counts();
                    visit(asks, row -> true, part::add);
                    return part;
                })
                .toList();
        Map<Key, long[]> all = new TreeMap<>();
        parts.forEach(part -> part.addTo(all));
        return all;
    }

    /** Of some customers: by level, asks and answers of each cell after one another. */
    private final class Counts {
        private long[] @Nullable [] byLevel = {};

        void add(AskColumns asks, int ask, int level) {
            if (level >= 0) {
                long[] counts = of(level);
                int place = 2 * cells.ofKind()[asks.kind(ask)];
                counts[place]++;
                counts[place + 1] += asks.isAnswered(ask) ? 1 : 0;
            }
        }

        private long[] of(int level) {
            if (level >= byLevel.length) {
                byLevel = Arrays.copyOf(byLevel, 1 + level + level / 2);
            }
            // Most of the high ones occur with nobody.
            long[] counts = byLevel[level];
            if (counts == null) {
                counts = new long[2 * cells.all()];
                byLevel[level] = counts;
            }
            return counts;
        }

        void addTo(Map<Key, long[]> all) {
            for (int level = 0; level < byLevel.length; level++) {
                for (int cell = 0; byLevel[level] != null && cell < cells.all(); cell++) {
                    long asks = byLevel[level][2 * cell];
                    if (asks > 0) {
                        long[] sums = all.computeIfAbsent(new Key(level, cell), each -> new long[2]);
                        sums[0] += asks;
                        sums[1] += byLevel[level][2 * cell + 1];
                    }
                }
            }
        }
    }

    /**
     * Customers' asks with their levels and kinds.
     *
     * @param rows of the customers that are looked at, ascending
     * @param columns by cell which covariate it sets to 1, -1 for none
     * @param width how many covariates
     */
    List<ConditionalLogit.Stratum> strata(int[] rows, int[] columns, int width) {
        boolean[] wanted = new boolean[answers.view().customers()];
        IntStream.of(rows).forEach(row -> wanted[row] = true);
        return answers.chunks().parallelStream()
                .flatMap(asks -> strata(asks, wanted, columns, width).stream())
                .toList();
    }

    private List<ConditionalLogit.Stratum> strata(AskColumns asks, boolean[] wanted, int[] columns, int width) {
        List<ConditionalLogit.Stratum> strata = new ArrayList<>();
        List<double[]> x = new ArrayList<>();
        List<Boolean> answered = new ArrayList<>();
        visit(asks, row -> wanted[row], (all, ask, level) -> {
            if (level < 0) {
                end(strata, x, answered);
            } else {
                double[] row = new double[width];
                row[0] = level;
                int column = columns[cells.ofKind()[all.kind(ask)]];
                if (column > 0 && column < width) {
                    row[column] = 1;
                }
                x.add(row);
                answered.add(all.isAnswered(ask));
            }
        });
        return strata;
    }

    private static void end(List<ConditionalLogit.Stratum> strata, List<double[]> x, List<Boolean> answered) {
        int from = Math.max(0, x.size() - MOST_ASKS);
        boolean[] flags = new boolean[x.size() - from];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = answered.get(from + i);
        }
        ConditionalLogit.Stratum stratum =
                new ConditionalLogit.Stratum(flags, x.subList(from, x.size()).toArray(double[][]::new));
        if (stratum.tells()) {
            strata.add(stratum);
        }
        x.clear();
        answered.clear();
    }

    private void visit(AskColumns asks, IntPredicate rows, Visitor visitor) {
        PressureLevels.OfCustomer own = new PressureLevels.OfCustomer(answers, levels);
        for (int from = 0; from < asks.size(); ) {
            int to = from + 1;
            while (to < asks.size() && asks.row(to) == asks.row(from)) {
                to++;
            }
            if (rows.test(asks.row(from))) {
                visit(asks, from, to, own, visitor);
            }
            from = to;
        }
    }

    private void visit(AskColumns asks, int from, int to, PressureLevels.OfCustomer own, Visitor visitor) {
        for (int i = from; i < to; i++) {
            if (answers.isChosen(asks, i) && answers.isClosed(asks, i) && asks.first(i) >= firstKnown) {
                visitor.visit(asks, i, level(own, asks, i, from, to));
            }
        }
        visitor.visit(asks, to - 1, -1);
    }

    private int level(PressureLevels.OfCustomer own, AskColumns asks, int ask, int from, int to) {
        return levels.isRunning()
                ? own.running(asks, from, to, asks.first(ask)) - 1
                : own.contacts(asks.row(ask), asks.first(ask));
    }
}
