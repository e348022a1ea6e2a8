package io.engagement.benchmarks;

import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The scoring loop over simulated customers in columns, in ns a customer (for the default number of customers). With
 * {@code -prof gc}, {@code gc.alloc.rate.norm} is bytes a customer.
 *
 * <p>On one core: {@code taskset -c 0 java -jar benchmarks/target/benchmarks.jar ScoringBenchmark -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ScoringBenchmark.CUSTOMERS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
public class ScoringBenchmark {
    static final int CUSTOMERS = 1_000_000;

    @Param("1000000")
    private int customers;

    private MeasureTable table = Columns.table(1);
    private MeasureColumn age = table.column(Columns.PURCHASES.age());
    private RowScorer alive = Columns.alive().prepare(table);
    private RowScorer expectedPurchases = alive;
    private RowScorer risk = alive;
    private RowScorer engagement = alive;
    private RowScorer momentum = alive;
    private RowScorer value = alive;
    private RowScorer lambda = alive;
    private RowScorer trivialLambda = alive;
    private MeasureColumn frequency = age;
    private MeasureColumn recency = age;
    private ScoringPlan plan = ScoringPlan.of(Columns.alive());
    private double[] out = {};

    /** Draws the customers and prepares the scorers, all of them, as a plan would. */
    @Setup
    public void prepare() {
        table = Columns.table(customers);
        age = table.column(Columns.PURCHASES.age());
        alive = prepared(Columns.alive());
        expectedPurchases = prepared(Columns.expectedPurchases());
        risk = prepared(Columns.risk());
        engagement = prepared(Columns.engagement());
        momentum = prepared(Columns.momentum());
        value = prepared(Columns.value());
        lambda = prepared(Columns.lambda());
        plan = ScoringPlan.of(Columns.engagement(), Columns.momentum(), Columns.risk(), Columns.value());
        out = new double[customers];
        trivialLambda = prepared(Columns.trivialLambda());
        frequency = table.column(Columns.PURCHASES.frequency());
        recency = table.column(Columns.PURCHASES.recency());
        Columns.otherLambdas().forEach(this::warm);
    }

    /** Often enough to be compiled: the loop that lambdas share knows them all. */
    private void warm(Scorer other) {
        RowScorer rows = prepared(other);
        int some = Math.min(out.length, 4096);
        for (int i = 0; i < 100; i++) {
            rows.score(0, some, out);
        }
    }

    private RowScorer prepared(Scorer scorer) {
        return scorer.prepare(table);
    }

    /**
     * The harness itself: one column read, one written.
     *
     * @return the column
     */
    @Benchmark
    public double[] baseline() {
        for (int row = 0; row < out.length; row++) {
            out[row] = age.get(row) + 1;
        }
        return out;
    }

    /**
     * BG/NBD, P(alive).
     *
     * @return the column
     */
    @Benchmark
    public double[] probabilityAlive() {
        alive.score(0, out.length, out);
        return out;
    }

    /**
     * BG/NBD, purchases expected within 39 weeks.
     *
     * @return the column
     */
    @Benchmark
    public double[] expectedPurchases() {
        expectedPurchases.score(0, out.length, out);
        return out;
    }

    /**
     * Probability of no purchase within 39 weeks.
     *
     * @return the column
     */
    @Benchmark
    public double[] retentionRisk() {
        risk.score(0, out.length, out);
        return out;
    }

    /**
     * Engagement within 30 days.
     *
     * @return the column
     */
    @Benchmark
    public double[] engagement() {
        engagement.score(0, out.length, out);
        return out;
    }

    /**
     * Momentum.
     *
     * @return the column
     */
    @Benchmark
    public double[] momentum() {
        momentum.score(0, out.length, out);
        return out;
    }

    /**
     * Lifetime value over all future, with margin and costs.
     *
     * @return the column
     */
    @Benchmark
    public double[] lifetimeValue() {
        value.score(0, out.length, out);
        return out;
    }

    /**
     * The arithmetic of {@link #lambda} in a loop by hand, as a built-in scorer has it.
     *
     * @return the column
     */
    @Benchmark
    public double[] lambdaByHand() {
        for (int row = 0; row < out.length; row++) {
            out[row] = Columns.plainAlive(frequency.get(row), recency.get(row), age.get(row));
        }
        return out;
    }

    /**
     * The least lambda: one measure, one division.
     *
     * @return the column
     */
    @Benchmark
    public double[] trivialLambda() {
        trivialLambda.score(0, out.length, out);
        return out;
    }

    /**
     * The arithmetic of {@link #trivialLambda} in a loop by hand.
     *
     * @return the column
     */
    @Benchmark
    public double[] trivialByHand() {
        for (int row = 0; row < out.length; row++) {
            out[row] = Columns.share(7 * age.get(row));
        }
        return out;
    }

    /**
     * A scorer of one's own: the arithmetic of P(alive) as a lambda.
     *
     * @return the column
     */
    @Benchmark
    public double[] lambda() {
        lambda.score(0, out.length, out);
        return out;
    }

    /**
     * Preparing lifetime value for the table, which is done once.
     *
     * @return the prepared scorer
     */
    @Benchmark
    public RowScorer prepareLifetimeValue() {
        return Columns.value().prepare(table);
    }

    /**
     * Three scores and the momentum in one plan, preparation included, on all cores that there are.
     *
     * @return the scores
     */
    @Benchmark
    public ScoreTable plan() {
        return plan.score(table);
    }
}
