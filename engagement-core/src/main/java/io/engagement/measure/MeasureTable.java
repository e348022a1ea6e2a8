package io.engagement.measure;

import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Measures of customers in columns, as of one instant, times in one unit. */
public final class MeasureTable {
    private MeasureTable() {}

    /** all customers in one pass over the log, in parallel; the bits do not depend on the number of threads. */
    public static MeasureTable of(LogView view, TimeScale scale, List<Measure> measures) {
        throw new UnsupportedOperationException();
    }

    public static MeasureTable of(CustomerHistory history, TimeScale scale, List<Measure> measures) {
        throw new UnsupportedOperationException();
    }

    /** from columns that were computed elsewhere; arrays are copied; ids are "0", "1", ... if the list is empty. */
    public static MeasureTable ofColumns(
            Instant asOf, TimeScale scale, List<String> customerIds, Map<Measure, double[]> columns) {
        throw new UnsupportedOperationException();
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    public Instant asOf() {
        throw new UnsupportedOperationException();
    }

    public TimeScale timeScale() {
        throw new UnsupportedOperationException();
    }

    public List<Measure> measures() {
        throw new UnsupportedOperationException();
    }

    /** throws IllegalArgumentException naming the measure and those that are there. */
    public MeasureColumn column(Measure measure) {
        throw new UnsupportedOperationException();
    }

    public String customerId(int row) {
        throw new UnsupportedOperationException();
    }
}
