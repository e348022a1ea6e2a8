package io.engagement.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Bytes in frames, each with a checksum: length, complement of the length, CRC-32C of the frame's number, its length and
 * its bytes, then these. A frame of no bytes is the end. So a changed bit is found in the frame that it is in, and a
 * missing end too.
 */
final class Frames {
    /** Bytes of a full frame. */
    static final int FULL = 1 << 16;

    private static final int HEADER = 3 * Integer.BYTES;

    private Frames() {}

    private static int checksum(int number, byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
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
        private final byte[] frame = new byte[FULL];
        private int length;
        private int number;

        Output(OutputStream out) {
            this.out = out;
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

        /** Writes the end; nothing may follow. */
        void end() throws IOException {
            if (length > 0) {
                writeFrame();
            }
            writeFrame();
        }

        private void writeFrame() throws IOException {
            ByteBuffer header =
                    ByteBuffer.allocate(HEADER).putInt(length).putInt(~length).putInt(checksum(number, frame, length));
            out.write(header.array());
            out.write(frame, 0, length);
            number++;
            length = 0;
        }
    }

    /** Gives what was written, each byte after its frame has been checked. */
    static final class Input extends InputStream {
        private final InputStream in;
        private final String name;
        private byte[] frame = {};
        private int next;
        private int number;
        private boolean ended;

        Input(InputStream in, String name) {
            this.in = in;
            this.name = name;
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
            int some = Math.min(count, frame.length - next);
            System.arraycopy(frame, next, bytes, from, some);
            next += some;
            return some;
        }

        /** Whether all has been read, and the end is where it should be. */
        boolean isAtEnd() throws IOException {
            while (next == frame.length && !ended) {
                readFrame();
            }
            return next == frame.length;
        }

        private void readFrame() throws IOException {
            ByteBuffer header = ByteBuffer.wrap(exactly(HEADER));
            int length = header.getInt();
            if (length != ~header.getInt() || length < 0 || length > FULL) {
                throw new SnapshotException(damaged());
            }
            frame = exactly(length);
            next = 0;
            if (header.getInt() != checksum(number, frame, length)) {
                throw new SnapshotException(damaged());
            }
            number++;
            if (length == 0) {
                ended = true;
                if (in.read() >= 0) {
                    throw new SnapshotException(
                            name + " goes on behind its end: it is not as it was written; take an earlier one");
                }
            }
        }

        private byte[] exactly(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new SnapshotException(name + " is cut off in part " + number
                        + " of it: it was not written or copied whole; take an earlier one");
            }
            return bytes;
        }

        private String damaged() {
            return name + " is damaged in part " + number + " of it (bytes " + (long) number * FULL
                    + " and following): its checksum is wrong; take an earlier one";
        }
    }
}
