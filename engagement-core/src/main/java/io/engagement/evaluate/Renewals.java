package io.engagement.evaluate;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contracts by their order: the last of a customer as of the origin, and what became of it.
 *
 * @param terms what a contract is
 * @param renewals how many of the next ones are looked at
 * @param known as of the origin
 * @param seen when all of these are past
 */
record Renewals(ContractTerms terms, int renewals, LogView known, LogView seen) {
    /** The population, and 1 for who missed one of the renewals. */
    Outcome.Observed observed() {
        MeasureColumn running = MeasureTable.of(known, TimeScale.DAYS, List.of(terms.renewals()))
                .column(terms.renewals());
        int[] rows = IntStream.range(0, known.customers())
                .filter(row -> !Double.isNaN(running.get(row)))
                .toArray();
        int[] last = new int[known.customers()];
        terms.forEachContract(known, (row, periods, hasEnded) -> last[row]++);
        int[] wanted = new int[seen.customers()];
        double[] latest = new double[seen.customers()];
        for (int row : rows) {
            int later = seen.row(known.customerId(row)).orElseThrow();
            wanted[later] = last[row];
            latest[later] = running.get(row) + renewals;
        }
        boolean[] missed = new boolean[seen.customers()];
        int[] order = new int[seen.customers()];
        terms.forEachContract(seen, (row, periods, hasEnded) -> {
            if (++order[row] == wanted[row]) {
                missed[row] = hasEnded && periods <= latest[row];
            }
        });
        double[] amounts = Arrays.stream(rows)
                .mapToDouble(row -> missed[seen.row(known.customerId(row)).orElseThrow()] ? 1 : 0)
                .toArray();
        return new Outcome.Observed(rows, amounts);
    }
}
