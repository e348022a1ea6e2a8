package io.engagement.benchmarks;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the models' kernels cost, in ns a customer: 100,000 customers in columns, as a base of its kind has them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(KernelBenchmark.CUSTOMERS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class KernelBenchmark {
    static final int CUSTOMERS = 100_000;

    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();

    /** Which model. */
    @Param({"nbd", "bg-nbd", "mbg-nbd", "mbg-cnbd-3", "pareto-nbd", "ggom-nbd", "pareto-nbd-cor", "bg-bb"})
    private String model = "nbd";

    private final double[] out = new double[CUSTOMERS];
    private MeasureTable table = MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), Map.of());
    private PurchaseKernel alive = of("nbd").alive();
    private PurchaseKernel expectation = alive;
    private PurchaseKernel silence = alive;

    private static CustomerBaseModel of(String name) {
        return switch (name) {
            case "nbd" -> Nbd.of(0.385, 12.1, TimeScale.WEEKS);
            case "bg-nbd" -> BetaGeometricNbd.of(0.2426, 4.4136, 0.7929, 2.4259, TimeScale.WEEKS);
            case "mbg-nbd" ->
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, 0.52484, 6.1831, 0.89136, 1.614, TimeScale.WEEKS);
            case "mbg-cnbd-3" ->
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 3, 0.52484, 2.1, 0.89136, 1.614, TimeScale.WEEKS);
            case "pareto-nbd-cor" -> CorrelatedParetoNbd.of(0.549, 10.75, 0.174, 2.76, 0.745, TimeScale.WEEKS);
            case "bg-bb" ->
                PeriodicBetaBernoulli.of(BetaGeometricBetaBernoulli.of(0.4, 6.5, 0.6, 11.664), TimeScale.WEEKS);
            case "ggom-nbd" -> GammaGompertzNbd.of(0.5533, 10.578, 0.606, 1.1664, 0.1, TimeScale.WEEKS);
            default -> ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS);
        };
    }

    /** Draws the customers. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(42);
        double[] ages = new double[CUSTOMERS];
        // A model of whole weeks reads whole weeks.
        boolean isByPeriod = model.equals("bg-bb");
        Arrays.setAll(ages, i -> isByPeriod ? 26 + random.nextInt(27) : 26 + 26 * random.nextDouble());
        Purchases drawn = of(isByPeriod ? model : "pareto-nbd").simulate(ages, 42);
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        columns.put(DAYS.frequency(), new double[CUSTOMERS]);
        columns.put(DAYS.recency(), new double[CUSTOMERS]);
        columns.put(DAYS.age(), ages);
        for (int row = 0; row < CUSTOMERS; row++) {
            columns.get(DAYS.frequency())[row] = drawn.frequency(row);
            columns.get(DAYS.recency())[row] = drawn.recency(row);
        }
        table = MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns);
        CustomerBaseModel chosen = of(model);
        alive = chosen.alive();
        expectation = chosen.purchasesWithin(39);
        silence = chosen.noPurchaseWithin(39);
    }

    private double[] filled(PurchaseKernel kernel) {
        kernel.of(
                table.column(DAYS.frequency()),
                table.column(DAYS.recency()),
                table.column(DAYS.age()),
                0,
                CUSTOMERS,
                out);
        return out;
    }

    /**
     * P(alive).
     *
     * @return the results
     */
    @Benchmark
    public double[] probabilityAlive() {
        return filled(alive);
    }

    /**
     * Purchases expected within 39 weeks.
     *
     * @return the results
     */
    @Benchmark
    public double[] expectedPurchases() {
        return filled(expectation);
    }

    /**
     * P(no purchase within 39 weeks).
     *
     * @return the results
     */
    @Benchmark
    public double[] noPurchase() {
        return filled(silence);
    }
}
