package io.engagement.dialogue.answers;

import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What closed asks cost that nobody answered, and what an answer costs, by purpose and channel. Asks of which no cost is known
 * are left out and counted. Immutable.
 */
public final class Waste implements Tabular {
    private final List<Row> rows;
    private final boolean isControlled;

    private Waste(List<Row> rows, boolean isControlled) {
        this.rows = rows;
        this.isControlled = isControlled;
    }

    static Waste of(Answers answers, Optional<ControlGroup> controls) {
        Cells cells = new Cells(answers);
        CellFigures figures = answers.figures();
        ModelledExcess model = answers.modelledExcess();
        List<Row> rows = new ArrayList<>();
        for (int cell = 0; cell < cells.count(); cell++) {
            CostPerAnswer beyond = cell == cells.all() && controls.isPresent()
                    ? beyondChance(answers, controls.get())
                    : CostPerAnswer.unsaid(controls.isPresent() ? "only of all together" : "no control group");
            rows.add(row(cells, cell, figures, model, beyond));
        }
        return new Waste(List.copyOf(rows), controls.isPresent());
    }

    private static Row row(Cells cells, int cell, CellFigures figures, ModelledExcess model, CostPerAnswer beyond) {
        AnswerCounts counts = figures.counts(cell);
        return new Row(
                cells.purpose(cell),
                cells.channel(cell),
                counts.closed(),
                counts.withoutCost(),
                figures.pricedCustomers(cell),
                known(counts, counts.cost()),
                known(counts, counts.unansweredCost()),
                perAnswer(counts),
                perModelled(counts, model, cell),
                beyond);
    }

    /** NaN where no cost is known: nobody knows that it is 0. */
    static double known(AnswerCounts counts, double cost) {
        return counts.closed() > counts.withoutCost() ? cost : Double.NaN;
    }

    static double perAnswer(AnswerCounts counts) {
        return counts.answeredWithCost() == 0 ? Double.NaN : counts.cost() / counts.answeredWithCost();
    }

    private static CostPerAnswer perModelled(AnswerCounts counts, ModelledExcess model, int cell) {
        ClusteredSums sums = model.sums();
        if (sums.sum(cell, ChancePass.PRICED) == 0) {
            return CostPerAnswer.unsaid(
                    counts.closed() > counts.withoutCost()
                            ? "nobody acts on the answering channels"
                            : "no cost is known");
        }
        if (model.rows().get(cell).estimatesDisagree()) {
            return CostPerAnswer.unsaid("two estimates disagree");
        }
        double error = sums.standardError(cell, ChancePass.COST, ChancePass.PRICED);
        return CostPerAnswer.of(
                sums.ratio(cell, ChancePass.COST, ChancePass.PRICED),
                error * error,
                Estimate.of(sums, cell, ChancePass.PRICED_EXCESS, ChancePass.PRICED, ChancePass.PRICED_LEVEL),
                sums.covariance(cell, ChancePass.COST, ChancePass.PRICED_EXCESS, ChancePass.PRICED));
    }

    /** The mean cost of the asks that the control group judges, as far as it is known, over the difference. */
    private static CostPerAnswer beyondChance(Answers answers, ControlGroup controls) {
        BeyondChance beyond = answers.beyondChance(controls);
        MeanCost cost = new MeanCost(answers, controls);
        double covariance = 0;
        double variance = 0;
        for (Map.Entry<Integer, Double> each : cost.influence().entrySet()) {
            variance += each.getValue() * each.getValue();
            covariance += each.getValue() * beyond.influence().getOrDefault(each.getKey(), 0.0);
        }
        return CostPerAnswer.of(cost.mean(), variance, beyond.all().beyondChance(), covariance);
    }

    /**
     * One purpose and channel.
     *
     * @param purpose of the asks; {@code all} for all together
     * @param channel of the asks; {@code all} for all together
     * @param asks closed ones
     * @param withoutCost those of which no cost is known
     * @param customers who had one of the others
     * @param cost of the others, in the log's currency
     * @param wasted cost of those that nobody answered
     * @param perAnswer cost over answers; NaN if there is none
     * @param perModelled cost per answer beyond the customers' own rhythm; not said where the two estimates of that disagree, see
     *     {@link ModelledExcess.Row#estimatesDisagree()}
     * @param perBeyondChance cost per answer beyond a control group; not said where none was stated, and of single purposes
     */
    public record Row(
            String purpose,
            String channel,
            long asks,
            long withoutCost,
            long customers,
            double cost,
            double wasted,
            double perAnswer,
            CostPerAnswer perModelled,
            CostPerAnswer perBeyondChance) {
        /**
         * Checks that nothing is missing.
         *
         * @param purpose of the asks
         * @param channel of the asks
         * @param asks closed ones
         * @param withoutCost those of which no cost is known
         * @param customers who had one of the others
         * @param cost of the others
         * @param wasted cost of those that nobody answered
         * @param perAnswer cost over answers
         * @param perModelled cost per answer beyond the customers' own rhythm
         * @param perBeyondChance cost per answer beyond a control group
         */
        public Row {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(perModelled, "perModelled");
            Objects.requireNonNull(perBeyondChance, "perBeyondChance");
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

    /** As text. */
    @Override
    public String toString() {
        return table().toString();
    }

    /** A row for each purpose and channel, and all together; what cannot be said is undefined. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("purpose")
                .column("channel")
                .column("asks")
                .column("without_cost")
                .column("cost", "%.2f")
                .column("wasted", "%.2f")
                .column("per_answer", "%.2f")
                .column("per_modelled_answer", "%.2f")
                .column("modelled_lower", "%.2f")
                .column("modelled_upper", "%.2f")
                .column("per_answer_beyond_chance", "%.2f")
                .column("lower_95", "%.2f")
                .column("upper_95", "%.2f")
                .column("note");
        for (Row row : rows) {
            table.row(
                    row.purpose(),
                    row.channel(),
                    row.asks(),
                    row.withoutCost(),
                    row.cost(),
                    row.wasted(),
                    row.perAnswer(),
                    row.perModelled().value(),
                    row.perModelled().interval().lower(),
                    row.perModelled().interval().upper(),
                    row.perBeyondChance().value(),
                    row.perBeyondChance().interval().lower(),
                    row.perBeyondChance().interval().upper(),
                    note(row));
        }
        return table.build();
    }

    private String note(Row row) {
        String modelled = note("per modelled answer", row.perModelled());
        String beyond = isControlled ? note("per answer beyond chance", row.perBeyondChance()) : "";
        return modelled.isEmpty() || beyond.isEmpty() ? modelled + beyond : modelled + "; " + beyond;
    }

    private static String note(String figure, CostPerAnswer cost) {
        return cost.unsaid().map(why -> figure + ": cannot be said, " + why).orElse("");
    }
}
