package io.engagement.customerbase.covariate;

import io.engagement.customerbase.Purchases;
import io.engagement.measure.Covariates;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Customers, drawn or written down, of whom more is known than their purchases. */
public final class KnownCustomers {
    private KnownCustomers() {}

    /** A table of the inputs of models with covariates, of which the columns are given. */
    public static MeasureTable table(Purchases data, Covariates covariates, double[]... columns) {
        PurchaseDefinition days = data.definition();
        double[][] numbers = new double[3][data.size()];
        for (int row = 0; row < data.size(); row++) {
            numbers[0][row] = data.frequency(row);
            numbers[1][row] = data.recency(row);
            numbers[2][row] = data.age(row);
        }
        Map<Measure, double[]> all = new LinkedHashMap<>();
        all.put(days.frequency(), numbers[0]);
        all.put(days.recency(), numbers[1]);
        all.put(days.age(), numbers[2]);
        for (int i = 0; i < columns.length; i++) {
            all.put(covariates.measures().get(i), columns[i]);
        }
        return MeasureTable.ofColumns(Instant.EPOCH, data.timeScale(), List.of(), all);
    }

    /** Purchases with covariates. */
    public static Purchases of(Purchases data, Covariates covariates, double[]... columns) {
        return Purchases.of(table(data, covariates, columns), data.definition(), covariates);
    }
}
