package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;
import io.engagement.proportion.SharePrior;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How often asks are answered, by purpose and channel: of closed asks only, with how many of the answers were inferred, how long
 * answers take, and how many more there are than the customers' own rhythm leads one to expect. Immutable.
 */
public final class ResponseRates implements Tabular {
    private final List<Row> rows;
    private final String policy;

    private ResponseRates(List<Row> rows, String policy) {
        this.rows = rows;
        this.policy = policy;
    }

    static ResponseRates of(Answers answers, ModelledExcess model, Optional<BeyondChance> controls) {
        Cells cells = new Cells(answers);
        CellFigures figures = answers.figures();
        List<Row> rows = new ArrayList<>();
        for (int cell = 0; cell < cells.count(); cell++) {
            CustomerCounts customers = figures.customers(cell);
            rows.add(new Row(
                    cells.purpose(cell),
                    cells.channel(cell),
                    figures.counts(cell),
                    customers.customers(),
                    customers.standardError(),
                    SharePrior.of(customers.proportions()),
                    figures.times(cell),
                    model.rows().get(cell),
                    cell == cells.all() ? controls.map(BeyondChance::all) : Optional.empty()));
        }
        return new ResponseRates(List.copyOf(rows), answers.policy().name());
    }

    /**
     * One purpose and channel.
     *
     * @param purpose of the asks; {@code all} for all together
     * @param channel of the asks; {@code all} for all together
     * @param counts of asks and answers
     * @param customers whose asks are closed
     * @param standardError of the rate, customers being independent of each other, their asks not; NaN of fewer than two customers
     * @param prior of a customer's own rate
     * @param times how long answers take; empty if there is no ask
     * @param model what is beyond the customers' own rhythm
     * @param control what is beyond a control group, of all together; empty if none was stated
     */
    public record Row(
            String purpose,
            String channel,
            AnswerCounts counts,
            long customers,
            double standardError,
            SharePrior prior,
            Optional<AnswerTimes> times,
            ModelledExcess.Row model,
            Optional<BeyondChance.Row> control) {
        /**
         * Checks that nothing is missing.
         *
         * @param purpose of the asks
         * @param channel of the asks
         * @param counts of asks and answers
         * @param customers whose asks are closed
         * @param standardError of the rate
         * @param prior of a customer's own rate
         * @param times how long answers take
         * @param model what is beyond the customers' own rhythm
         * @param control what is beyond a control group
         */
        public Row {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(counts, "counts");
            Objects.requireNonNull(prior, "prior");
            Objects.requireNonNull(times, "times");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(control, "control");
        }

        /**
         * Where the rate may lie with a probability of 95 %.
         *
         * @return rate -/+ 1.96 standard errors, within 0 and 1; NaN of fewer than two customers
         */
        public Interval interval() {
            double half = Estimate.NORMAL_975 * standardError;
            return new Interval(Math.max(0, counts.rate() - half), Math.min(1, counts.rate() + half));
        }
    }

    /**
     * All rows.
     *
     * @return by purpose and channel, and that of all together
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * All together.
     *
     * @return the last row
     */
    public Row all() {
        return rows.get(rows.size() - 1);
    }

    /**
     * By which policy answers were matched.
     *
     * @return its name
     */
    public String policy() {
        return policy;
    }

    /** As text: the policy, and the table. */
    @Override
    public String toString() {
        return "answers by policy: " + policy + "\n" + table();
    }

    /** A row for each purpose and channel, and all together. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("purpose")
                .column("channel")
                .column("asks")
                .column("open")
                .column("answered")
                .column("inferred")
                .column("late")
                .column("rate", "%.4f")
                .column("rate_se", "%.4f")
                .column("median_hours", "%.2f")
                .column("median_lower", "%.2f")
                .column("median_upper", "%.2f")
                .column("of_those_answered_hours", "%.2f")
                .column("excess_by_model", "%.4f")
                .column("excess_se", "%.4f")
                .column("beyond_chance", "%.4f")
                .column("beyond_chance_se", "%.4f")
                .column("note");
        rows.forEach(row -> addTo(table, row));
        return table.build();
    }

    private static void addTo(Table.Builder table, Row row) {
        AnswerCounts counts = row.counts();
        Optional<AnswerTimes.TimeInterval> median = row.times().map(times -> times.quantileInterval(0.5));
        table.row(
                row.purpose(),
                row.channel(),
                counts.closed(),
                counts.open(),
                counts.answered(),
                counts.inferred(),
                counts.late(),
                counts.rate(),
                row.standardError(),
                hours(row.times().flatMap(AnswerTimes::median)),
                hours(median.flatMap(AnswerTimes.TimeInterval::lower)),
                hours(median.flatMap(AnswerTimes.TimeInterval::upper)),
                hours(row.times().flatMap(AnswerTimes::medianOfAnswered)),
                row.model().byModel().value(),
                row.model().byModel().standardError(),
                row.control().map(each -> each.beyondChance().value()).orElse(Double.NaN),
                row.control().map(each -> each.beyondChance().standardError()).orElse(Double.NaN),
                note(row));
    }

    private static String note(Row row) {
        String slow =
                row.times().isPresent() && row.times().get().median().isEmpty() ? "more than half unanswered; " : "";
        return slow + row.model().note();
    }

    static double hours(Optional<Duration> time) {
        return time.map(each -> each.toMillis() / 3_600_000.0).orElse(Double.NaN);
    }
}
