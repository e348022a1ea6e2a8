package io.engagement.benchmarks;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.TimeScale;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.SpendProcess;
import io.engagement.spend.GammaGamma;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Simulated customers in columns, and the built-in scorers on them, time in weeks. */
final class Columns {
    static final Duration HORIZON = Duration.ofDays(39 * 7);
    static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS);

    private static final double LONGEST_AGE = 104;
    static final DiscountedGammaPoisson INITIATIVE = DiscountedGammaPoisson.of(0.3, 3, 6, 0.55, 0, TimeScale.WEEKS);

    private Columns() {}

    static Scorer alive() {
        return MODEL.probabilityAlive();
    }

    static Scorer expectedPurchases() {
        return MODEL.expectedPurchases(HORIZON);
    }

    static Scorer risk() {
        return RetentionRiskScorer.of(MODEL, HORIZON);
    }

    static Scorer engagement() {
        return EngagementScorer.of(INITIATIVE);
    }

    static Scorer momentum() {
        return MomentumScorer.of(INITIATIVE);
    }

    static Scorer value() {
        return LifetimeValueScorer.ofAllFuture(MODEL, GammaGamma.of(6.25, 3.74, 15.44), DiscountRate.annual(0.1))
                .withMargin(0.3)
                .withCosts(CostToServe.of(TimeScale.WEEKS, 0.05, 20));
    }

    /** A lambda of the arithmetic of P(alive), which reads three columns. */
    static Scorer lambda() {
        return Scorer.of(
                "own_alive",
                Scale.PROBABILITY,
                List.of(PURCHASES.frequency(), PURCHASES.recency(), PURCHASES.age()),
                row -> plainAlive(row[0], row[1], row[2]));
    }

    /** P(alive) as one would write it. */
    static double plainAlive(double x, double recency, double age) {
        double grown = Math.log((4.414 + age) / (4.414 + recency));
        return x == 0 ? 1 : 1 / (1 + 0.793 / (2.426 + x - 1) * Math.exp((0.243 + x) * grown));
    }

    /** The least that a lambda of one measure can be. */
    static Scorer trivialLambda() {
        return Scorer.of("own_share", Scale.INDEX, PURCHASES.age(), Columns::share);
    }

    static double share(double days) {
        return 100 * days / (1 + days);
    }

    /** Lambdas that are loaded beside those that are measured, as in an application with more than one. */
    static List<Scorer> otherLambdas() {
        Measure age = PURCHASES.age();
        Measure recency = PURCHASES.recency();
        return List.of(
                Scorer.of("other_1", Scale.COUNT, age, days -> days + 1),
                Scorer.of("other_2", Scale.COUNT, age, days -> 2 * days),
                Scorer.of("other_3", Scale.COUNT, age, Math::sqrt),
                Scorer.of("other_4", Scale.COUNT, List.of(age, recency), row -> row[0]),
                Scorer.of("other_5", Scale.COUNT, List.of(age, recency), row -> row[0] + row[1]),
                Scorer.of("other_6", Scale.COUNT, List.of(age, recency), row -> row[0] * row[1]));
    }

    /** All that the scorers read, for so many customers. */
    static MeasureTable table(int customers) {
        SimulatedPurchases drawn = PurchaseProcess.withDefaults()
                .draw(customers, LONGEST_AGE / 4, LONGEST_AGE, SpendProcess.withDefaults(), 42);
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        columns.put(PURCHASES.frequency(), column(customers, drawn.purchases()::frequency));
        columns.put(PURCHASES.recency(), column(customers, drawn.purchases()::recency));
        columns.put(PURCHASES.age(), column(customers, drawn.purchases()::age));
        columns.put(PURCHASES.meanRepeatValue(), drawn.meanSpend().clone());
        SplittableRandom random = new SplittableRandom(7);
        Stream.of(engagement(), momentum(), value())
                .flatMap(scorer -> scorer.inputs().stream())
                .forEach(measure ->
                        columns.computeIfAbsent(measure, other -> column(customers, row -> 10 * random.nextDouble())));
        return MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns);
    }

    private static double[] column(int rows, IntToDoubleFunction value) {
        return IntStream.range(0, rows).mapToDouble(value).toArray();
    }
}
