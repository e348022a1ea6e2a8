package io.engagement.retention;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Optional;

/** The tenure and the covariates of a table's customers, times of covariates in the model's unit. */
final class ChurnColumns {
    private final MeasureColumn[] columns;
    private final double[] factors;

    /** With the unit of covariates, if it is not that of all tables which the scorer takes. */
    ChurnColumns(List<Measure> measures, Optional<TimeScale> unit, MeasureTable table) {
        this.columns = measures.stream().map(table::column).toArray(MeasureColumn[]::new);
        this.factors = measures.stream()
                .mapToDouble(each -> each.unit() == Measure.Unit.TIME
                        ? unit.map(own -> table.timeScale().millis() / own.millis())
                                .orElse(1.0)
                        : 1)
                .toArray();
    }

    int size() {
        return columns.length;
    }

    void read(int row, double[] own) {
        for (int i = 0; i < own.length; i++) {
            own[i] = columns[i].get(row) * factors[i];
        }
    }

    double[] own(int row) {
        double[] own = new double[columns.length];
        read(row, own);
        return own;
    }
}
