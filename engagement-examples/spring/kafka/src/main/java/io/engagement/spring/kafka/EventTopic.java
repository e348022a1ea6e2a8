package io.engagement.spring.kafka;

import io.engagement.domain.Interaction;
import io.engagement.live.Arrival;
import io.engagement.spring.EventJson;
import io.engagement.spring.InvalidFieldException;
import io.engagement.spring.LiveScores;
import io.engagement.spring.MalformedJsonException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads events from all partitions of a topic and adds them to the store, in a thread of its own.
 *
 * <p>Each partition is a feed of the store, and its offsets are the feed's positions. They are kept in the store's snapshot, with what
 * they stand for, and not in Kafka: after a crash the store is as the last snapshot has it, and reading goes on behind the positions
 * that it holds. Nothing is lost, and nothing counts twice, whether events have ids or not. One process reads all partitions.
 *
 * <p>A record that is no event is counted as refused, told in the log by its place, not by what it says, and passed over. Whether one
 * lies too far ahead is asked of the record's own timestamp, not of the clock: whoever reads the topic again takes the same records.
 * Events of erased customers are dropped. Where reading fails, it is tried again after a while, from where it was.
 */
public final class EventTopic implements SmartLifecycle {
    /** Greater than that of the store's keeping: starts after it, stops before the last snapshot. */
    static final int PHASE = 1000;

    static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(EventTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    /** Of records that are refused, each up to here is told in the log, then the 20th, 40th, 80th and so on. */
    private static final int TOLD = 10;

    private final LiveScores scores;
    private final EventJson json;
    private final String topic;
    private final Map<String, Object> client;
    private final Duration retry;
    private final Duration look;
    private final ObservationRegistry observations;
    private final TopicCounts counts = new TopicCounts();
    private final Partitions partitions;

    private volatile boolean running;
    private volatile Optional<String> failure = Optional.empty();
    private volatile long lag;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    EventTopic(
            LiveScores scores,
            EventJson json,
            String topic,
            KafkaProperties properties,
            ObservationRegistry observations) {
        this.scores = scores;
        this.json = json;
        this.topic = topic;
        this.client = client(properties);
        this.retry = properties.retry();
        this.look = properties.look();
        this.observations = observations;
        this.partitions =
                new Partitions(scores, topic, new TopicIdentity(scores, topic, client), properties.gap(), counts);
    }

    private static Map<String, Object> client(KafkaProperties properties) {
        Map<String, Object> client = new HashMap<>();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.putAll(properties.client());
        String servers = properties.bootstrapServers();
        if (servers != null) {
            client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        }
        // Positions are the store's.
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Who looks for a topic that was deleted would make it anew.
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }

    @Override
    public void start() {
        Thread reader = new Thread(this::run, "engagement-kafka");
        reader.setDaemon(true);
        if (thread.compareAndSet(null, reader)) {
            running = true;
            reader.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread reader = thread.get();
        if (reader != null && ends(reader)) {
            thread.set(null);
        }
    }

    /** One that goes on after all is kept: there must not be two. */
    private static boolean ends(Thread reader) {
        reader.interrupt();
        try {
            reader.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return !reader.isAlive();
    }

    @Override
    public boolean isRunning() {
        Thread reader = thread.get();
        return reader != null && reader.isAlive();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            readUntilStopped();
        } finally {
            if (running) {
                failure = Optional.of("the reader has ended by an error, see the log: restart the service");
            }
        }
    }

    private void readUntilStopped() {
        Duration wait = retry;
        while (running) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                read(consumer);
            } catch (WakeupException | InterruptException stopped) {
                // The flag says whether to stop: an interrupt of somebody else's would end each consumer to come.
                boolean unused = Thread.interrupted();
            } catch (RuntimeException failed) {
                wait = failure.isEmpty() ? retry : longer(wait);
                failure = Optional.of(String.valueOf(failed.getMessage()));
                LOG.error("topic {} is not read, tried again in {}", topic, wait, failed);
                sleep(wait);
            }
        }
        partitions.release();
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        try {
            partitions.assign(consumer);
            long looked = System.nanoTime();
            while (running) {
                poll(consumer);
                if (Duration.ofNanos(System.nanoTime() - looked).compareTo(look) > 0) {
                    partitions.assignAdded(consumer);
                    looked = System.nanoTime();
                }
            }
        } finally {
            partitions.disconnect();
        }
    }

    private void poll(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            Observation.createNotStarted("engagement.kafka.poll", observations)
                    .observe(() -> records.forEach(this::take));
        }
        failure = Optional.empty();
        lag = lag(consumer);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Optional<Interaction> event = event(record);
        if (event.isPresent()) {
            Optional<Arrival> arrival = scores.add(partitions.feed(partition), event.get(), record.offset());
            counts.count(arrival.map(Arrival::name).orElse(TopicCounts.ERASED), 1);
        }
        partitions.looked(partition, record.offset());
    }

    private Optional<Interaction> event(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            refuse(record, "it has no value");
            return Optional.empty();
        }
        try {
            return Optional.of(json.event(value, sent(record)));
        } catch (InvalidFieldException invalid) {
            refuse(record, invalid.field() + " must be " + invalid.allowed());
        } catch (MalformedJsonException malformed) {
            refuse(record, "it is no JSON object");
        }
        return Optional.empty();
    }

    /** The same however late it is read, so that a replay takes the same records; of one that does not tell nothing is ahead. */
    static Instant sent(ConsumerRecord<byte[], byte[]> record) {
        return record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
                ? Instant.MAX
                : Instant.ofEpochMilli(record.timestamp());
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, String why) {
        long refused = counts.count(TopicCounts.REFUSED, 1);
        if (refused <= TOLD || (refused % TOLD == 0 && Long.bitCount(refused / TOLD) == 1)) {
            LOG.warn(
                    "record {}-{}@{} is no event, {} refused so far: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    refused,
                    why);
        }
    }

    private long lag(Consumer<?, ?> consumer) {
        long sum = 0;
        for (TopicPartition each : partitions.all()) {
            OptionalLong behind = consumer.currentLag(each);
            sum += behind.orElse(0);
        }
        return sum;
    }

    TopicCounts counts() {
        return counts;
    }

    /** Why nothing is read at the moment. */
    Optional<String> failure() {
        return failure;
    }

    /** How many records wait in the topic, as of the last poll. */
    long lag() {
        return lag;
    }
}
