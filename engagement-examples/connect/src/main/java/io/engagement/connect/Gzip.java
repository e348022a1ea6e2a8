package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/**
 * RFC 1952, all members of a file. Unlike the JDK's own reader it refuses whatever is behind the last member and is no zero, and
 * takes a pipe that has nothing to give at the moment for what it is, not for the end.
 */
final class Gzip implements Compression {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int BUFFER = 1 << 16;

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public boolean isBegunBy(byte[] beginning) {
        return beginning.length > 2
                && Byte.toUnsignedInt(beginning[0]) == FIRST
                && Byte.toUnsignedInt(beginning[1]) == SECOND
                && beginning[2] == 8;
    }

    @Override
    public InputStream decompressed(InputStream compressed) throws IOException {
        return new Members(compressed);
    }

    @Override
    public String ending() {
        return "gz";
    }

    @Override
    public OutputStream compressing(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER) {
            @Override
            public void close() throws IOException {
                finish();
                def.end();
            }
        };
    }

    private static final class Members extends InputStream {
        private static final int HAS_CHECKSUM = 2;
        private static final int HAS_EXTRA = 4;
        private static final int HAS_NAME = 8;
        private static final int HAS_COMMENT = 16;

        private final InputStream compressed;
        private final Inflater inflater = new Inflater(true);
        private final CRC32 checksum = new CRC32();
        private final byte[] buffer = new byte[1 << 15];
        private int next;
        private int limit;
        private boolean inMember;
        private boolean atEnd;

        Members(InputStream compressed) throws IOException {
            this.compressed = compressed;
            begin(take());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, into.length);
            while (length > 0 && !atEnd) {
                int count = inMember ? inflate(into, from, length) : 0;
                if (count > 0) {
                    return count;
                }
                if (!inMember) {
                    toNextMember();
                }
            }
            return length == 0 ? 0 : -1;
        }

        private int inflate(byte[] into, int from, int length) throws IOException {
            if (inflater.needsInput()) {
                if (next == limit && !fill()) {
                    throw endsEarly();
                }
                inflater.setInput(buffer, next, limit - next);
                next = limit;
            }
            int count;
            try {
                count = inflater.inflate(into, from, length);
            } catch (DataFormatException e) {
                throw new IOException(broken(String.valueOf(e.getMessage())), e);
            }
            checksum.update(into, from, count);
            if (count == 0 && inflater.needsDictionary()) {
                throw new IOException(broken("it needs a dictionary"));
            }
            if (inflater.finished()) {
                endMember();
            }
            return count;
        }

        private void endMember() throws IOException {
            next = limit - inflater.getRemaining();
            long size = inflater.getBytesWritten() & 0xffff_ffffL;
            if (takeNumber() != checksum.getValue() || takeNumber() != size) {
                throw new IOException(broken("its checksum or size differs"));
            }
            inMember = false;
        }

        private long takeNumber() throws IOException {
            long number = 0;
            for (int i = 0; i < Integer.SIZE; i += Byte.SIZE) {
                number |= (long) take() << i;
            }
            return number;
        }

        private void toNextMember() throws IOException {
            int first = 0;
            while (first == 0 && (next < limit || fill())) {
                first = take();
            }
            if (first == 0) {
                atEnd = true;
            } else {
                begin(first);
            }
        }

        /** Reads the head of a member. */
        private void begin(int first) throws IOException {
            if (first != FIRST || take() != SECOND || take() != 8) {
                throw new IOException(broken("something else is behind it"));
            }
            int flags = take();
            skip(6);
            if ((flags & HAS_EXTRA) != 0) {
                skip(take() | take() << 8);
            }
            if ((flags & HAS_NAME) != 0) {
                skipText();
            }
            if ((flags & HAS_COMMENT) != 0) {
                skipText();
            }
            if ((flags & HAS_CHECKSUM) != 0) {
                skip(2);
            }
            inflater.reset();
            checksum.reset();
            inMember = true;
        }

        private void skip(int bytes) throws IOException {
            for (int i = 0; i < bytes; i++) {
                take();
            }
        }

        private void skipText() throws IOException {
            int read = take();
            while (read != 0) {
                read = take();
            }
        }

        private int take() throws IOException {
            if (next == limit && !fill()) {
                throw endsEarly();
            }
            return Byte.toUnsignedInt(buffer[next++]);
        }

        private boolean fill() throws IOException {
            int count = compressed.read(buffer);
            next = 0;
            limit = Math.max(0, count);
            return count > 0;
        }

        private static IOException endsEarly() {
            return new IOException("its gzip stream ends too early: was it written and copied to its end?");
        }

        private static String broken(String how) {
            return "its gzip stream is broken (" + how + "): export or copy it again";
        }

        @Override
        public void close() throws IOException {
            inflater.end();
            compressed.close();
        }
    }
}
