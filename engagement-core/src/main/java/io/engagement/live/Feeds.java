package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A store's feeds, numbered in the order in which they were asked for. Thread-safe. */
final class Feeds {
    private final Map<String, Feed> byName = new LinkedHashMap<>();
    private final Lock lock = new ReentrantLock();

    Feed get(LiveStore store, String name) {
        lock.lock();
        try {
            return byName.computeIfAbsent(name, unknown -> new Feed(store, unknown, byName.size()));
        } finally {
            lock.unlock();
        }
    }

    private List<Feed> all() {
        lock.lock();
        try {
            return List.copyOf(byName.values());
        } finally {
            lock.unlock();
        }
    }

    /** How far each has come. */
    Map<String, Long> complete() {
        Map<String, Long> complete = new HashMap<>();
        all().forEach(feed -> complete.put(feed.name(), feed.complete()));
        return complete;
    }

    /** Writes all feeds, including those that were added since. */
    void write(DataOutput out, Map<String, Long> complete) throws IOException {
        List<Feed> known = all();
        Snapshots.writeTexts(out, known.stream().map(Feed::name).toList());
        for (Feed feed : known) {
            out.writeLong(complete.getOrDefault(feed.name(), Long.MIN_VALUE));
        }
    }

    /** Where there are none, and nobody else knows of these yet. */
    void read(SnapshotReader in, LiveStore store, Shards shards) throws IOException {
        for (String name : in.readTexts("name of a feed")) {
            Feed before = byName.put(name, new Feed(store, name, byName.size()));
            in.check(before == null, "feed", name, "listed once");
        }
        long[] known = seen(in, shards);
        int number = 0;
        for (Feed feed : byName.values()) {
            long position = in.readLong();
            in.check(position <= known[number], "position of a feed", position, "one that a shard has seen");
            number++;
            feed.restore(position);
        }
    }

    /** How far any shard has seen each. */
    private long[] seen(SnapshotReader in, Shards shards) throws SnapshotException {
        long[] known = new long[byName.size()];
        Arrays.fill(known, Long.MIN_VALUE);
        for (Shard shard : shards.all().toList()) {
            long[] positions = shard.positions();
            in.check(positions.length <= known.length, "number of feeds", known.length, "that of a shard's or more");
            Arrays.setAll(known, i -> i < positions.length ? Math.max(known[i], positions[i]) : known[i]);
        }
        return known;
    }
}
