package io.engagement.spring.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
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

/** A broker of Kafka's own, in this JVM. */
final class TestBroker {
    private final KafkaClusterTestKit kit;
    private final KafkaProducer<String, byte[]> producer;

    private TestBroker(KafkaClusterTestKit kit) {
        this.kit = kit;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kit.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        "20"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static TestBroker start() throws Exception {
        KafkaClusterTestKit kit = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumControllerNodes(1)
                        .setNumBrokerNodes(1)
                        .build())
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .setConfigProp("offsets.topic.replication.factor", "1")
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
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, customer, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits until all that was sent is there. */
    void flush() {
        producer.flush();
    }

    /** As if they had been kept for long enough. */
    void deleteBefore(TopicPartition partition, long offset) throws Exception {
        try (Admin admin = kit.admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    void stop() throws Exception {
        producer.close(Duration.ofSeconds(1));
        kit.close();
    }
}
