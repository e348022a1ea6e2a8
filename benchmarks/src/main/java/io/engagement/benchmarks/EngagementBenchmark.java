package io.engagement.benchmarks;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Backtest;
import io.engagement.evaluate.BacktestResult;
import io.engagement.evaluate.Outcome;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.live.LiveStore;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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

/**
 * The additive engagement model: a fit to 50,000 customers with about 600,000 interactions, scores in bulk, one customer of a live
 * store with the explanation; and a backtest of four scorers at three origins of CDNOW's master file (where the real data lies at
 * {@code -Dengagement.shared=DIR}; of the same base otherwise).
 *
 * <p>Bulk scores on one core, with bytes a customer: {@code taskset -c 0 java -jar benchmarks/target/benchmarks.jar
 * EngagementBenchmark.scores -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class EngagementBenchmark {
    static final int CUSTOMERS = 50_000;
    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");
    private static final long DAY = 86_400_000;
    private static final int DAYS = 730;
    private static final InteractionKind ACT = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    private static final InteractionKind CONTACT = InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);

    /** Customers with rates of their own, who come one after the other, of whom some leave; one in three interactions is ours. */
    static LogView base(int customers) {
        SplittableRandom random = new SplittableRandom(42);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            double gap = 9.5 / (0.05 + Math.pow(random.nextDouble(), 2));
            double from = random.nextDouble() * DAYS;
            double leaves = Math.min(DAYS, from - DAYS * Math.log(random.nextDouble()));
            for (double at = from; at < leaves; at -= gap * Math.log(random.nextDouble())) {
                InteractionKind kind = at == from || random.nextInt(3) > 0 ? ACT : CONTACT;
                log.add("c" + customer, instant(at), kind, 10 + 40 * random.nextDouble(), Double.NaN);
            }
        }
        return log.build().asOf(END);
    }

    private static long instant(double day) {
        return END.toEpochMilli() - (long) ((DAYS - day) * DAY);
    }

    /** A base. */
    @State(Scope.Benchmark)
    public static class Base {
        @Param("50000")
        private int customers;

        private LogView view = base(1);

        /** Draws the customers. */
        @Setup
        public void draw() {
            view = base(customers);
        }
    }

    /** A base's columns, and a store that keeps it. */
    @State(Scope.Benchmark)
    public static class Scored {
        @Param("50000")
        private int customers;

        private EngagementScorer scorer = EngagementScorer.of(fitted(base(30)));
        private RowScorer rows = scorer.prepare(MeasureTable.of(base(30), TimeScale.DAYS, scorer.inputs()));
        private LiveStore store = LiveStore.of(scorer).open();
        private double[] out = {};
        private int next;

        /** Fits, scores and fills. */
        @Setup
        public void prepare() {
            LogView view = base(customers);
            scorer = EngagementScorer.of(fitted(view));
            MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, scorer.inputs());
            rows = scorer.prepare(table);
            out = new double[table.size()];
            store = LiveStore.of(scorer)
                    .withClock(Clock.fixed(END, ZoneOffset.UTC))
                    .open();
            store.addAll(view);
        }

        private static AdditiveLogistic fitted(LogView view) {
            return AdditiveLogistic.fit(view, EngagementDefinition.withDefaults())
                    .model();
        }

        private String nextId() {
            next = next + 1 < customers ? next + 1 : 0;
            return "c" + next;
        }
    }

    /** CDNOW's master file. */
    @State(Scope.Benchmark)
    public static class Master {
        @Param("23570")
        private int customers;

        private LogView view = base(1);

        /** Reads the file, or draws. */
        @Setup
        public void read() {
            Path file =
                    Path.of(System.getProperty("engagement.shared", "../shared"), "data", "cdnow", "cdnow_master.csv");
            view = Files.exists(file) ? view(file, customers) : base(customers);
        }

        private static LogView view(Path file, int customers) {
            InteractionLog.Builder log = InteractionLog.builder();
            try {
                List<String> lines = Files.readAllLines(file);
                for (String line : lines.subList(1, lines.size())) {
                    String[] fields = line.split(",", -1);
                    if (Integer.parseInt(fields[0]) <= customers) {
                        long at = LocalDate.parse(fields[1]).toEpochDay() * DAY;
                        log.add(fields[0], at, ACT, Double.parseDouble(fields[3]), Double.NaN);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return log.build().asOf(Instant.parse("1998-07-01T00:00:00Z"));
        }
    }

    /**
     * A fit.
     *
     * @param base of customers
     * @return the fit
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Fitted<AdditiveLogistic> fit(Base base) {
        return AdditiveLogistic.fit(base.view, EngagementDefinition.withDefaults());
    }

    /**
     * Scores in bulk, in ns a customer for the default number of customers.
     *
     * @param scored the columns
     * @return the scores
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @OperationsPerInvocation(CUSTOMERS)
    public double[] scores(Scored scored) {
        scored.rows.score(0, scored.out.length, scored.out);
        return scored.out;
    }

    /**
     * One customer of a live store, with the reason in words.
     *
     * @param scored the store
     * @return the reason
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public String liveWithReason(Scored scored) {
        ScoreTable one = scored.store.score(scored.nextId()).orElseThrow();
        return one.explain(0, scored.scorer.name()).reason();
    }

    /**
     * One customer of a live store, with the explanation, its sentences not yet put into words.
     *
     * @param scored the store
     * @return the explanation
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public Explanation liveWithExplanation(Scored scored) {
        ScoreTable one = scored.store.score(scored.nextId()).orElseThrow();
        return one.explain(0, scored.scorer.name());
    }

    /**
     * BG/NBD, Pareto/NBD, silence and the number of purchases, judged at three origins.
     *
     * @param master of CDNOW
     * @return how they did
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public BacktestResult backtest(Master master) {
        Duration horizon = Duration.ofDays(90);
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        return Backtest.of(Outcome.nothing(bought, horizon))
                .with(
                        "bg_nbd",
                        known -> RetentionRiskScorer.of(
                                BetaGeometricNbd.fit(purchases(known)).model(), horizon))
                .with(
                        "pareto_nbd",
                        known -> RetentionRiskScorer.of(
                                ParetoNbd.fit(purchases(known)).model(), horizon))
                .with(Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(bought), days -> days))
                .with(Scorer.of("few", Scale.COUNT, Measure.count(bought), count -> 1 / count))
                .run(master.view);
    }

    private static Purchases purchases(LogView known) {
        return Purchases.of(known, TimeScale.WEEKS, PurchaseDefinition.standard());
    }
}
