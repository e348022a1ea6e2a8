package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import io.engagement.outcome.observational.EventWindow;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.ObservationalStudy;
import io.engagement.outcome.observational.Panel;
import io.engagement.outcome.observational.PanelOutcome;
import io.engagement.outcome.observational.StudyPlan;
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
 * Ten campaigns without a hold-out, each to a twentieth of customers who have 20 interactions each in a year: panels of weeks in one
 * pass each, then of each campaign the study and three outcomes. The log is built before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class ObservationalBenchmark {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int WEEKS = 52;
    private static final int INTERACTIONS = 20;
    private static final int CAMPAIGNS = 10;
    private static final StudyPlan PLAN =
            StudyPlan.of(8).withWindow("short", new EventWindow(0, 3)).withWindow("long", new EventWindow(4, 11));
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT));

    @Param("1000000")
    int customers;

    private LogView view = InteractionLog.builder().build().asOf(BEGIN);

    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionLog.Builder log = InteractionLog.builder();
        List<InteractionKind> offers = new ArrayList<>();
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            offers.add(Interaction.of("any", BEGIN, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                    .withCampaign("c" + campaign)
                    .kind());
        }
        for (int customer = 0; customer < customers; customer++) {
            for (int i = 0; i < INTERACTIONS - 1; i++) {
                long at = BEGIN.toEpochMilli() + random.nextLong(WEEKS * WEEK.toMillis());
                log.add(customer, at, KINDS.get(random.nextInt(KINDS.size())), random.nextInt(5, 50), 0.5);
            }
            int campaign = random.nextInt(2 * CAMPAIGNS);
            if (campaign < CAMPAIGNS) {
                long at = BEGIN.plus(WEEK.multipliedBy(28 + campaign)).toEpochMilli();
                log.add(customer, at, offers.get(campaign), Double.NaN, 0.5);
            }
        }
        view = log.build().asOf(BEGIN.plus(WEEK.multipliedBy(WEEKS)));
    }

    private Panel panel(PanelOutcome outcome) {
        return Panel.of(view, BEGIN, WEEK, outcome);
    }

    @Benchmark
    public Object tenCampaigns() {
        Panel spend = panel(PanelOutcome.total(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE));
        Panel purchases = panel(PanelOutcome.count(Filter.purpose(Purpose.PURCHASE)));
        Panel harm = panel(PanelOutcome.count(Filter.purpose(Purpose.COMPLAINT)));
        List<Object> all = new ArrayList<>();
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            FirstContacts contacts = FirstContacts.of(spend, view, Filter.campaign("c" + campaign));
            ObservationalStudy study = ObservationalStudy.of(spend, contacts, PLAN);
            all.add(study.evidence());
            all.add(study.evidence(purchases));
            all.add(study.evidence(harm));
        }
        return all;
    }

    @Benchmark
    public Object panelInOnePass() {
        return panel(PanelOutcome.total(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE));
    }
}
