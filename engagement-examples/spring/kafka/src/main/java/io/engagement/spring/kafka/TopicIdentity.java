package io.engagement.spring.kafka;

import io.engagement.live.Feed;
import io.engagement.spring.LiveScores;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Which topic of its name the store has read: Kafka gives one that is made anew another id, and offsets from 0 again. Of one thread. */
final class TopicIdentity {
    private final String topic;
    private final Map<String, Object> client;

    /** Its position is the topic's id, as a number: a snapshot keeps it. */
    private final Feed id;

    private @Nullable Admin admin;

    TopicIdentity(LiveScores scores, String topic, Map<String, Object> client) {
        this.topic = topic;
        this.client = new HashMap<>(client);
        this.client.keySet().retainAll(AdminClientConfig.configNames());
        this.id = scores.feed(topic + "#id");
    }

    /**
     * The first topic that is asked for is taken for the one. Takes as long as {@code default.api.timeout.ms} allows.
     *
     * @throws IllegalStateException if it is another one now, or does not tell
     */
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

    private Uuid ask() {
        try {
            return connected()
                    .describeTopics(List.of(topic))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .topicId();
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            throw new IllegalStateException("topic " + topic + " cannot be described: " + why.getMessage(), failed);
        }
    }

    /** One as long as it is read: each that is made tells the log all of its settings. */
    private Admin connected() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(client);
            admin = known;
        }
        return known;
    }

    /** Until it is asked again. */
    void disconnect() {
        Admin known = admin;
        admin = null;
        if (known != null) {
            // What is not answered yet is not waited for.
            known.close(Duration.ZERO);
        }
    }
}
