package io.engagement.spring.kafka;

import io.engagement.live.Feed;
import io.engagement.spring.LiveScores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of the topic, each a feed of the store, and where to go on in each. Of one thread. */
final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    private final LiveScores scores;
    private final String topic;
    private final TopicIdentity identity;
    private final KafkaProperties.OnGap onGap;
    private final TopicCounts counts;

    private final Map<TopicPartition, Feed> feeds = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    Partitions(
            LiveScores scores, String topic, TopicIdentity identity, KafkaProperties.OnGap onGap, TopicCounts counts) {
        this.scores = scores;
        this.identity = identity;
        this.topic = topic;
        this.onGap = onGap;
        this.counts = counts;
    }

    /** Looks whether it is still the same topic, and for partitions that have been added since. */
    void assignAdded(Consumer<?, ?> consumer) {
        identity.requireSame();
        if (!next.keySet().containsAll(inTopic(consumer))) {
            assign(consumer);
        }
    }

    private List<TopicPartition> inTopic(Consumer<?, ?> consumer) {
        List<TopicPartition> all = new ArrayList<>();
        consumer.partitionsFor(topic).forEach(each -> all.add(new TopicPartition(topic, each.partition())));
        return all;
    }

    /** Takes on all partitions that there are. */
    void assign(Consumer<?, ?> consumer) {
        List<TopicPartition> all = inTopic(consumer);
        if (all.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " is not there, or may not be read");
        }
        identity.requireSame();
        consumer.assign(all);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        for (TopicPartition each : all) {
            feeds.computeIfAbsent(each, partition -> scores.feed(partition.toString()));
            consumer.seek(each, start(each, beginnings.getOrDefault(each, 0L), ends.getOrDefault(each, 0L)));
        }
    }

    /** Where to go on: behind what the store has, or behind what was looked at since. */
    private long start(TopicPartition partition, long beginning, long end) {
        long wanted = next.getOrDefault(
                partition,
                feed(partition).position().stream()
                        .map(last -> last + 1)
                        .findFirst()
                        .orElse(beginning));
        if (wanted > end) {
            throw new IllegalStateException(
                    "partition " + partition + " ends at " + end + ", and the store has read to " + wanted
                            + ": the topic was made anew. Give it another name, or move the snapshot away and begin anew");
        }
        if (wanted < beginning) {
            lost(partition, wanted, beginning);
        }
        long start = Math.max(wanted, beginning);
        next.put(partition, start);
        return start;
    }

    private void lost(TopicPartition partition, long wanted, long beginning) {
        String what = "partition " + partition + " begins at " + beginning + ", and the store has read to " + wanted
                + ": " + (beginning - wanted) + " records are lost";
        if (onGap == KafkaProperties.OnGap.REFUSE) {
            throw new IllegalStateException(
                    what + ". Restore a later snapshot, or set engagement.kafka.gap=skip to go on without them");
        }
        LOG.warn("{}, and skipped", what);
        counts.count(TopicCounts.MISSING, beginning - wanted);
    }

    Feed feed(TopicPartition partition) {
        Feed feed = feeds.get(partition);
        if (feed == null) {
            throw new IllegalStateException("partition " + partition + " is not assigned");
        }
        return feed;
    }

    /** Also what is not for the store is behind it from now on: who restores it does not miss the record where it is gone. */
    void looked(TopicPartition partition, long offset) {
        feed(partition).pass(offset);
        next.put(partition, offset + 1);
    }

    Collection<TopicPartition> all() {
        return next.keySet();
    }

    /** For who reads next, with a consumer of its own. */
    void disconnect() {
        identity.disconnect();
    }

    /** For the thread that goes on. */
    void release() {
        feeds.values().forEach(Feed::release);
    }
}
