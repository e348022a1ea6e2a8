package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * The ledger of 100 campaigns over a year, each of which contacted one customer in twenty of a base with 20 interactions a customer, and
 * held out as many. Five of the 20 are the campaigns' mails, an hour after the assignment, so that campaigns overlap. Log and
 * assignments are built before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class OutcomeBenchmark {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(365);
    /** Beside the mails. */
    private static final int INTERACTIONS = 15;

    private static final int CAMPAIGNS = 100;
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.USE),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.INFORMATION),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT));

    @Param("1000000")
    int customers;

    private LogView view = InteractionLog.builder().build().asOf(BEGIN);
    private List<Campaign> campaigns = List.of();

    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            for (int i = 0; i < INTERACTIONS; i++) {
                long at = BEGIN.toEpochMilli() + random.nextLong(YEAR.toMillis());
                InteractionKind kind = KINDS.get(random.nextInt(KINDS.size()));
                boolean buys = kind.purpose().equals(Purpose.PURCHASE);
                log.add(customer, at, kind, buys ? Math.rint(1 + random.nextDouble() * 5000) / 100 : Double.NaN, 0.1);
            }
        }
        campaigns = new ArrayList<>();
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            String name = "campaign " + campaign;
            InteractionKind mail = InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                    .withDirection(Direction.OUTBOUND)
                    .withCampaign(name);
            Instant at = BEGIN.plus(Duration.ofDays(60 + random.nextInt(260)));
            Assignments.Builder arms = Assignments.builder("control");
            for (int customer = 0; customer < customers; customer++) {
                int draw = random.nextInt(20);
                if (draw < 2) {
                    arms.assign(String.valueOf(customer), draw == 0 ? "control" : "mail", at);
                }
                if (draw == 1) {
                    log.add(customer, at.plus(HOUR).toEpochMilli(), mail, Double.NaN, 0.1);
                }
            }
            campaigns.add(Campaign.of(name, Wave.of(arms.build())));
        }
        view = log.build().asOf(BEGIN.plus(YEAR));
    }

    @Benchmark
    public Object ledger() {
        return OutcomeLedger.of(view, campaigns, WINDOWS, OutcomeRules.standard());
    }
}
