package io.engagement.spring.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka's own, in this JVM. */
final class TestBroker {
    private final KafkaClusterTestKit kit;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private TestBroker(KafkaClusterTestKit kit) {
        this.kit = kit;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kit.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        "20",
                        // Of a topic that has no leader yet the first batch is refused: with a second one under
                        // way, which the leader then takes, the first is out of sequence for good.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        "1"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static TestBroker start() throws Exception {
        // On a machine that has much else to do a heartbeat may wait for long.
        return start(true, "120000");
    }

    /** Its controller apart, which soon takes it for gone: it can be interrupted. */
    static TestBroker interruptible() throws Exception {
        return start(false, "6000");
    }

    private static TestBroker start(boolean combined, String sessionMillis) throws Exception {
        KafkaClusterTestKit kit = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(combined)
                        .setNumControllerNodes(1)
                        .setNumBrokerNodes(1)
                        .build())
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("broker.session.timeout.ms", sessionMillis)
                .build();
        kit.format();
        kit.startup();
        kit.waitForReadyBrokers();
        return new TestBroker(kit);
    }

    String servers() {
        return kit.bootstrapServers();
    }

    void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = kit.admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    void deleteTopic(String name) throws Exception {
        try (Admin admin = kit.admin()) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    /** One customer's events are in one partition, in their order. */
    void send(String topic, String customer, String value) {
        send(topic, customer, value, Instant.now());
    }

    /** As if it had been sent at another time. */
    void send(String topic, String customer, String value, Instant at) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(topic, null, at.toEpochMilli(), customer, bytes), (where, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
    }

    /** Waits until all that was sent is there. */
    void flush() {
        producer.flush();
        assertThat(failure.get()).as("all is there that was sent").isNull();
    }

    /** As if they had been kept for long enough. */
    void deleteBefore(TopicPartition partition, long offset) throws Exception {
        try (Admin admin = kit.admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** An outage: what it holds is there again when it is started again. */
    void interrupt() {
        kit.brokers().values().forEach(each -> {
            each.shutdown();
            each.awaitShutdown();
        });
    }

    void goOn() throws Exception {
        kit.brokers().values().forEach(each -> each.startup());
        kit.waitForReadyBrokers();
    }

    void stop() throws Exception {
        producer.close(Duration.ofSeconds(1));
        kit.close();
    }
}
