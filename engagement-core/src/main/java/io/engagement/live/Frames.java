package io.engagement.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Bytes in frames, each with a checksum: length, complement of the length, CRC-32C of what stands before all frames, of the
 * frame's number, its length and its bytes, then these. A frame of no bytes is the end; the seal of the whole follows. So a
 * changed bit is found in the frame that it is in, a missing end too, and a frame of another file.
 */
final class Frames {
    /** Bytes of a full frame. */
    static final int FULL = 1 << 16;

    private static final int HEADER = 3 * Integer.BYTES;

    private Frames() {}

    private static int checksum(byte[] head, int number, byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(number)
                .putInt(length)
                .flip());
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Cuts what is written into frames. */
    static final class Output extends OutputStream {
        private final OutputStream out;
        private final byte[] head;
        private final Seal seal;
        private final byte[] frame = new byte[FULL];
        private int length;
        private int number;

        /** Begins with what stands before all frames. */
        Output(OutputStream out, byte[] head, Seal seal) throws IOException {
            this.out = out;
            this.head = head;
            this.seal = seal;
            writeSealed(head, head.length);
        }

        @Override
        public void write(int b) throws IOException {
            frame[length++] = (byte) b;
            if (length == FULL) {
                writeFrame();
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int next = from;
            for (int left = count; left > 0; ) {
                int some = Math.min(left, FULL - length);
                System.arraycopy(bytes, next, frame, length, some);
                length += some;
                next += some;
                left -= some;
                if (length == FULL) {
                    writeFrame();
                }
            }
        }

        /** Writes the end and the seal; nothing may follow. */
        void end() throws IOException {
            if (length > 0) {
                writeFrame();
            }
            writeFrame();
            out.write(seal.end().get());
        }

        private void writeFrame() throws IOException {
            ByteBuffer header = ByteBuffer.allocate(HEADER)
                    .putInt(length)
                    .putInt(~length)
                    .putInt(checksum(head, number, frame, length));
            writeSealed(header.array(), HEADER);
            writeSealed(frame, length);
            number++;
            length = 0;
        }

        private void writeSealed(byte[] bytes, int count) throws IOException {
            seal.more().accept(bytes, 0, count);
            out.write(bytes, 0, count);
        }
    }

    /** Gives what was written, each byte after its frame has been checked; the seal, when all has been read. */
    static final class Input extends InputStream {
        private final Source source;
        private final byte[] head;
        private final int sealed;
        private byte[] frame = {};
        private int length;
        private int next;
        private int number;
        private boolean ended;

        /**
         * Behind what stands before all frames.
         *
         * @param sealed how many bytes the seal at the end has, 0 if there is none
         */
        Input(Source source, byte[] head, int sealed) {
            this.source = source;
            this.head = head;
            this.sealed = sealed;
        }

        @Override
        public int read() throws IOException {
            return isAtEnd() ? -1 : frame[next++] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            int some = Math.min(count, length - next);
            System.arraycopy(frame, next, bytes, from, some);
            next += some;
            return some;
        }

        /** No more bytes than this can follow. */
        long remaining() {
            return source.remaining() + length - next;
        }

        /** Whether all has been read, and the end is where it should be. */
        boolean isAtEnd() throws IOException {
            while (next == length && !ended) {
                readFrame();
            }
            return next == length;
        }

        private void readFrame() throws IOException {
            ByteBuffer header = ByteBuffer.wrap(source.read(HEADER, part()));
            length = header.getInt();
            next = 0;
            if (length != ~header.getInt() || length < 0 || length > FULL) {
                throw damaged();
            }
            if (length > frame.length) {
                // No larger than the file: what is cut is not worth a buffer.
                frame = new byte[(int) Math.min(FULL, source.remaining())];
            }
            source.read(frame, length, part());
            if (header.getInt() != checksum(head, number, frame, length)) {
                throw damaged();
            }
            number++;
            if (length == 0) {
                ended = true;
                readEnd();
            }
        }

        private void readEnd() throws IOException {
            if (sealed > 0) {
                byte[] expected = source.seal().end().get();
                if (!MessageDigest.isEqual(expected, source.read(sealed, "its seal"))) {
                    throw new SnapshotException(source.name()
                            + " is not as it was sealed: it was changed, or sealed with another key; give the key that"
                            + " it was written with, or take an earlier one");
                }
            }
            if (source.remaining() > 0) {
                throw new SnapshotException(
                        source.name() + " goes on behind its end: it is not as it was written; take an earlier one");
            }
        }

        private String part() {
            return "part " + number + " of it";
        }

        private SnapshotException damaged() {
            return new SnapshotException(source.name() + " is damaged in " + part() + " (bytes " + (long) number * FULL
                    + " and following), or this part is of another snapshot: its checksum is wrong; take an"
                    + " earlier one");
        }
    }

    /** A file of some length, and the seal of the bytes read. */
    static final class Source {
        private final InputStream in;
        private final String name;
        private final Seal seal;
        private long remaining;

        Source(InputStream in, String name, long size, Seal seal) {
            this.in = in;
            this.name = name;
            this.seal = seal;
            this.remaining = size;
        }

        String name() {
            return name;
        }

        Seal seal() {
            return seal;
        }

        long remaining() {
            return remaining;
        }

        /** A few bytes. */
        byte[] read(int count, String what) throws IOException {
            byte[] bytes = new byte[count];
            read(bytes, count, what);
            return bytes;
        }

        void read(byte[] bytes, int count, String what) throws IOException {
            if (count > remaining || in.readNBytes(bytes, 0, count) < count) {
                throw new SnapshotException(
                        name + " is cut off in " + what + ": it was not written or copied whole; take an earlier one");
            }
            remaining -= count;
            seal.more().accept(bytes, 0, count);
        }
    }
}
