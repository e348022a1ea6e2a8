package io.engagement.benchmarks;

import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureTable;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.score.RowScorer;
import io.engagement.survival.ContractModel;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.DiscountRate;
import java.time.Instant;
import java.util.List;
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
 * What scores of contracts cost, in ns a customer: 100,000 customers in columns who have renewed up to three years by the month, of
 * whom one in ten has cancelled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ContractKernelBenchmark.CUSTOMERS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class ContractKernelBenchmark {
    static final int CUSTOMERS = 100_000;

    /** Which model. */
    @Param({"sbg", "bdw"})
    private String model = "sbg";

    private final double[] out = new double[CUSTOMERS];
    private final MeasureTable table =
            MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), ContractColumns.drawn(CUSTOMERS));
    private RowScorer risk = risk(ContractColumns.model("sbg"));
    private RowScorer value = risk;

    private RowScorer risk(ContractModel staying) {
        return ChurnRiskScorer.of(staying, 3).prepare(table);
    }

    /** Prepares the scorers. */
    @Setup
    public void prepare() {
        ContractModel staying = ContractColumns.model(model);
        risk = risk(staying);
        value = ContractValueScorer.of(staying, ContractColumns.PAID, DiscountRate.annual(0.1))
                .withMargin(0.3)
                .prepare(table);
    }

    /**
     * Probability of not renewing one of the next three times.
     *
     * @return the column
     */
    @Benchmark
    public double[] churnRisk() {
        risk.score(0, CUSTOMERS, out);
        return out;
    }

    /**
     * Value of all renewals to come.
     *
     * @return the column
     */
    @Benchmark
    public double[] contractValue() {
        value.score(0, CUSTOMERS, out);
        return out;
    }
}
