package io.engagement.cli;

import io.engagement.contract.ContractModel;
import io.engagement.customerbase.Comparison;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.value.SpendModel;
import java.time.ZoneId;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The models' view of a base: what customers bought, and fits to it. */
final class Fits {
    private final LogView view;
    private final ZoneId zone;
    private final TimeScale scale;
    private final PurchaseDefinition days;
    private final Purchases purchases;

    Fits(LogView view, ZoneId zone, TimeScale scale) {
        this.view = view;
        this.zone = zone;
        this.scale = scale;
        this.days = purchaseDays(zone);
        this.purchases = Purchases.of(view, scale, days);
    }

    static PurchaseDefinition purchaseDays(ZoneId zone) {
        return new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), zone);
    }

    PurchaseDefinition days() {
        return days;
    }

    /** A model of purchases; of those with one opportunity in each period, by that period. */
    Fitted<? extends CustomerBaseModel> purchases(Model model, TimeScale period) {
        Purchases read = model == Model.BG_BB ? Purchases.of(view, period, days.byPeriod(period)) : purchases;
        return CustomerBaseModels.candidate(model.word()).fit().apply(read);
    }

    /** All models of purchases by days, of which the best is to be used. */
    Comparison comparison() {
        return CustomerBaseModels.compare(view, scale, days, CustomerBaseModels.candidates());
    }

    /** A model of how many periods contracts last. */
    Fitted<? extends ContractModel> contracts(Model model, TimeScale period) {
        return ContractScoring.fit(model, view, period, zone);
    }

    /** A model of what is spent on one purchase, as others count purchases. */
    Fitted<? extends SpendModel> spend(Model model, PurchaseDefinition counted) {
        return SpendModels.fit(model, view, counted);
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
