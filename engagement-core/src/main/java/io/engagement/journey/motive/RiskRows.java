package io.engagement.journey.motive;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.internal.base.Beginning;
import io.engagement.internal.index.HashSample;
import io.engagement.internal.math.Quantiles;
import io.engagement.measure.MeasurePanel;
import io.engagement.measure.MeasureTable;
import io.engagement.score.InputColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log's customers at risk, by periods that end at its as-of instant: of at most 20,000, drawn by a hash of their ids, up to 24
 * periods, none of which begins before the log does.
 */
final class RiskRows {
    private static final int MOST_CUSTOMERS = 20_000;
    private static final int MOST_PERIODS = 24;

    private final LogView view;
    private final RiskReadings readings;
    private final int[] customers;
    private final List<Row> rows = new ArrayList<>();
    private final int periods;

    /** A customer's period, and the numbers of the columns at its start. */
    @SuppressWarnings("ArrayRecordComponent") // within the class, where nobody changes them
    private record Row(int customer, int spell, int period, boolean left, double... values) {}

    RiskRows(LogView view, RiskReadings readings, Duration period) {
        this.view = view;
        this.readings = readings;
        customers = HashSample.of(view.customers(), view::customerId, MOST_CUSTOMERS);
        List<Instant> instants = instants(period);
        periods = instants.size() - 1;
        List<InputColumns> panel =
                MeasurePanel.of(view, TimeScale.DAYS, readings.inputs(), customers, instants).stream()
                        .map(this::inputs)
                        .toList();
        for (int customer = 0; customer < customers.length; customer++) {
            add(customer, panel);
        }
    }

    private InputColumns inputs(MeasureTable table) {
        return InputColumns.of(table, readings.inputs(), TimeScale.DAYS);
    }

    private List<Instant> instants(Duration period) {
        long first = Beginning.of(view).orElse(Long.MAX_VALUE);
        List<Instant> instants = new ArrayList<>(List.of(view.asOf()));
        while (instants.size() <= MOST_PERIODS && instants.get(0).minus(period).toEpochMilli() >= first) {
            instants.add(0, instants.get(0).minus(period));
        }
        if (instants.size() < 2) {
            throw FitException.of(
                    MotiveModel.KIND,
                    "the log does not cover a period of " + Exit.days(period),
                    List.of("Is the period too long, or the log too short?"));
        }
        return instants;
    }

    private void add(int customer, List<InputColumns> panel) {
        double[] start = panel.get(0).row(customer);
        int spell = 0;
        for (int i = 0; i + 1 < panel.size(); i++) {
            double[] end = panel.get(i + 1).row(customer);
            if (readings.isAtRisk(start)) {
                boolean left = readings.left(end);
                double[] values = new double[readings.columns().size()];
                readings.values(start, values);
                rows.add(new Row(customer, spell, i + 1, left, values));
                spell += left ? 1 : 0;
            }
            start = end;
        }
    }

    int periods() {
        return periods;
    }

    int size() {
        return rows.size();
    }

    int events() {
        return (int) rows.stream().filter(Row::left).count();
    }

    /** How many leave, or stay, whoever are fewer. */
    int rarer() {
        return Math.min(events(), size() - events());
    }

    /** Those who were at risk at some time. */
    int customers() {
        return (int) rows.stream().mapToInt(Row::customer).distinct().count();
    }

    /** Of a column the number of the typical customer: the median of what is known; NaN if nothing is. */
    double typical(int column) {
        double[] sorted = rows.stream()
                .mapToDouble(row -> row.values()[column])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return Quantiles.median(sorted);
    }

    /** Of how many periods a column is known and not the typical one. */
    long untypical(int column, double typical) {
        return rows.stream()
                .mapToDouble(row -> row.values()[column])
                .filter(value -> !Double.isNaN(value) && value != typical)
                .count();
    }

    /** Of some columns, what is not known being typical. */
    PersonPeriods of(List<Integer> kept, double... typical) {
        List<Motive> motives = kept.stream().map(readings.columns()::get).toList();
        PersonPeriods.Builder all =
                PersonPeriods.builder(motives.stream().map(Motive::name).toList());
        for (Row row : rows) {
            double[] columns = new double[kept.size()];
            Arrays.setAll(columns, j -> {
                double value = row.values()[kept.get(j)];
                return motives.get(j).scaled(Double.isNaN(value) ? typical[j] : value);
            });
            all.add(unit(row), row.period(), row.left(), columns);
        }
        return all.build();
    }

    /** Who came back is at risk anew. */
    private String unit(Row row) {
        return view.customerId(customers[row.customer()]) + '\0' + row.spell();
    }
}
