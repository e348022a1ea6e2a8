package io.engagement.spring.kafka;

import io.engagement.live.Feed;
import io.engagement.spring.LiveScores;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/** Which topic of its name the store has read: Kafka gives one that is made anew another id, and offsets from 0 again. */
final class TopicIdentity {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String topic;
    private final Map<String, Object> client;

    /** Its position is the topic's id, as a number: a snapshot keeps it. */
    private final Feed id;

    TopicIdentity(LiveScores scores, String topic, Map<String, Object> client) {
        this.topic = topic;
        this.client = new HashMap<>(client);
        this.client.keySet().retainAll(AdminClientConfig.configNames());
        this.id = scores.feed(topic + "#id");
    }

    /** The first topic that is asked for is taken for the one. */
    void requireSame() {
        long now = number(ask());
        if (id.position().orElse(now) != now) {
            throw new IllegalStateException(
                    "topic " + topic + " was made anew since the store has read it: its positions are of another topic."
                            + " Give it another name, or move the snapshot away and begin anew");
        }
        id.pass(now);
        id.release();
    }

    private static long number(Uuid id) {
        return (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) & Long.MAX_VALUE;
    }

    /** When the reader begins, and not while it reads. */
    private Uuid ask() {
        Admin admin = Admin.create(client);
        try {
            return admin.describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs((int) LONGEST.toMillis()))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .topicId();
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("topic " + topic + " cannot be described: " + failed.getMessage(), failed);
        } finally {
            // What is not answered yet is not waited for.
            admin.close(Duration.ZERO);
        }
    }
}
