package io.engagement.evaluate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.util.List;

/** Distributions of purchases after a view, by a model. */
final class PurchaseCounts {
    private PurchaseCounts() {}

    static Backtest.Distributions of(CustomerBaseModel model, LogView view, Duration horizon) {
        PurchaseDefinition days = model.definition();
        MeasureTable table =
                MeasureTable.of(view, model.timeScale(), List.of(days.frequency(), days.recency(), days.age()));
        MeasureColumn frequency = table.column(days.frequency());
        MeasureColumn recency = table.column(days.recency());
        MeasureColumn age = table.column(days.age());
        double t = model.timeScale().of(horizon);
        return row -> model.purchaseDistribution(frequency.get(row), recency.get(row), age.get(row), t);
    }
}
