package io.engagement.dialogue.answers;

import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How many more act after an ask than the customers' own rhythm leads one to expect, by two estimates that need no control
 * group, and that show no cause:
 *
 * <ul>
 *   <li>by model: an act of whatever sort on the answering channels within the window, less its probability by the discounted
 *       gamma-Poisson of the customer's own acts there, as of just before the ask, with the level that customers have in windows without
 *       an ask. Biased while earlier contacts still run: what they bring is taken for the
 *       customer's own rhythm;
 *   <li>by shift: the same acts, less those in as long a time just before the ask.
 * </ul>
 *
 * <p>Where the two disagree by more than chance, neither is to be relied on, and {@link Row#note()} says so. What is called
 * beyond chance takes a control group: {@link BeyondChance}. Immutable.
 */
public final class ModelledExcess implements Tabular {
    /** Of a few customers who are alike, two estimates that are equal differ by the last digits. */
    private static final double ROUNDING = 1e-9;

    private final List<Row> rows;
    private final ChancePass pass;
    private final ClusteredSums sums;

    private ModelledExcess(List<Row> rows, ChancePass pass, ClusteredSums sums) {
        this.rows = rows;
        this.pass = pass;
        this.sums = sums;
    }

    static ModelledExcess of(Answers answers) {
        Cells cells = new Cells(answers);
        ChancePass pass = new ChancePass(answers);
        ClusteredSums sums = pass.sums(cells.all(), cells::of);
        List<Row> rows = new ArrayList<>();
        for (int cell = 0; cell < cells.count(); cell++) {
            rows.add(row(cells.purpose(cell), cells.channel(cell), cell, sums));
        }
        return new ModelledExcess(List.copyOf(rows), pass, sums);
    }

    static Row row(String purpose, String channel, int cell, ClusteredSums sums) {
        return new Row(
                purpose,
                channel,
                (long) sums.sum(cell, ChancePass.ASKS),
                sums.ratio(cell, ChancePass.ACTS, ChancePass.ASKS),
                sums.ratio(cell, ChancePass.CHANCE, ChancePass.ASKS),
                Estimate.of(sums, cell, ChancePass.EXCESS, ChancePass.ASKS, ChancePass.LEVEL),
                Estimate.of(sums, cell, ChancePass.SHIFT_EXCESS, ChancePass.SHIFTED),
                Estimate.of(sums, cell, ChancePass.DIFFERENCE, ChancePass.SHIFTED, ChancePass.SHIFTED_LEVEL));
    }

    /**
     * One purpose and channel.
     *
     * @param purpose of the asks; {@code all} for all together
     * @param channel of the asks; {@code all} for all together
     * @param asks closed ones of which a model could be made
     * @param acted the share with an act on the answering channels within the window
     * @param expected the mean of its probability without the ask, by the model
     * @param byModel the difference
     * @param byShift the share with an act, less that with one in as long a time before; of customers who were known by then
     * @param difference by how much the second is larger than the first, on the same asks
     */
    public record Row(
            String purpose,
            String channel,
            long asks,
            double acted,
            double expected,
            Estimate byModel,
            Estimate byShift,
            Estimate difference) {
        /**
         * Checks that nothing is missing.
         *
         * @param purpose of the asks
         * @param channel of the asks
         * @param asks closed ones of which a model could be made
         * @param acted the share with an act
         * @param expected the mean of its probability without the ask
         * @param byModel the difference
         * @param byShift the difference to the time before
         * @param difference by how much the second is larger than the first
         */
        public Row {
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(byModel, "byModel");
            Objects.requireNonNull(byShift, "byShift");
            Objects.requireNonNull(difference, "difference");
        }

        /**
         * Whether the two estimates differ by more than chance.
         *
         * @return if so
         */
        public boolean estimatesDisagree() {
            return difference.isClear() && Math.abs(difference.value()) > ROUNDING;
        }

        /**
         * What has to be known beside the numbers.
         *
         * @return one line
         */
        public String note() {
            if (asks == 0) {
                return "no rate model: nobody acts on the answering channels, or no ask is closed";
            }
            if (!byModel.isJudged()) {
                return "of one customer: not judged";
            }
            return estimatesDisagree()
                    ? String.format(
                            Locale.ROOT,
                            "the two estimates disagree by %.4f (SE %.4f): rely on neither",
                            difference.value(),
                            difference.standardError())
                    : "model-based, biased while earlier contacts run";
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

    /** By the same models. */
    ChancePass pass() {
        return pass;
    }

    ClusteredSums sums() {
        return sums;
    }

    /** As text. */
    @Override
    public String toString() {
        return table().toString();
    }

    /** A row for each purpose and channel, and all together. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("purpose")
                .column("channel")
                .column("asks")
                .column("acted", "%.4f")
                .column("expected", "%.4f")
                .column("excess_by_model", "%.4f")
                .column("se", "%.4f")
                .column("excess_by_shift", "%.4f")
                .column("shift_se", "%.4f")
                .column("note");
        IntStream.range(0, rows.size())
                .mapToObj(rows::get)
                .forEach(row -> table.row(
                        row.purpose(),
                        row.channel(),
                        row.asks(),
                        row.acted(),
                        row.expected(),
                        row.byModel().value(),
                        row.byModel().standardError(),
                        row.byShift().value(),
                        row.byShift().standardError(),
                        row.note()));
        return table.build();
    }
}
