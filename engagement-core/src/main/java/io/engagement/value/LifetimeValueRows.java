package io.engagement.value;

import io.engagement.customerbase.PurchaseRows;
import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.Path;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.spend.RowSpend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Lifetime value of a table's rows.
 *
 * <p>Floor: with costs, 48 bytes read and 8 written a row; expected purchases, and a division each for spend and cost.
 * One loop for purchases, then one for money; nothing is allocated.
 */
final class LifetimeValueRows implements RowScorer {
    private static final Factor PURCHASES = Factor.number("purchases", "expected purchases");
    private static final Factor SPEND = Factor.money("expected_spend", "expected value of a purchase");

    private final String name;
    private final PurchaseRows purchases;
    private final int size;
    private final RowSpend spend;
    private final double newSpend;
    private final double margin;
    private final double annuity;
    private final Optional<Costs> costs;
    private final LifetimeValueScorer.Settings settings;
    private final Factor serving;

    /** The two columns of a customer's cost rate. */
    private record Costs(CostToServe model, MeasureColumn cost, MeasureColumn exposure) {
        double rate(int row) {
            return model.rate(cost.get(row), exposure.get(row));
        }
    }

    LifetimeValueRows(
            LifetimeValueScorer.Settings settings,
            MeasureTable table,
            List<MeasureColumn> spendColumns,
            List<MeasureColumn> costColumns) {
        this.settings = settings;
        this.name = settings.name();
        this.serving = costFactor(settings.future().model().timeScale());
        this.purchases = settings.future().purchases().prepare(table);
        this.size = table.size();
        this.spend = settings.future().spend().prepare(spendColumns);
        this.newSpend = settings.future().spend().expectedSpend();
        this.margin = settings.margin();
        this.annuity = settings.future().annuity();
        this.costs = settings.costs().map(model -> new Costs(model, costColumns.get(0), costColumns.get(1)));
    }

    private double costRate(int row) {
        return costs.isPresent() ? costs.get().rate(row) : 0;
    }

    private double value(double expected, double expectedSpend, double costRate) {
        double profit = expected * (expectedSpend * margin);
        return costs.isPresent() ? profit - costRate * annuity : profit;
    }

    @Override
    public double score(int row) {
        return value(purchases.of(row), spend.of(row), costRate(row));
    }

    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, Math.min(out.length, size));
        purchases.of(from, to, out);
        for (int row = from; row < to; row++) {
            out[row] = value(out[row], spend.of(row), costRate(row));
        }
    }

    @Override
    public Explanation explain(int row) {
        double score = score(row);
        if (Double.isNaN(score)) {
            return Explanation.undefined(name, whyNone(row));
        }
        PurchaseRows.Reasons reasons = purchases.reasons(row, settings.future().rhythm());
        List<Factor> factors = new ArrayList<>(reasons.factors(PURCHASES));
        List<Path> paths = new ArrayList<>(reasons.paths());
        int money = paths.size();
        factors.add(SPEND);
        paths.add(Path.of(SPEND, newSpend, spend.of(row)));
        costs.ifPresent(each -> {
            factors.add(serving);
            paths.add(Path.of(serving, each.model().typicalRate(), each.rate(row)));
        });
        ToDoubleFunction<double[]> kernel = inputs -> value(
                reasons.quantity().applyAsDouble(inputs), inputs[money], costs.isPresent() ? inputs[money + 1] : 0);
        return Explainer.of(name, Scale.MONEY, factors, kernel)
                .withSubject("value")
                .explain(paths, score);
    }

    private String whyNone(int row) {
        return purchases
                .whyNone(row, settings.future().rhythm().act(), "a value")
                .orElseGet(() -> Double.isNaN(spend.of(row))
                        ? spend.whyNone(row)
                        : "no value yet, for want of the costs of past contacts: the first contact gives one");
    }

    private static Factor costFactor(TimeScale scale) {
        String units = scale.name().toLowerCase(Locale.ROOT);
        String unit = units.substring(0, units.length() - 1);
        String every = (unit.equals("hour") ? " an " : " a ") + unit;
        Factor costs = Factor.money("cost_to_serve", "costs to serve and contact");
        return costs.withFact((own, typical) -> "costs " + costs.words(own[0]) + every
                + " to serve and contact (typical " + costs.words(typical[0]) + ")");
    }
}
