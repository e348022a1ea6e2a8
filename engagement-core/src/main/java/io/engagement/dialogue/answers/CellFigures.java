package io.engagement.dialogue.answers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all tables of the same asks need, by cell and of all together: counted once. */
final class CellFigures {
    private final Cells cells;
    private final List<AnswerCounts> counts;
    private final List<CustomerCounts> customers;
    private final List<Optional<AnswerTimes>> times;

    private CellFigures(
            Cells cells,
            List<AnswerCounts> counts,
            List<CustomerCounts> customers,
            List<Optional<AnswerTimes>> times) {
        this.cells = cells;
        this.counts = counts;
        this.customers = customers;
        this.times = times;
    }

    static CellFigures of(Answers answers) {
        Cells cells = new Cells(answers);
        List<Part> parts = answers.chunks().parallelStream()
                .map(asks -> new Part(answers, cells, asks))
                .toList();
        List<CustomerCounts> customers = CellFigures.customers(cells);
        AnswerCounts[] counts = new AnswerCounts[cells.count()];
        Arrays.fill(counts, AnswerCounts.NONE);
        // In order, so that sums of costs do not depend on how many threads there are.
        for (Part part : parts) {
            for (int cell = 0; cell < counts.length; cell++) {
                counts[cell] = counts[cell].plus(part.counts[cell].counts());
                customers.get(cell).add(part.customers.get(cell));
            }
        }
        return new CellFigures(
                cells, List.of(counts), customers, AnswerTimes.of(answers, cells.ofKind(), cells.all()));
    }

    private static List<CustomerCounts> customers(Cells cells) {
        return Stream.generate(CustomerCounts::new).limit(cells.count()).toList();
    }

    /** Of some customers. */
    private static final class Part {
        private final int all;
        private final AnswerCounts.Sums[] counts;
        private final List<CustomerCounts> customers;
        /** Of the customer at hand, by cell: closed asks, and those that are answered. */
        private final int[] closed;

        private final int[] answered;

        Part(Answers answers, Cells cells, AskColumns asks) {
            all = cells.all();
            counts = Stream.generate(AnswerCounts.Sums::new).limit(cells.count()).toArray(AnswerCounts.Sums[]::new);
            customers = CellFigures.customers(cells);
            closed = new int[cells.count()];
            answered = new int[cells.count()];
            for (int i = 0; i < asks.size(); ) {
                int row = asks.row(i);
                for (; i < asks.size() && asks.row(i) == row; i++) {
                    if (answers.isChosen(asks, i)) {
                        boolean isClosed = answers.isClosed(asks, i);
                        add(asks, i, isClosed, cells.ofKind()[asks.kind(i)]);
                        add(asks, i, isClosed, all);
                    }
                }
                end();
            }
        }

        private void add(AskColumns asks, int ask, boolean isClosed, int cell) {
            counts[cell].add(asks, ask, isClosed);
            closed[cell] += isClosed ? 1 : 0;
            answered[cell] += isClosed && asks.isAnswered(ask) ? 1 : 0;
        }

        private void end() {
            for (int cell = 0; closed[all] > 0 && cell <= all; cell++) {
                if (closed[cell] > 0) {
                    customers.get(cell).add(answered[cell], closed[cell]);
                    closed[cell] = 0;
                    answered[cell] = 0;
                }
            }
        }
    }

    Cells cells() {
        return cells;
    }

    IntStream each() {
        return IntStream.range(0, cells.count());
    }

    AnswerCounts counts(int cell) {
        return counts.get(cell);
    }

    CustomerCounts customers(int cell) {
        return customers.get(cell);
    }

    /** Empty if there is no ask. */
    Optional<AnswerTimes> times(int cell) {
        return times.get(cell);
    }
}
