package io.engagement.dialogue.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
        List<Map<Key, long[]>> parts = answers.chunks().parallelStream()
                .map(asks -> {
                    Map<Key, long[]> part = new TreeMap<>();
                    visit(asks, (columns, ask, level) -> add(part, columns, ask, level));
                    return part;
                })
                .toList();
        Map<Key, long[]> all = new TreeMap<>();
        for (Map<Key, long[]> part : parts) {
            part.forEach((key, more) -> all.merge(key, more, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
        }
        return all;
    }

    private void add(Map<Key, long[]> part, AskColumns asks, int ask, int level) {
        if (level >= 0) {
            Key key = new Key(level, cells.ofKind()[asks.kind(ask)]);
            long[] counts = part.computeIfAbsent(key, each -> new long[2]);
            counts[0]++;
            counts[1] += asks.isAnswered(ask) ? 1 : 0;
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
        visit(asks, (all, ask, level) -> {
            if (level < 0) {
                end(strata, x, answered);
            } else if (wanted[all.row(ask)]) {
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

    private void visit(AskColumns asks, Visitor visitor) {
        PressureLevels.OfCustomer own = new PressureLevels.OfCustomer(answers, levels);
        for (int i = 0; i < asks.size(); ) {
            int from = i;
            int to = i + 1;
            while (to < asks.size() && asks.row(to) == asks.row(from)) {
                to++;
            }
            for (; i < to; i++) {
                if (answers.isChosen(asks, i) && answers.isClosed(asks, i) && asks.first(i) >= firstKnown) {
                    visitor.visit(asks, i, level(own, asks, i, from, to));
                }
            }
            visitor.visit(asks, to - 1, -1);
        }
    }

    private int level(PressureLevels.OfCustomer own, AskColumns asks, int ask, int from, int to) {
        return levels.isRunning()
                ? own.running(asks, from, to, asks.first(ask)) - 1
                : own.contacts(asks.row(ask), asks.first(ask));
    }
}
