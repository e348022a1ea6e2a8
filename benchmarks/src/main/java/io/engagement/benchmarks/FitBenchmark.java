package io.engagement.benchmarks;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EngagementDefinition;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.Simulation;
import io.engagement.simulate.SpendProcess;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Fits, in ms a fit. Those of purchases and of their worth: on so many simulated customers with continuous times, and on the
 * CDNOW sample where the real data lies at {@code -Dengagement.shared=DIR} (2,357 simulated customers of daily dates
 * otherwise). Those of engagement, of interactions: on a twentieth as many simulated customers (50,000 with 3,000,000
 * interactions), and on a base of the size of {@code college_messages} (1,900 customers, 120,000 interactions).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx6g")
public class FitBenchmark {
    @Param("1000000")
    private int customers;

    private CdnowSample cdnow = CdnowSample.simulated(10);
    private Purchases many = cdnow.purchases();
    private Spending manySpend = cdnow.spend();
    private LogView interactions = base(1);
    private LogView fewInteractions = interactions;

    /** Draws the customers. */
    @Setup
    public void draw() {
        cdnow = CdnowSample.readOrSimulated();
        SimulatedPurchases drawn =
                PurchaseProcess.withDefaults().draw(customers, 26, 104, SpendProcess.withDefaults(), 42);
        many = drawn.purchases();
        manySpend = Spending.of(
                IntStream.range(0, customers).mapToDouble(many::frequency).toArray(), drawn.meanSpend());
        interactions = base(Math.max(1, customers / 20));
        fewInteractions = base(Math.min(customers, 1_900));
    }

    private static LogView base(int customers) {
        Simulation simulation =
                Simulation.withDefaults().withCustomers(customers).withSeed(42);
        return simulation.log().asOf(simulation.end());
    }

    /**
     * BG/NBD on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaGeometricNbd> bgNbdCdnow() {
        return BetaGeometricNbd.fit(cdnow.purchases());
    }

    /**
     * Gamma-gamma on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<GammaGamma> gammaGammaCdnow() {
        return GammaGamma.fit(cdnow.spend());
    }

    /**
     * BG/NBD on many.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaGeometricNbd> bgNbdMany() {
        return BetaGeometricNbd.fit(many);
    }

    /**
     * Gamma-gamma on many.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<GammaGamma> gammaGammaMany() {
        return GammaGamma.fit(manySpend);
    }

    /**
     * Engagement on many.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<DiscountedGammaPoisson> engagementMany() {
        return DiscountedGammaPoisson.fit(interactions, EngagementDefinition.withDefaults());
    }

    /**
     * Engagement on few.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<DiscountedGammaPoisson> engagementFew() {
        return DiscountedGammaPoisson.fit(fewInteractions, EngagementDefinition.withDefaults());
    }
}
