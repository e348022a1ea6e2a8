package io.engagement.live;

import io.engagement.internal.index.KeyedHash;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a store, and who is in which: by the upper bits of a hash of the id, so that rows in a shard go by lower ones. */
final class Shards {
    /** How many there are at the most. */
    static final int MOST = 1 << 16;

    private final KeyedHash hash;
    private final Shard[] all;
    private final int shift;

    private Shards(KeyedHash hash, Shard[] all) {
        this.hash = hash;
        this.all = all;
        this.shift = shift(all.length);
    }

    private static int shift(int shards) {
        return Long.SIZE - Integer.numberOfTrailingZeros(shards);
    }

    private static int numberOf(long hashed, int shards) {
        return shards == 1 ? 0 : (int) (hashed >>> shift(shards));
    }

    /** So many, all empty. */
    static Shards open(int count, Function<KeyedHash, Shard> making) {
        KeyedHash hash = KeyedHash.random();
        return new Shards(
                hash,
                IntStream.range(0, count).mapToObj(number -> making.apply(hash)).toArray(Shard[]::new));
    }

    long hash(String customerId) {
        return hash.of(customerId);
    }

    /** In which a customer is, by the hash of the id. */
    Shard of(long hashed) {
        return all[all.length == 1 ? 0 : (int) (hashed >>> shift)];
    }

    Stream<Shard> all() {
        return Arrays.stream(all);
    }

    /** As the snapshot's format has it; see the package's notes. */
    void write(DataOutput out) throws IOException {
        out.writeInt(all.length);
        GrowingBytes copy = new GrowingBytes();
        for (Shard shard : all) {
            // The shard is left alone before anything is written to the disk.
            shard.write(new DataOutputStream(copy));
            copy.moveTo(out);
        }
    }

    void writeKeys(DataOutput out) throws IOException {
        out.writeLong(hash.first());
        out.writeLong(hash.second());
    }

    static Shards read(SnapshotReader in, Function<KeyedHash, Shard> making) throws IOException {
        KeyedHash hash = new KeyedHash(in.readLong(), in.readLong());
        int size = in.readSize("number of shards", ShardImage.LEAST_BYTES);
        in.check(Integer.bitCount(size) == 1 && size <= MOST, "number of shards", size, "a power of 2 to 65,536");
        Shard[] shards = new Shard[size];
        for (int i = 0; i < size; i++) {
            int number = i;
            shards[i] = making.apply(hash);
            shards[i].read(in, hashed -> numberOf(hashed, size) == number);
        }
        return new Shards(hash, shards);
    }
}
