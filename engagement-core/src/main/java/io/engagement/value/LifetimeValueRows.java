package io.engagement.value;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureColumn;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.Path;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.spend.RowSpend;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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
    private final PurchaseKernel kernel;
    private final RowSpend spend;
    private final double newSpend;
    private final double margin;
    private final double annuity;
    private final MeasureColumn frequency;
    private final MeasureColumn recency;
    private final MeasureColumn age;
    private final Optional<Costs> costs;
    private final LifetimeValueScorer.Settings settings;

    /** The two columns of a customer's cost rate. */
    private record Costs(CostToServe model, MeasureColumn cost, MeasureColumn exposure) {
        double rate(int row) {
            return model.rate(cost.get(row), exposure.get(row));
        }
    }

    LifetimeValueRows(
            LifetimeValueScorer.Settings settings,
            List<MeasureColumn> purchases,
            List<MeasureColumn> spendColumns,
            List<MeasureColumn> costColumns) {
        this.settings = settings;
        TimeScale unit = settings.model().timeScale();
        this.name = settings.name();
        this.kernel = settings.discounted();
        this.spend = settings.spend().prepare(spendColumns);
        this.newSpend = settings.spend().expectedSpend();
        this.margin = settings.margin();
        this.annuity = settings.discount().annuity(settings.horizon(), unit);
        this.frequency = purchases.get(0);
        this.recency = purchases.get(1);
        this.age = purchases.get(2);
        this.costs = settings.costs().map(model -> new Costs(model, costColumns.get(0), costColumns.get(1)));
    }

    private double costRate(int row) {
        return costs.isPresent() ? costs.get().rate(row) : 0;
    }

    private double value(double purchases, double expectedSpend, double costRate) {
        double profit = purchases * (expectedSpend * margin);
        return costs.isPresent() ? profit - costRate * annuity : profit;
    }

    @Override
    public double score(int row) {
        double purchases = kernel.of(frequency.get(row), recency.get(row), age.get(row));
        return value(purchases, spend.of(row), costRate(row));
    }

    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, Math.min(out.length, frequency.size()));
        kernel.of(frequency, recency, age, from, to, out);
        for (int row = from; row < to; row++) {
            out[row] = value(out[row], spend.of(row), costRate(row));
        }
    }

    @Override
    public Explanation explain(int row) {
        double score = score(row);
        return Double.isNaN(score)
                ? Explanation.undefined(name, whyNone(row))
                : Explainer.of(name, Scale.MONEY, factors(), in -> value(in[0], in[1], costs.isPresent() ? in[2] : 0))
                        .withSubject("value")
                        .explain(paths(row), score);
    }

    private String whyNone(int row) {
        if (Double.isNaN(frequency.get(row))) {
            return "no " + settings.rhythm().act() + " yet: the first one gives a value";
        }
        return Double.isNaN(spend.of(row))
                ? spend.whyNone(row)
                : "no value yet, for want of the costs of past contacts: the first contact gives one";
    }

    /** Purchases come in the two steps of the customer's rhythm, spend and cost in one each. */
    private List<Path> paths(int row) {
        Path purchases = settings.rhythm().path(kernel, frequency.get(row), recency.get(row), age.get(row));
        Path money = Path.of(SPEND, newSpend, spend.of(row));
        return costs.map(each -> List.of(
                        purchases, money, Path.of(costFactor(), each.model().typicalRate(), each.rate(row))))
                .orElse(List.of(purchases, money));
    }

    private List<Factor> factors() {
        return costs.isPresent() ? List.of(PURCHASES, SPEND, costFactor()) : List.of(PURCHASES, SPEND);
    }

    private Factor costFactor() {
        String units = settings.model().timeScale().name().toLowerCase(Locale.ROOT);
        String unit = units.substring(0, units.length() - 1);
        String every = (unit.equals("hour") ? " an " : " a ") + unit;
        Factor costs = Factor.money("cost_to_serve", "costs to serve and contact");
        return costs.withFact((own, typical) -> "costs " + costs.words(own[0]) + every
                + " to serve and contact (typical " + costs.words(typical[0]) + ")");
    }
}
