package io.engagement.setup;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What customers under contract pay for a period: the mean value of their interactions of a kind.
 *
 * @param filter which interactions are payments
 * @param typical what the typical customer pays, from whom reasons start; empty if it is not known
 */
public record Payments(Filter filter, OptionalDouble typical) {
    /**
     * Checks the typical payment.
     *
     * @param filter which interactions are payments
     * @param typical what the typical customer pays, finite; empty if it is not known
     * @throws IllegalArgumentException if the typical payment is not finite
     */
    public Payments {
        Objects.requireNonNull(filter, "filter");
        if (typical.isPresent() && !Double.isFinite(typical.getAsDouble())) {
            throw new IllegalArgumentException("typical payment must be finite, was " + typical.getAsDouble());
        }
    }

    /**
     * Interactions with the purpose PURCHASE.
     *
     * @return payments of unknown typical size
     */
    public static Payments standard() {
        return new Payments(Filter.purpose(Purpose.PURCHASE), OptionalDouble.empty());
    }

    /**
     * Payments as they are in a base.
     *
     * @param view the base
     * @param filter which interactions are payments
     * @return with the median of the customers' mean payments
     */
    public static Payments of(LogView view, Filter filter) {
        Measure paid = Measure.mean(Objects.requireNonNull(filter, "filter"), Quantity.VALUE);
        double typical = MeasureTable.of(view, TimeScale.DAYS, List.of(paid))
                .column(paid)
                .median();
        return new Payments(filter, Double.isNaN(typical) ? OptionalDouble.empty() : OptionalDouble.of(typical));
    }

    Measure measure() {
        return Measure.mean(filter, Quantity.VALUE);
    }
}
