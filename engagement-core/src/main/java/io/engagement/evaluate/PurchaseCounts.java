package io.engagement.evaluate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Distributions of purchases after a view, by a model. */
final class PurchaseCounts {
    private PurchaseCounts() {}

    /** Of a time that is longer or shorter by a factor. */
    static Backtest.Distributions of(CustomerBaseModel fitted, LogView view, Duration horizon, double factor) {
        CustomerBaseModel model = fitted.asOf(view.asOf());
        MeasureTable table = MeasureTable.of(view, model.timeScale(), model.inputs());
        List<MeasureColumn> columns = model.inputs().stream().map(table::column).toList();
        double t = model.timeScale().of(horizon) * factor;
        return row -> {
            double[] inputs =
                    columns.stream().mapToDouble(each -> each.get(row)).toArray();
            return model.given(Arrays.copyOfRange(inputs, 3, inputs.length))
                    .purchaseDistribution(inputs[0], inputs[1], inputs[2], t);
        };
    }
}
