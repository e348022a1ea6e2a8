package io.engagement.live;

import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory for one thread: {@link java.io.ByteArrayOutputStream} locks with each of them. */
final class GrowingBytes extends OutputStream {
    private byte[] bytes = new byte[1 << 13];
    private int size;

    @Override
    public void write(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] more, int from, int count) {
        ensure(count);
        System.arraycopy(more, from, bytes, size, count);
        size += count;
    }

    /** Writes all of them and begins anew. */
    void moveTo(DataOutput out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    private void ensure(int count) {
        if (count > bytes.length - size) {
            long wanted = Math.max(3L * bytes.length / 2, (long) size + count);
            if (wanted > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException(
                        "a shard of more than 2 GB cannot be copied: open the store with more shards");
            }
            bytes = Arrays.copyOf(bytes, (int) wanted);
        }
    }
}
