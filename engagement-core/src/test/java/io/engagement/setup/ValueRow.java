package io.engagement.setup;

import io.engagement.domain.TimeScale;
import io.engagement.evaluate.AmountForecasts;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A row of {@code risk_value_rows.txt}: how often, and for how much, do the customers of a base buy within the horizon?
 *
 * @param name such as {@code cdnow_365/90}: data, day of the origin, days of the horizon
 * @param view of the base as of the origin
 * @param seen a horizon later
 */
record ValueRow(String name, LogView view, LogView seen) {
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    private static final Measure SPENT = Measure.sum(PURCHASES.filter(), Quantity.VALUE);

    static ValueRow of(String name) {
        String[] parts = name.split("[_/]", -1);
        RealPurchases data = RealPurchases.of(parts[0]);
        Instant origin = data.dayZero().plus(Duration.ofDays(Long.parseLong(parts[1])));
        Duration horizon = Duration.ofDays(Long.parseLong(parts[2]));
        return new ValueRow(name, data.log().asOf(origin), data.log().asOf(origin.plus(horizon)));
    }

    Duration horizon() {
        return Duration.between(view.asOf(), seen.asOf());
    }

    /** Fitted to what was known at the origin, for scores of the horizon. */
    ScoringSetup setup(FitChoices choices) {
        return ScoringSetup.fit(
                        view,
                        choices.withRetentionModel("purchases")
                                .withHorizon(horizon())
                                .withBacktest(0))
                .withoutCosts()
                .withDiscount(DiscountRate.none())
                .withValueHorizon(horizon());
    }

    /** Value by Gamma-Gamma of repeat purchases. */
    double[] valueOfRepeats(ScoringSetup setup) {
        return scores(LifetimeValueScorer.of(
                setup.purchases().orElseThrow(),
                GammaGamma.fit(Spending.of(view, PURCHASES)).model(),
                horizon(),
                DiscountRate.none()));
    }

    private static MeasureColumn column(LogView then, Measure measure) {
        return MeasureTable.of(then, TimeScale.DAYS, List.of(measure)).column(measure);
    }

    /** Of each customer of the first view, what is more in the second. */
    private static double[] gains(LogView from, LogView to, LogView customers, Measure measure, double first) {
        MeasureColumn before = column(from, measure);
        MeasureColumn after = column(to, measure);
        ToDoubleBiFunction<LogView, String> at = (then, id) -> then.row(id).isEmpty()
                ? 0
                : first + (then == from ? before : after).get(then.row(id).getAsInt());
        return IntStream.range(0, customers.customers())
                .mapToObj(customers::customerId)
                .mapToDouble(id -> at.applyAsDouble(to, id) - at.applyAsDouble(from, id))
                .toArray();
    }

    double[] purchases() {
        return gains(view, seen, view, PURCHASES.frequency(), 1);
    }

    double[] spent() {
        return gains(view, seen, view, SPENT, 0);
    }

    /** The last horizon repeated. */
    double[] repeated() {
        return gains(view.asOf(view.asOf().minus(horizon())), view, view, PURCHASES.frequency(), 1);
    }

    /** What was spent per time so far, a horizon at least, over the horizon. */
    double[] naiveValue() {
        MeasureColumn spent = column(view, SPENT);
        MeasureColumn age = column(view, Measure.timeSinceFirst(PURCHASES.filter()));
        double days = TimeScale.DAYS.of(horizon());
        return IntStream.range(0, view.customers())
                .mapToDouble(row -> spent.get(row) / Math.max(age.get(row), days) * days)
                .toArray();
    }

    double[] scores(Scorer scorer) {
        ScoreTable scores = ScoringPlan.of(scorer).score(view);
        return scores.column(scorer.name());
    }

    static double bias(double[] said, double[] came) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < came.length; i++) {
            sum += said[i];
            all += came[i];
        }
        return sum / all - 1;
    }

    static double ranks(double[] said, double[] came) {
        return AmountForecasts.of(said, came).rankCorrelation().value();
    }

    @Override
    public String toString() {
        return name;
    }
}
