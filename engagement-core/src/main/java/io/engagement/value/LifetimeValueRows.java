package io.engagement.value;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureColumn;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Lifetime value of a table's rows.
 *
 * <p>Floor: with costs 48 bytes read and 8 written a row; expected purchases, and a division each for spend and cost. A loop
 * of purchases and a loop of money over them; nothing is allocated.
 */
final class LifetimeValueRows implements RowScorer {
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
    private final LifetimeValueScorer.Parts parts;

    /** The two columns that a customer's cost rate is read from. */
    private record Costs(CostToServe model, MeasureColumn cost, MeasureColumn exposure) {
        double rate(int row) {
            return model.rate(cost.get(row), exposure.get(row));
        }
    }

    LifetimeValueRows(
            LifetimeValueScorer.Parts parts,
            List<MeasureColumn> purchases,
            List<MeasureColumn> spendColumns,
            List<MeasureColumn> costColumns) {
        this.parts = parts;
        TimeScale unit = parts.model().timeScale();
        this.name = parts.name();
        this.kernel = parts.discounted();
        this.spend = parts.spend().prepare(spendColumns);
        this.newSpend = parts.spend().expectedSpend();
        this.margin = parts.margin();
        this.annuity = parts.discount().annuity(parts.horizon(), unit);
        this.frequency = purchases.get(0);
        this.recency = purchases.get(1);
        this.age = purchases.get(2);
        this.costs = parts.costs().map(model -> new Costs(model, costColumns.get(0), costColumns.get(1)));
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
                : explainer().explain(typical(), own(row), score);
    }

    /** Made when it is asked for: most rows are never explained. */
    private Explainer explainer() {
        return Explainer.of(name, Scale.MONEY, factors(parts.model().timeScale()), this::value)
                .withSubject("value");
    }

    private String whyNone(int row) {
        if (Double.isNaN(frequency.get(row))) {
            return "no purchase yet: lifetime value needs one";
        }
        return Double.isNaN(spend.of(row))
                ? spend.whyNone(row)
                : "no value: not known for this customer: time and costs of past contacts";
    }

    /** Frequency, recency, silence, expected spend and cost rate: any mixture of two customers is a possible one. */
    private double[] own(int row) {
        double[] own = new double[costs.isPresent() ? 5 : 4];
        own[0] = frequency.get(row);
        own[1] = recency.get(row);
        own[2] = age.get(row) - recency.get(row);
        own[3] = spend.of(row);
        if (costs.isPresent()) {
            own[4] = costRate(row);
        }
        return own;
    }

    private double[] typical() {
        PurchaseSummary customer = parts.model().typical();
        List<Double> inputs = new ArrayList<>(
                List.of(customer.frequency(), customer.recency(), customer.age() - customer.recency(), newSpend));
        parts.costs().ifPresent(model -> inputs.add(model.typicalRate()));
        return inputs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double value(double[] inputs) {
        double purchases = kernel.of(inputs[0], inputs[1], inputs[1] + inputs[2]);
        return value(purchases, inputs[3], costs.isPresent() ? inputs[4] : 0);
    }

    private List<Factor> factors(TimeScale unit) {
        String every = unit.name().toLowerCase(Locale.ROOT);
        Factor silence = Factor.time("silence", "time since the last purchase", unit);
        List<Factor> factors = new ArrayList<>(List.of(
                Factor.number("frequency", "repeat purchases"),
                Factor.time("recency", "time from the first to the last purchase", unit),
                silence.withFact((own, typical) ->
                        "no purchase for " + silence.words(own[2]) + " (typical " + silence.words(typical[2]) + ")"),
                Factor.money("expected_spend", "expected value of a purchase")));
        costs.ifPresent(any -> factors.add(Factor.money(
                "cost_to_serve", "cost to serve and contact in one " + every.substring(0, every.length() - 1))));
        return factors;
    }
}
