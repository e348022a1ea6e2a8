package io.engagement.benchmarks;

import io.engagement.dialogue.Dialogue;
import io.engagement.dialogue.answers.AnswerPolicy;
import io.engagement.dialogue.answers.Answers;
import io.engagement.dialogue.answers.CompanyAnswers;
import io.engagement.dialogue.exchange.Provocation;
import io.engagement.dialogue.goals.GoalRule;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
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
 * The dialogue with a base whose customers have 20 interactions each in a year: the matching, then every table, then all of it
 * together. The log is built before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class AnswersBenchmark {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int INTERACTIONS = 20;
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.INFORMATION),
            InteractionKind.of(Channel.PHONE, Initiator.COMPANY, Purpose.OFFER),
            InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE));

    @Param("1000000")
    int customers;

    private LogView view = InteractionLog.builder().build().asOf(BEGIN);
    private Answers answers = Answers.of(view, AnswerPolicy.withDefaults());

    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            for (int i = 0; i < INTERACTIONS; i++) {
                long at = BEGIN.toEpochMilli() + random.nextLong(YEAR.toMillis());
                log.add(customer, at, KINDS.get(random.nextInt(KINDS.size())), Double.NaN, 0.5);
            }
        }
        view = log.build().asOf(BEGIN.plus(YEAR));
        answers = Answers.of(view, AnswerPolicy.withDefaults());
    }

    @Benchmark
    public Object matching() {
        return Answers.of(view, AnswerPolicy.withDefaults());
    }

    @Benchmark
    public Object rates() {
        return answers.rates();
    }

    @Benchmark
    public Object times() {
        return answers.times();
    }

    @Benchmark
    public Object pressure() {
        return answers.pressure();
    }

    @Benchmark
    public Object waste() {
        return answers.waste();
    }

    @Benchmark
    public Object company() {
        return CompanyAnswers.of(view, CompanyAnswers.policy(), Duration.ofDays(1));
    }

    @Benchmark
    public Object dialogue() {
        Dialogue dialogue = Dialogue.of(view);
        ContactPreferences preferences = dialogue.preferences(CustomerZones.all(ZoneOffset.UTC));
        return List.of(
                dialogue.base(),
                dialogue.muchContactLittleOfItTheirs(),
                preferences.byChannelTable(),
                dialogue.whomToAsk(preferences),
                dialogue.goals(GoalRule.standard()).table());
    }

    /** Fitted to at most 100,000 customers: where acts come from, and how long customers rest. */
    @Benchmark
    public Object fits() {
        return List.of(Provocation.of(view), SilenceHabit.fit(view, ZoneOffset.UTC));
    }

    /** All statistics of dialogue with all their fits, from the log. */
    @Benchmark
    public Object everything() {
        Answers all = Answers.of(view, AnswerPolicy.withDefaults());
        return List.of(
                dialogue(), fits(), all.rates(), all.times(), all.pressure(), all.waste(), all.prior(), company());
    }
}
