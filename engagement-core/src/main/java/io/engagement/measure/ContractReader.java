package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.Weights;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Reads all contracts of customers out of a view, by the same rules as {@link ContractSpan} finds the last one. */
final class ContractReader {
    private final LogView view;
    private final Weights weights;
    private final DayClock days;
    private final ChronoUnit unit;
    private final long today;
    private final ContractTerms.Visitor visitor;

    ContractReader(LogView view, ContractSpan span, ContractTerms.Visitor visitor) {
        this.view = view;
        this.weights = Weights.of(span, view);
        this.days = span.days();
        this.unit = ContractSpan.unit(span.period());
        this.today = days.day(view.asOf().toEpochMilli());
        this.visitor = visitor;
    }

    void read(int row) {
        Contract current = Contract.NONE;
        int position = view.start(row);
        while (position < view.end(row)) {
            if (weights.at(position) == 0) {
                position++;
                continue;
            }
            long at = view.epochMilli(position);
            int happened = 0;
            for (; position < view.end(row) && view.epochMilli(position) == at; position++) {
                happened |= (int) weights.at(position);
            }
            Contract next = current.after((double) at, happened);
            tellEnd(row, current, next, at);
            current = next;
        }
        if (current.isRunning()) {
            visitor.visit(row, over(current, today), false);
        }
    }

    private void tellEnd(int row, Contract current, Contract next, long at) {
        boolean goesOn = next.isRunning() && next.start() == current.start();
        if (current.isRunning() && !goesOn) {
            tell(row, current, at);
        } else if (!current.isRunning() && next.start() == (double) at && next.end() == (double) at) {
            tell(row, next, at);
        }
    }

    /** A cancellation takes effect at the end of its period; until then the customer is there. */
    private void tell(int row, Contract contract, long end) {
        long last = days.day(end);
        int full = over(contract, last);
        boolean within = start(contract).plus(full, unit).isBefore(LocalDate.ofEpochDay(last));
        int lasted = Math.max(1, within ? full + 1 : full);
        int over = over(contract, today);
        visitor.visit(row, Math.min(lasted, over), lasted <= over);
    }

    private int over(Contract contract, long day) {
        return ContractSpan.over(unit, start(contract), LocalDate.ofEpochDay(day));
    }

    private LocalDate start(Contract contract) {
        return LocalDate.ofEpochDay(days.day((long) contract.start()));
    }
}
