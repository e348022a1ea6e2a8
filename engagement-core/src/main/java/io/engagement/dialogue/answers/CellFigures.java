package io.engagement.dialogue.answers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all tables of the same asks need, by cell and of all together: counted once. */
final class CellFigures {
    private final List<AnswerCounts> counts;
    private final List<CustomerCounts> customers;
    private final long[] priced;
    private final List<Optional<AnswerTimes>> times;

    private CellFigures(
            List<AnswerCounts> counts,
            List<CustomerCounts> customers,
            long[] priced,
            List<Optional<AnswerTimes>> times) {
        this.counts = counts;
        this.customers = customers;
        this.priced = priced;
        this.times = times;
    }

    /**
     * Counts.
     *
     * @param cells how many there are, without that of all, which is the last
     * @param cell the one that an ask is in; below 0 if in none but that of all
     */
    static CellFigures of(Answers answers, int cells, AskGroup cell) {
        List<Part> parts = answers.chunks().parallelStream()
                .map(asks -> new Part(answers, cells, cell, asks))
                .toList();
        List<CustomerCounts> customers = none(cells);
        AnswerCounts[] counts = new AnswerCounts[cells + 1];
        long[] asked = new long[cells + 1];
        long[] priced = new long[cells + 1];
        Arrays.fill(counts, AnswerCounts.NONE);
        // In order, so that sums of costs do not depend on how many threads there are.
        for (Part part : parts) {
            for (int i = 0; i <= cells; i++) {
                counts[i] = counts[i].plus(part.counts[i].counts());
                customers.get(i).add(part.customers.get(i));
                asked[i] += part.asked[i];
                priced[i] += part.priced[i];
            }
        }
        return new CellFigures(List.of(counts), customers, priced, AnswerTimes.of(answers, cells, cell, asked));
    }

    private static List<CustomerCounts> none(int cells) {
        return Stream.generate(CustomerCounts::new).limit(cells + 1L).toList();
    }

    /** Of some customers. */
    private static final class Part {
        private final int all;
        private final AnswerCounts.Sums[] counts;
        private final List<CustomerCounts> customers;
        /** Of the customer at hand, by cell: closed asks, and those that are answered. */
        private final int[] closed;

        private final int[] answered;
        private final boolean[] hasAsk;
        private final boolean[] hasCost;
        /** Customers with an ask, and with a closed one whose cost is known. */
        private final long[] asked;

        private final long[] priced;

        Part(Answers answers, int cells, AskGroup cell, AskColumns asks) {
            all = cells;
            counts = Stream.generate(AnswerCounts.Sums::new).limit(cells + 1L).toArray(AnswerCounts.Sums[]::new);
            customers = none(cells);
            closed = new int[cells + 1];
            answered = new int[cells + 1];
            hasAsk = new boolean[cells + 1];
            hasCost = new boolean[cells + 1];
            asked = new long[cells + 1];
            priced = new long[cells + 1];
            for (int i = 0; i < asks.size(); ) {
                int row = asks.row(i);
                for (; i < asks.size() && asks.row(i) == row; i++) {
                    if (answers.isChosen(asks, i)) {
                        add(asks, i, answers.isClosed(asks, i), cell.of(row, asks.kind(i), asks.first(i)));
                    }
                }
                end();
            }
        }

        private void add(AskColumns asks, int ask, boolean isClosed, int cell) {
            addTo(all, asks, ask, isClosed);
            if (cell >= 0) {
                addTo(cell, asks, ask, isClosed);
            }
        }

        private void addTo(int cell, AskColumns asks, int ask, boolean isClosed) {
            counts[cell].add(asks, ask, isClosed);
            hasAsk[cell] = true;
            closed[cell] += isClosed ? 1 : 0;
            answered[cell] += isClosed && asks.isAnswered(ask) ? 1 : 0;
            hasCost[cell] |= isClosed && !Double.isNaN(asks.cost(ask));
        }

        private void end() {
            // That of all is the last, and reset last.
            for (int cell = 0; hasAsk[all] && cell <= all; cell++) {
                asked[cell] += hasAsk[cell] ? 1 : 0;
                if (closed[cell] > 0) {
                    customers.get(cell).add(answered[cell], closed[cell]);
                    priced[cell] += hasCost[cell] ? 1 : 0;
                    closed[cell] = 0;
                    answered[cell] = 0;
                    hasCost[cell] = false;
                }
                hasAsk[cell] = false;
            }
        }
    }

    AnswerCounts counts(int cell) {
        return counts.get(cell);
    }

    CustomerCounts customers(int cell) {
        return customers.get(cell);
    }

    /** How many customers have a closed ask whose cost is known. */
    long pricedCustomers(int cell) {
        return priced[cell];
    }

    /** Empty if there is no ask. */
    Optional<AnswerTimes> times(int cell) {
        return times.get(cell);
    }
}
