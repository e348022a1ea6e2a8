package io.engagement.cli;

import io.engagement.customerbase.BetaGeometricNbd;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDays;
import io.engagement.value.GammaGamma;
import io.engagement.value.SpendSummary;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The models' view of a base: what customers bought, and fits to it. */
final class Fits {
    private final PurchaseDays days;
    private final MeasureTable table;
    private final int[] buyers;

    Fits(LogView view, ZoneId zone, TimeScale scale) {
        this.days = new PurchaseDays(Filter.purpose(Purpose.PURCHASE), zone);
        this.table = MeasureTable.of(
                view, scale, List.of(days.frequency(), days.recency(), days.age(), days.meanRepeatValue()));
        MeasureColumn frequency = table.column(days.frequency());
        this.buyers = IntStream.range(0, table.size())
                .filter(row -> !Double.isNaN(frequency.get(row)))
                .toArray();
    }

    PurchaseDays days() {
        return days;
    }

    Purchases purchases() {
        return Purchases.of(
                        table.timeScale(),
                        ofBuyers(table.column(days.frequency())),
                        ofBuyers(table.column(days.recency())),
                        ofBuyers(table.column(days.age())))
                .withAsOf(table.asOf());
    }

    SpendSummary spend() {
        return SpendSummary.of(
                ofBuyers(table.column(days.frequency())), ofBuyers(table.column(days.meanRepeatValue())));
    }

    private double[] ofBuyers(MeasureColumn column) {
        return IntStream.of(buyers).mapToDouble(column::get).toArray();
    }

    Fitted<BetaGeometricNbd> bgNbd() {
        return BetaGeometricNbd.fit(purchases());
    }

    Fitted<GammaGamma> gammaGamma() {
        return GammaGamma.fit(spend());
    }

    int buyers() {
        return buyers.length;
    }

    /** Number of repeat purchases of all customers. */
    long repeatPurchases() {
        MeasureColumn frequency = table.column(days.frequency());
        return Math.round(IntStream.of(buyers).mapToDouble(frequency::get).sum());
    }

    /** Number of customers with one purchase day only. */
    long withoutRepeat() {
        MeasureColumn frequency = table.column(days.frequency());
        return IntStream.of(buyers).filter(row -> frequency.get(row) == 0).count();
    }

    /** A fit that fails is a matter of the data. */
    static <T> T refusing(Supplier<T> fit) {
        try {
            return fit.get();
        } catch (FitException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }
}
