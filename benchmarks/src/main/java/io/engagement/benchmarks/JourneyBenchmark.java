package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.journey.Journey;
import io.engagement.journey.Stages;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The usual stages of a base whose customers have 20 interactions each in a year: the habit of silence, the ways, then every table.
 * The log is built before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class JourneyBenchmark {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int INTERACTIONS = 20;
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER),
            InteractionKind.of(Channel.PHONE, Initiator.COMPANY, Purpose.HELP),
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.USE),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION),
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.REFERRAL),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE));

    @Param("1000000")
    int customers;

    private Stages stages = Stages.standard(SilenceHabit.of(3, 1, 1));
    private LogView view = InteractionLog.builder().build().asOf(BEGIN);
    private Journey journey = Journey.of(view, stages);

    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            for (int i = 0; i < INTERACTIONS; i++) {
                long at = BEGIN.toEpochMilli() + random.nextLong(YEAR.toMillis());
                log.add(customer, at, KINDS.get(random.nextInt(KINDS.size())), Double.NaN, Double.NaN);
            }
        }
        view = log.build().asOf(BEGIN.plus(YEAR));
        stages = Stages.fit(view, ZoneOffset.UTC);
        journey = Journey.of(view, stages);
    }

    @Benchmark
    public Object habit() {
        return Stages.fit(view, ZoneOffset.UTC);
    }

    @Benchmark
    public Object ways() {
        return Journey.of(view, stages);
    }

    @Benchmark
    public Object stages() {
        return journey.table();
    }

    @Benchmark
    public Object transitions() {
        return journey.transitions();
    }

    @Benchmark
    public Object stays() {
        return journey.stays();
    }

    @Benchmark
    public Object flows() {
        return journey.flows(BEGIN.plus(YEAR.dividedBy(2)), view.asOf());
    }

    @Benchmark
    public Object funnel() {
        return journey.funnel();
    }

    @Benchmark
    public Object variants() {
        return journey.variants();
    }

    @Benchmark
    public Object returns() {
        return journey.returns();
    }

    @Benchmark
    public Object positions() {
        return journey.positions("repeat");
    }
}
