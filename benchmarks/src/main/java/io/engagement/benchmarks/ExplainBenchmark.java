package io.engagement.benchmarks;

import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Composite;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.survival.AcceleratedLifetime;
import io.engagement.survival.LifetimeDistribution;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.DiscountRate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What explaining one customer costs, in ns a row, beside one evaluation of the score: the bound is the greater of 10 microseconds
 * and 10 evaluations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExplainBenchmark {
    /** Which scorer. */
    @Param({
        "retention_risk",
        "p_alive",
        "expected_purchases",
        "lifetime_value",
        "engagement",
        "momentum",
        "churn_risk",
        "leaving",
        "contract_value",
        "loyalty",
        "health",
        "own_alive"
    })
    private String scorer = "p_alive";

    @Param("100000")
    private int customers;

    private RowScorer rows = prepared("p_alive", 1);
    private int row;

    private static List<Scorer> scorers() {
        Scorer risk = RetentionRiskScorer.of(Columns.MODEL, Columns.HORIZON);
        Scorer engagement = EngagementScorer.of(Columns.INITIATIVE.withTypical(0.7, 4));
        Scorer loyalty = Composite.mapped("loyalty", Scale.INDEX, risk, each -> 100 * (1 - each));
        AcceleratedLifetime lifetime = AcceleratedLifetime.of(LifetimeDistribution.WEIBULL, TimeScale.WEEKS, 4, 0.8)
                .withTypical(30);
        return List.of(
                risk,
                Columns.alive(),
                Columns.expectedPurchases(),
                Columns.value(),
                engagement,
                Columns.momentum(),
                ChurnRiskScorer.of(ContractColumns.model("bdw"), 3),
                ChurnRiskScorer.of(lifetime, ContractColumns.MONTHLY, Columns.HORIZON)
                        .withName("leaving"),
                ContractValueScorer.of(ContractColumns.model("bdw"), ContractColumns.PAID, DiscountRate.annual(0.1))
                        .withTypicalValue(20),
                loyalty,
                Composite.weighted("health", Scale.INDEX, Map.of(engagement, 2.0, loyalty, 1.0, Columns.alive(), 1.0)),
                Columns.lambda());
    }

    private static RowScorer prepared(String name, int customers) {
        Scorer scorer = scorers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        MeasureTable purchases = Columns.table(customers);
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(42);
        Map<Measure, double[]> contracts = ContractColumns.drawn(customers);
        for (Measure each : scorer.inputs()) {
            columns.put(
                    each,
                    purchases.measures().contains(each)
                            ? values(purchases, each)
                            : contracts.containsKey(each)
                                    ? contracts.get(each)
                                    : random.doubles(customers, 0, 100).toArray());
        }
        return scorer.prepare(MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns));
    }

    private static double[] values(MeasureTable table, Measure measure) {
        double[] values = new double[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = table.column(measure).get(row);
        }
        return values;
    }

    /** Prepares the scorer. */
    @Setup
    public void prepare() {
        rows = prepared(scorer, customers);
    }

    private int next() {
        row = row + 1 < customers ? row + 1 : 0;
        return row;
    }

    /**
     * One evaluation.
     *
     * @return the score
     */
    @Benchmark
    public double score() {
        return rows.score(next());
    }

    /**
     * Score and contributions, their sentences not yet put into words.
     *
     * @return the explanation
     */
    @Benchmark
    public Explanation explain() {
        return rows.explain(next());
    }

    /**
     * The same and the reason as a sentence.
     *
     * @return the sentence
     */
    @Benchmark
    public String reason() {
        return rows.explain(next()).reason();
    }
}
