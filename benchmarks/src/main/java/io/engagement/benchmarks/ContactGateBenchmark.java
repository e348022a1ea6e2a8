package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.live.ContactGate;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.WeekTimes;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
 * How long a contact policy with all its rules takes on a send path: a question about a random customer of a live store, in a zone of
 * their own; and what the policy adds to an interaction. {@code -prof gc} shows that asking makes no object.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ContactGateBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx6g", "-Xms6g"})
public class ContactGateBenchmark {
    private static final int ASKED = 1 << 16;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String[] ZONES = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"};

    /** How many customers the store has. */
    @Param({"10000", "1000000"})
    private int customers;

    private final ContactPolicy policy = ContactPolicy.standard()
            .withCap(ContactCap.rolling(4, Duration.ofDays(7)))
            .withCap(ContactCap.calendar(8, TimeScale.MONTHS, BERLIN))
            .withCap(ContactCap.rolling(1, Duration.ofDays(1)).withChannels(Channel.SMS))
            .withQuietHours(WeekTimes.daily(21, 8, BERLIN))
            .withRest(5, Duration.ofDays(30));
    private String[] asked = {};
    private Interaction[] arriving = {};
    private Instant now = Instant.EPOCH;
    private int next;
    private LiveStore store = LiveStore.of(scorer()).open();
    private LiveStore without = store;
    private ContactGate gate = ContactGate.of(
            LiveStore.of(scorer())
                    .withMeasures(policy.measures().toArray(Measure[]::new))
                    .open(),
            policy);

    private static Scorer scorer() {
        return Scorer.of("acts", Scale.COUNT, Measure.count(Filter.ownInitiative()), count -> count);
    }

    /** Customers with wishes, and five interactions each. */
    @Setup
    public void fill() {
        now = Instant.now();
        LiveStore.Builder how = LiveStore.of(scorer()).withDuplicateWindow(Duration.ZERO);
        without = how.open();
        store = how.withMeasures(policy.measures().toArray(Measure[]::new)).open();
        gate = ContactGate.of(store, policy);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < customers; i++) {
            Customer customer = Customer.of("c" + i).withAttribute("zone", ZONES[random.nextInt(ZONES.length)]);
            store.know(
                    random.nextInt(3) == 0
                            ? customer.withPreferences(Preferences.none().withContactLimit(3, Duration.ofDays(7)))
                            : customer);
            for (int k = 0; k < 5; k++) {
                Interaction row = row(random, "c" + i);
                store.add(row);
                without.add(row);
            }
        }
        asked = new String[ASKED];
        arriving = new Interaction[ASKED];
        for (int i = 0; i < ASKED; i++) {
            asked[i] = "c" + random.nextInt(customers);
            arriving[i] = row(random, "c" + random.nextInt(customers));
        }
    }

    private Interaction row(SplittableRandom random, String id) {
        return Interaction.of(
                id,
                now.minusSeconds(random.nextInt(60 * 86_400)),
                random.nextBoolean() ? Channel.EMAIL : Channel.SMS,
                random.nextInt(3) == 0 ? Initiator.CUSTOMER : Initiator.COMPANY,
                Purpose.OFFER);
    }

    /**
     * A question.
     *
     * @return whether the contact may be made
     */
    @Benchmark
    public boolean mayContact() {
        return gate.mayContact(asked[next++ & (ASKED - 1)], Channel.EMAIL, Purpose.OFFER, now);
    }

    /**
     * An interaction where the policy's measures are kept.
     *
     * @return what the store did with it
     */
    @Benchmark
    public Object addWithPolicy() {
        return store.add(arriving[next++ & (ASKED - 1)]);
    }

    /**
     * An interaction where they are not.
     *
     * @return what the store did with it
     */
    @Benchmark
    public Object addWithout() {
        return without.add(arriving[next++ & (ASKED - 1)]);
    }
}
