package io.engagement.cli;

import io.engagement.contract.BetaDiscreteWeibull;
import io.engagement.contract.ShiftedBetaGeometric;
import io.engagement.contract.Tenures;
import io.engagement.customerbase.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.BetaGeometricNbd;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.customerbase.Opportunities;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDays;
import io.engagement.value.SpendModel;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The models' view of a base: what customers bought, and fits to it. */
final class Fits {
    private final LogView view;
    private final ZoneId zone;
    private final PurchaseDays days;
    private final MeasureTable table;
    private final Purchases purchases;

    Fits(LogView view, ZoneId zone, TimeScale scale) {
        this.view = view;
        this.zone = zone;
        this.days = new PurchaseDays(Filter.purpose(Purpose.PURCHASE), zone);
        this.table = MeasureTable.of(view, scale, List.of(days.frequency(), days.recency(), days.age()));
        this.purchases = Purchases.of(table, days);
    }

    PurchaseDays days() {
        return days;
    }

    Fitted<BetaGeometricNbd> bgNbd() {
        return BetaGeometricNbd.fit(purchases);
    }

    /** A model of the library's candidates, by its name. */
    Fitted<? extends CustomerBaseModel> candidate(String name) {
        return CustomerBaseModels.candidates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow()
                .fit()
                .apply(Purchases.of(view, table.timeScale(), days));
    }

    Fitted<BetaGeometricBetaBernoulli> bgBb(ChronoUnit period) {
        return BetaGeometricBetaBernoulli.fit(
                Opportunities.of(view, days.filter(), Opportunities.periods(period, zone)));
    }

    Fitted<ShiftedBetaGeometric> sbg(ChronoUnit period) {
        return ShiftedBetaGeometric.fit(Tenures.of(view, period, zone));
    }

    Fitted<BetaDiscreteWeibull> bdw(ChronoUnit period) {
        return BetaDiscreteWeibull.fit(Tenures.of(view, period, zone));
    }

    /** A model of what a purchase brings. */
    Fitted<? extends SpendModel> spend(FitCommand.Model model) {
        return SpendModels.fit(model, view, days);
    }

    int buyers() {
        return purchases.size();
    }

    /** Number of repeat purchases of all customers. */
    long repeatPurchases() {
        return Math.round(IntStream.range(0, purchases.size())
                .mapToDouble(purchases::frequency)
                .sum());
    }

    /** Number of customers with one purchase day only. */
    long withoutRepeat() {
        return IntStream.range(0, purchases.size())
                .filter(row -> purchases.frequency(row) == 0)
                .count();
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
