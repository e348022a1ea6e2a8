package io.engagement.benchmarks;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.covariate.CovariateTerms;
import io.engagement.customerbase.covariate.TimeVaryingCovariates;
import io.engagement.customerbase.covariate.TimeVaryingParetoNbd;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PurchaseOpportunities;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fits of the models of a customer base, with standard errors: to CDNOW, to 1,525 simulated households who buy regularly, as
 * a grocer's do, to contracts, and to many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class CustomerBaseBenchmark {
    private static final int HOUSEHOLDS = 1_525;
    private static final int WEEKS = 100;
    private static final Instant BEGIN = Instant.parse("2023-01-02T00:00:00Z");
    private static final int FEW = 600;

    private static final Covariates COVARIATES = Covariates.of(
            Fact.attribute("income"), Fact.attribute("distance"), Fact.attribute("club"), Fact.attribute("online"));

    /** Of the large base. */
    @Param("1000000")
    private int customers;

    private Purchases cdnow = CdnowSample.simulated(10).purchases();
    private Purchases households = cdnow;
    private Purchases many = cdnow;
    private PurchaseOpportunities donors = donors();
    private Tenures contracts = BetaDiscreteWeibull.of(0.7, 4, 1.3).simulate(10_000, 24, 42);
    private Purchases few = cdnow;
    private TimeVaryingCovariates seasons = seasons();
    private PurchaseTimes times = times();

    /** Draws the customers. */
    @Setup
    public void draw() {
        cdnow = CdnowSample.readOrSimulated().purchases();
        households = BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 3, 1.6, 3.5, 0.5, 6, TimeScale.WEEKS)
                .simulate(ages(HOUSEHOLDS, 1), 42);
        few = ParetoNbd.of(0.9, 6, 0.8, 12, TimeScale.WEEKS).simulate(ages(FEW, 3), 42);
        SplittableRandom random = new SplittableRandom(4);
        List<double[]> known = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            known.add(random.doubles(FEW, -1, 1).toArray());
        }
        for (int i = 0; i < 2; i++) {
            known.add(random.ints(FEW, 0, 2).asDoubleStream().toArray());
        }
        few = known(few, known);
        many = ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS).simulate(ages(customers, 2), 42);
    }

    /** With covariates. */
    private static Purchases known(Purchases purchases, List<double[]> values) {
        PurchaseDefinition days = purchases.definition();
        double[][] columns = new double[3][purchases.size()];
        Arrays.setAll(columns[0], purchases::frequency);
        Arrays.setAll(columns[1], purchases::recency);
        Arrays.setAll(columns[2], purchases::age);
        Map<Measure, double[]> all = new LinkedHashMap<>();
        all.put(days.frequency(), columns[0]);
        all.put(days.recency(), columns[1]);
        all.put(days.age(), columns[2]);
        for (int i = 0; i < values.size(); i++) {
            all.put(COVARIATES.measures().get(i), values.get(i));
        }
        MeasureTable table = MeasureTable.ofColumns(BEGIN, TimeScale.WEEKS, List.of(), all);
        return Purchases.of(table, days, COVARIATES);
    }

    /** A season that is common to all, and for each customer four weeks of mailing after another at random. */
    private static TimeVaryingCovariates seasons() {
        SplittableRandom random = new SplittableRandom(5);
        double[] season = new double[WEEKS];
        Arrays.setAll(season, week -> Math.sin(2 * Math.PI * week / 52));
        Map<String, double[]> mailed = new LinkedHashMap<>();
        for (int customer = 0; customer < FEW; customer++) {
            double[] own = new double[WEEKS];
            for (int week = 0; week < WEEKS; week += 4) {
                Arrays.fill(own, week, week + 4, random.nextInt(3) == 0 ? 1 : 0);
            }
            mailed.put(Integer.toString(customer), own);
        }
        return TimeVaryingCovariates.weekly(BEGIN, WEEKS)
                .common("season", season)
                .individual("mailed", mailed);
    }

    private PurchaseTimes times() {
        SplittableRandom random = new SplittableRandom(6);
        long[][] starts = new long[FEW][];
        for (int i = 0; i < FEW; i++) {
            starts[i] =
                    new long[] {BEGIN.plus(Duration.ofDays(random.nextInt(28))).toEpochMilli()};
        }
        PurchaseTimes begun = PurchaseTimes.of(TimeScale.WEEKS, BEGIN.plus(Duration.ofDays(7 * WEEKS)), starts);
        ParetoNbd base = ParetoNbd.of(0.9, 6, 0.7, 14, TimeScale.WEEKS);
        return TimeVaryingParetoNbd.of(base, seasons.names(), new double[] {0.5, 0.4}, new double[] {0.3, -0.4})
                .simulate(begun, seasons, 42);
    }

    private static double[] ages(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] ages = new double[size];
        Arrays.setAll(ages, i -> 26 + 26 * random.nextDouble());
        return ages;
    }

    /** As many rows as six opportunities leave: 22. */
    private static PurchaseOpportunities donors() {
        int[] six = new int[11_104];
        Arrays.fill(six, 6);
        return BetaGeometricBetaBernoulli.of(1.2035, 0.7497, 0.6567, 2.7834).simulate(six, 42);
    }

    /**
     * NBD on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<Nbd> nbdCdnow() {
        return Nbd.fit(cdnow);
    }

    /**
     * BG/NBD on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaGeometricNbd> bgNbdCdnow() {
        return BetaGeometricNbd.fit(cdnow);
    }

    /**
     * MBG/NBD on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaGeometricCnbd> mbgNbdCdnow() {
        return BetaGeometricCnbd.fitMbgNbd(cdnow);
    }

    /**
     * Pareto/NBD on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<ParetoNbd> paretoNbdCdnow() {
        return ParetoNbd.fit(cdnow);
    }

    /**
     * GGom/NBD on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<GammaGompertzNbd> ggomNbdCdnow() {
        return GammaGompertzNbd.fit(cdnow);
    }

    /**
     * Pareto/NBD with correlated rates on CDNOW.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<CorrelatedParetoNbd> correlatedParetoNbdCdnow() {
        return CorrelatedParetoNbd.fit(cdnow);
    }

    /**
     * MBG/CNBD-k on households, k searched.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaGeometricCnbd> mbgCnbdHouseholds() {
        return BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, households);
    }

    /**
     * BG/BB on 22 weighted rows.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaGeometricBetaBernoulli> bgBbDonors() {
        return BetaGeometricBetaBernoulli.fit(donors);
    }

    /**
     * Shifted-beta-geometric on 10,000 contracts over 24 periods.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<ShiftedBetaGeometric> sbgContracts() {
        return ShiftedBetaGeometric.fit(contracts);
    }

    /**
     * Beta-discrete-Weibull on the same.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<BetaDiscreteWeibull> bdwContracts() {
        return BetaDiscreteWeibull.fit(contracts);
    }

    /**
     * Pareto/NBD with four covariates on 600 customers.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<CovariateModel<ParetoNbd>> paretoNbdCovariates() {
        return CovariateModel.family(ParetoNbd.FAMILY, COVARIATES).fit(few);
    }

    /**
     * Pareto/NBD with a season and mailings on 600 customers over 100 weeks.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<TimeVaryingParetoNbd> paretoNbdTimeVarying() {
        return TimeVaryingParetoNbd.fit(times, seasons, CovariateTerms.free());
    }

    /**
     * BG/NBD on many.
     *
     * @return the fit
     */
    @Benchmark
    public CustomerBaseModel bgNbdMany() {
        return BetaGeometricNbd.fit(many).model();
    }

    /**
     * Pareto/NBD on many.
     *
     * @return the fit
     */
    @Benchmark
    public CustomerBaseModel paretoNbdMany() {
        return ParetoNbd.fit(many).model();
    }
}
