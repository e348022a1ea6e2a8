package io.engagement.spring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.live.LiveReport;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.spring.LiveScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** A topic is read to the very record, whatever happens to who reads it. */
class EventTopicTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RECORDS = 200_000;
    private static final int CUSTOMERS = 5_000;
    /** For what hangs: it waits for what takes long. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static TestBroker broker;

    private final Path snapshot;

    EventTopicTest(@TempDir Path folder) {
        snapshot = folder.resolve("store.live");
    }

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.stop();
    }

    /** Without ids: positions alone tell what came before. */
    private static Interaction event(int number) {
        return Interaction.of(
                        "c" + number % CUSTOMERS,
                        BEGIN.plusSeconds(number * 60L),
                        Channel.EMAIL,
                        number % 3 == 0 ? Initiator.COMPANY : Initiator.CUSTOMER,
                        Purpose.QUESTION)
                .withValue(number % 7 + 0.1);
    }

    private static String json(Interaction event) {
        return String.format(
                Locale.ROOT,
                "{\"customer\":\"%s\",\"at\":\"%s\",\"channel\":\"email\",\"initiator\":\"%s\",\"purpose\":\"QUESTION\","
                        + "\"value\":%s}",
                event.customerId(),
                event.at(),
                event.initiator(),
                event.value().orElseThrow());
    }

    private static void send(String topic, int from, int to) {
        send(broker, topic, from, to);
    }

    private static void send(TestBroker broker, String topic, int from, int to) {
        for (int number = from; number < to; number++) {
            Interaction event = event(number);
            broker.send(topic, event.customerId(), json(event));
        }
        broker.flush();
    }

    @Test
    void whoIsKilledInTheMiddleLosesNothingAndCountsNothingTwice() throws Exception {
        broker.createTopic("killed", 4);
        send("killed", 0, RECORDS / 2);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Consuming.class.getName(),
                        broker.servers(),
                        "killed",
                        snapshot.toString())
                .inheritIO()
                .start();
        try {
            await(process, () -> taken() > RECORDS / 10);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        long known = taken();
        assertThat(known).isBetween(RECORDS / 10L, RECORDS / 2L);
        send("killed", RECORDS / 2, RECORDS);

        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "killed", snapshot)) {
            EventTopic topic = context.getBean(EventTopic.class);
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> store.report().taken() >= RECORDS && topic.lag() == 0);
            LiveReport report = store.report();
            assertThat(report.taken()).isEqualTo(RECORDS);
            assertThat(report.customers()).isEqualTo(CUSTOMERS);
            assertThat(topic.counts().of("taken")).isEqualTo(RECORDS - known);
        }
        assertSaysWhatWasNeverKilled();
    }

    /** Where it has ended by itself, nothing is waited for. */
    private static void await(Process process, BooleanSupplier condition) throws InterruptedException {
        await(() -> {
            assertThat(process.isAlive()).isTrue();
            return condition.getAsBoolean();
        });
    }

    private long taken() {
        try {
            return Files.exists(snapshot)
                    ? Consuming.builder().restore(snapshot).report().taken()
                    : 0;
        } catch (IOException beingReplaced) {
            return 0;
        }
    }

    private void assertSaysWhatWasNeverKilled() throws IOException {
        Clock later = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
        LiveStore restored = Consuming.builder().withClock(later).restore(snapshot);
        LiveStore whole = Consuming.builder().withClock(later).open();
        whole.addAll(IntStream.range(0, RECORDS).mapToObj(EventTopicTest::event).toList());
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            assertThat(measures(restored, "c" + customer)).isEqualTo(measures(whole, "c" + customer));
        }
    }

    private static List<Double> measures(LiveStore store, String customer) {
        MeasureTable table = store.measures(customer).orElseThrow();
        List<Double> values = new ArrayList<>();
        for (Measure each : store.measures()) {
            values.add(table.column(each).get(0));
        }
        return values;
    }

    @Test
    void anErasedCustomerIsNotBroughtBackByATopicThatIsReadOnceMore() throws Exception {
        broker.createTopic("erased", 1);
        send("erased", 0, 10);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "erased", snapshot)) {
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> store.report().taken() == 10);
            context.getBean(LiveScores.class).erase("c3");
        }
        Files.delete(snapshot);

        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "erased", snapshot)) {
            LiveStore store = context.getBean(LiveStore.class);
            EventTopic topic = context.getBean(EventTopic.class);
            await(() -> topic.counts().of("taken") == 9);
            assertThat(topic.counts().of(TopicCounts.ERASED)).isEqualTo(1);
            assertThat(store.measures("c3")).isEmpty();

            context.getBean(LiveScores.class).readmit("c3");
            broker.send("erased", "c3", json(event(3)));
            Interaction now = Interaction.of("c3", Instant.now().plusMillis(1), event(3).kind())
                    .withValue(1);
            broker.send("erased", "c3", json(now));
            await(() -> topic.counts().of("taken") + topic.counts().of("ahead") == 10);
            assertThat(topic.counts().of(TopicCounts.ERASED))
                    .as("what was before they came back")
                    .isEqualTo(2);
            assertThat(store.measures("c3")).isPresent();
        }
    }

    @Test
    void aRecordThatIsNoEventIsCountedAndPassedOver() throws Exception {
        broker.createTopic("refused", 1);
        broker.send("refused", "c0", "{");
        broker.send("refused", "c0", "{\"customer\":\"c0\",\"at\":\"yesterday\",\"purpose\":\"QUESTION\"}");
        send("refused", 0, 1);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "refused", snapshot)) {
            EventTopic topic = context.getBean(EventTopic.class);
            await(() -> topic.counts().of("taken") == 1);
            assertThat(topic.counts().of(TopicCounts.REFUSED)).isEqualTo(2);
        }
    }

    /** What lies far ahead of when its record was sent is refused, whenever it is read: after a crash it is read again, later. */
    @Test
    void theSameRecordsAreTakenAtWhateverTimeTheyAreRead() throws Exception {
        broker.createTopic("replayed", 1);
        for (int minutes : new int[] {-3, 0, 4, 10}) {
            Interaction event = Interaction.of("c0", BEGIN.plusSeconds(minutes * 60L), event(1).kind())
                    .withValue(1);
            broker.send("replayed", "c0", json(event), BEGIN);
        }
        broker.flush();
        Path later = snapshot.resolveSibling("later.live");

        assertThat(refused("replayed", BEGIN, snapshot)).isEqualTo(1);
        assertThat(refused("replayed", BEGIN.plus(Duration.ofDays(1)), later)).isEqualTo(1);

        LiveStore.Builder aWeekLater =
                Consuming.builder().withClock(Clock.fixed(BEGIN.plus(Duration.ofDays(7)), ZoneOffset.UTC));
        List<Double> measures = measures(aWeekLater.restore(snapshot), "c0");
        assertThat(measures).isEqualTo(measures(aWeekLater.restore(later), "c0"));
        assertThat(measures.get(0)).as("all but the one that is refused").isEqualTo(3);
    }

    /** As very old ones are: nothing is ahead of it. */
    @Test
    void ofARecordWithoutATimestampItIsNotKnownWhenItWasSent() {
        assertThat(EventTopic.sent(new ConsumerRecord<>("old", 0, 0, new byte[0], new byte[0])))
                .isEqualTo(Instant.MAX);
    }

    private static long refused(String name, Instant now, Path snapshot) throws InterruptedException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try (ConfigurableApplicationContext context = Consuming.runAt(clock, broker.servers(), name, snapshot)) {
            TopicCounts counts = context.getBean(EventTopic.class).counts();
            await(() -> counts.of("taken") + counts.of("ahead") + counts.of(TopicCounts.REFUSED) == 4);
            return counts.of(TopicCounts.REFUSED);
        }
    }

    @Test
    void recordsThatAreNoLongerThereAreNotPassedOverInSilence() throws Exception {
        broker.createTopic("gap", 1);
        send("gap", 0, 10);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "gap", snapshot)) {
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> store.report().taken() == 10);
        }
        send("gap", 10, 20);
        broker.deleteBefore(new TopicPartition("gap", 0), 15);

        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "gap", snapshot)) {
            EventTopic topic = context.getBean(EventTopic.class);
            await(() -> topic.failure().isPresent());
            assertThat(topic.failure().orElseThrow())
                    .isEqualTo(
                            "partition gap-0 begins at 15, and the store has read to 10: 5 records are lost. Restore a"
                                    + " later snapshot, or set engagement.kafka.gap=skip to go on without them");
            assertThat(context.getBean(TopicHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(context.getBean(LiveStore.class).report().taken()).isEqualTo(10);
        }
        try (ConfigurableApplicationContext context =
                Consuming.run(broker.servers(), "gap", snapshot, "--engagement.kafka.gap=skip")) {
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> store.report().taken() == 15);
            assertThat(context.getBean(EventTopic.class).counts().of(TopicCounts.MISSING))
                    .isEqualTo(5);
            assertThat(context.getBean(TopicHealth.class).health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void recordsThatWereNotForTheStoreAreNotMissedWhereTheyAreGone() throws Exception {
        broker.createTopic("passed", 1);
        send("passed", 0, 1);
        broker.send("passed", "c0", "{");
        broker.send("passed", "c0", "{");
        broker.flush();
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "passed", snapshot)) {
            EventTopic topic = context.getBean(EventTopic.class);
            await(() -> topic.counts().of(TopicCounts.REFUSED) == 2);
        }
        broker.deleteBefore(new TopicPartition("passed", 0), 3);
        send("passed", 1, 2);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "passed", snapshot)) {
            EventTopic topic = context.getBean(EventTopic.class);
            await(() -> topic.failure().isPresent() || topic.counts().of("taken") == 1);
            assertThat(topic.failure()).isEmpty();
        }
    }

    @Test
    void aTopicThatWasMadeAnewIsNotReadOnAlsoWhereItHasGrownPast() throws Exception {
        broker.createTopic("anew", 1);
        send("anew", 0, 2);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "anew", snapshot)) {
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> store.report().taken() == 2);
        }
        broker.deleteTopic("anew");
        broker.createTopic("anew", 1);
        send("anew", 0, 5);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "anew", snapshot)) {
            EventTopic topic = context.getBean(EventTopic.class);
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> topic.failure().isPresent() || store.report().taken() > 2);
            assertThat(topic.failure().orElseThrow()).startsWith("topic anew was made anew since");
            assertThat(store.report().taken()).isEqualTo(2);
        }
        broker.createTopic("other-name", 1);
        send("other-name", 2, 5);
        try (ConfigurableApplicationContext context = Consuming.run(broker.servers(), "other-name", snapshot)) {
            LiveStore store = context.getBean(LiveStore.class);
            await(() -> store.report().taken() == 5);
        }
    }

    /** Holds a poll until it is let go, so that what happens meanwhile happens between two of them. */
    public static final class Holding extends Passing {
        private static final Semaphore ENTERED = new Semaphore(0);
        private static final Semaphore MAY_GO = new Semaphore(0);

        /** Made by Kafka. */
        public Holding() {}

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            if (!records.isEmpty()) {
                ENTERED.release();
                MAY_GO.acquireUninterruptibly();
            }
            return records;
        }
    }

    @Test
    void aTopicThatIsMadeAnewWhileItIsReadIsNotReadOnAlsoWhereItHasGrownPast() throws Exception {
        broker.createTopic("meanwhile", 1);
        send("meanwhile", 0, 2);
        try (ConfigurableApplicationContext context = Consuming.run(
                broker.servers(),
                "meanwhile",
                snapshot,
                "--engagement.kafka.look=PT0.001S",
                "--engagement.kafka.client.interceptor.classes=" + Holding.class.getName())) {
            EventTopic topic = context.getBean(EventTopic.class);
            LiveStore store = context.getBean(LiveStore.class);
            Holding.ENTERED.acquire();
            try {
                broker.deleteTopic("meanwhile");
                broker.createTopic("meanwhile", 1);
                send("meanwhile", 0, 5);
            } finally {
                Holding.MAY_GO.release(1_000);
            }
            await(() -> store.report().taken() >= 2
                    && (topic.failure().isPresent() || store.report().taken() > 2));
            assertThat(topic.failure().orElse("none")).startsWith("topic meanwhile was made anew since");
            assertThat(context.getBean(TopicHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(store.report().taken()).isEqualTo(2);
        }
    }

    @Test
    void anOutageOfTheBrokerEndsNoReader() throws Exception {
        TestBroker own = TestBroker.interruptible();
        try {
            own.createTopic("outage", 1);
            send(own, "outage", 0, 2);
            try (ConfigurableApplicationContext context = Consuming.run(
                    own.servers(),
                    "outage",
                    snapshot,
                    "--engagement.kafka.look=PT0.1S",
                    "--engagement.kafka.client.default.api.timeout.ms=2000",
                    "--engagement.kafka.client.request.timeout.ms=1000")) {
                EventTopic topic = context.getBean(EventTopic.class);
                LiveStore store = context.getBean(LiveStore.class);
                await(() -> store.report().taken() == 2);

                own.interrupt();
                await(() -> topic.failure().isPresent());
                assertThat(context.getBean(TopicHealth.class).health().getStatus())
                        .isEqualTo(Status.DOWN);
                assertThat(topic.isRunning()).isTrue();

                own.goOn();
                send(own, "outage", 2, 3);
                await(() -> store.report().taken() == 3 && topic.failure().isEmpty());
            }
        } finally {
            own.stop();
        }
    }

    /** Lets all pass. */
    private abstract static class Passing implements ConsumerInterceptor<byte[], byte[]> {
        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}
    }

    /** Fails as a class that is missing does. */
    public static final class Failing extends Passing {
        /** Made by Kafka. */
        public Failing() {}

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            throw new NoClassDefFoundError("of a test");
        }
    }

    @Test
    void aReaderThatAnErrorHasEndedIsDown() throws Exception {
        broker.createTopic("ended", 1);
        send("ended", 0, 1);
        try (ConfigurableApplicationContext context = Consuming.run(
                broker.servers(),
                "ended",
                snapshot,
                "--engagement.kafka.client.interceptor.classes=" + Failing.class.getName())) {
            EventTopic topic = context.getBean(EventTopic.class);
            await(() -> topic.failure().isPresent());
            assertThat(topic.failure().orElseThrow()).contains("the reader has ended by an error");
            assertThat(context.getBean(TopicHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
            await(() -> !topic.isRunning());
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("does not hang").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
