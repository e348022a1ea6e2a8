package io.engagement.connect.zstd;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.engagement.connect.Compression;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** RFC 8878, all frames of a file. Frames that need more than 128 MB to be decompressed are refused. Thread-safe. */
public final class Zstd implements Compression {
    private static final byte[] FRAME = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /** As {@link java.util.ServiceLoader} makes it. */
    public Zstd() {}

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public boolean isBegunBy(byte[] beginning) {
        for (int i = 0; i < FRAME.length; i++) {
            if (i >= beginning.length || beginning[i] != FRAME[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public InputStream decompressed(InputStream compressed) throws IOException {
        return new Frames(new ZstdInputStream(compressed));
    }

    @Override
    public String ending() {
        return "zst";
    }

    @Override
    public OutputStream compressing(OutputStream out) throws IOException {
        OutputStream open = new FilterOutputStream(out) {
            @Override
            public void write(byte[] from, int start, int length) throws IOException {
                out.write(from, start, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        return new ZstdOutputStream(open).setChecksum(true);
    }

    /** What is wrong with a file is told as for other compressions. */
    private static final class Frames extends FilterInputStream {
        Frames(InputStream frames) {
            super(frames);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (ZstdIOException e) {
                String why = String.valueOf(e.getMessage());
                throw new IOException(
                        why.contains("Truncated")
                                ? "its zstd stream ends too early: was it written and copied to its end?"
                                : "its zstd stream is broken (" + why + "): export or copy it again",
                        e);
            }
        }
    }
}
