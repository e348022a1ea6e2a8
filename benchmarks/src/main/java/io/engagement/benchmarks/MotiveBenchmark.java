package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.journey.motive.Consistency;
import io.engagement.journey.motive.DiscreteHazard;
import io.engagement.journey.motive.Exit;
import io.engagement.journey.motive.MotiveModel;
import io.engagement.journey.motive.PersonPeriods;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scorer;
import java.time.Instant;
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
 * Motives to stay and to leave: the hazard of 228,000 periods of seven columns, as telco_churn has them, with a ridge given and chosen; a
 * base's motives from its log; consistency; one row of the risk, and its explanation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MotiveBenchmark {
    private static final long DAY = 86_400_000L;
    private static final int DAYS = 600;
    private static final int COLUMNS = 7;

    @Param("10000")
    private int customers;

    private PersonPeriods periods = periods(40);
    private LogView view = base(20);
    private Fitted<MotiveModel> motives = fit(base(400));
    private RowScorer rows = rows(motives, view);
    private int size = 1;
    private int row;
    private double[] scores = new double[1];

    /** Draws periods and a base. */
    @Setup
    public void draw() {
        periods = periods(7000);
        view = base(customers);
        motives = fit(view);
        rows = rows(motives, view);
        size = view.customers();
        scores = new double[size];
    }

    private static PersonPeriods periods(int units) {
        SplittableRandom random = new SplittableRandom(1);
        PersonPeriods.Builder builder = PersonPeriods.builder("a", "b", "c", "d", "e", "f", "g");
        for (int unit = 0; unit < units; unit++) {
            boolean left = false;
            for (int period = 1; period <= 40 && !left; period++) {
                double[] columns = random.doubles(COLUMNS).toArray();
                left = random.nextDouble() < 1 / (1 + Math.exp(5 - columns[0]));
                builder.add("u" + unit, period, left, columns);
            }
        }
        return builder.build();
    }

    private static LogView base(int customers) {
        SplittableRandom random = new SplittableRandom(2);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            double first = 300 * random.nextDouble();
            int questions = 0;
            for (double day = first; day < DAYS; day += 10 * random.nextDouble()) {
                boolean asks = random.nextInt(6) == 0;
                questions += asks ? 1 : 0;
                Purpose purpose = asks ? Purpose.QUESTION : random.nextBoolean() ? Purpose.USE : Purpose.OFFER;
                boolean leaves = day > first && random.nextInt(300) < 1 + questions / 4;
                log.add(Interaction.of(
                                "c" + customer,
                                at(day),
                                Channel.WEB,
                                purpose.equals(Purpose.OFFER) ? Initiator.COMPANY : Initiator.CUSTOMER,
                                leaves ? Purpose.CANCELLATION : purpose)
                        .withSatisfaction(random.nextDouble()));
                if (leaves) {
                    break;
                }
            }
        }
        return log.build().asOf(at(DAYS));
    }

    private static Instant at(double day) {
        return Instant.ofEpochMilli(1_600_000_000_000L + (long) (day * DAY));
    }

    private static Fitted<MotiveModel> fit(LogView view) {
        return MotiveModel.fit(view, Exit.cancelled());
    }

    private static RowScorer rows(Fitted<MotiveModel> motives, LogView view) {
        Scorer scorer = motives.model().scorer();
        return scorer.prepare(MeasureTable.of(view, TimeScale.DAYS, scorer.inputs()));
    }

    /**
     * Newton's steps alone.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<DiscreteHazard> hazardOfARidge() {
        return DiscreteHazard.fit(periods, 10);
    }

    /**
     * With 28 fits to choose the ridge.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<DiscreteHazard> hazardByForecasts() {
        return DiscreteHazard.fit(periods);
    }

    /**
     * From the log to the findings.
     *
     * @return the fit
     */
    @Benchmark
    public Fitted<MotiveModel> motivesOfABase() {
        return fit(view);
    }

    /**
     * From the log to the findings.
     *
     * @return figures and findings
     */
    @Benchmark
    public Consistency consistencyOfABase() {
        return Consistency.of(view);
    }

    /**
     * All rows.
     *
     * @return the scores
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double[] risksOfABase() {
        rows.score(0, size, scores);
        return scores;
    }

    /**
     * One row after the other.
     *
     * @return why
     */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Explanation explainOne() {
        row = row + 1 < size ? row + 1 : 0;
        return rows.explain(row);
    }
}
