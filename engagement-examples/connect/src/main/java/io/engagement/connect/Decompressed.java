package io.engagement.connect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** What was compressed, within limits: a few bytes that become any number of rows fill no disk and no evening. */
final class Decompressed extends FilterInputStream {
    static final String MOST_BYTES = "engagement.decompressed.bytes";
    static final String MOST_RATIO = "engagement.decompressed.ratio";
    private static final long USUAL_BYTES = 1L << 40;

    /** Of exports it is 3 to 100. */
    private static final long USUAL_RATIO = 1_000;

    /** Below this, a ratio says nothing. */
    private static final long NO_MATTER = 1L << 26;

    private final Counted compressed;
    private final String name;
    private final long mostBytes = limit(MOST_BYTES, USUAL_BYTES);
    private final long mostRatio = limit(MOST_RATIO, USUAL_RATIO);
    private long bytes;

    Decompressed(InputStream raw, Compression compression) throws IOException {
        this(new Counted(raw), compression);
    }

    private Decompressed(Counted raw, Compression compression) throws IOException {
        super(compression.decompressed(raw));
        this.compressed = raw;
        this.name = compression.name();
    }

    private static long limit(String property, long usual) {
        String told = System.getProperty(property, String.valueOf(usual));
        return Numbers.readWhole(told).stream()
                .filter(number -> number > 0)
                .findFirst()
                .orElseThrow(() -> new MappingRefused(
                        "-D" + property + " takes a whole number above 0, was '" + Excerpt.of(told) + "'"));
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > mostBytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "decompressed it has more than %d bytes; if it is meant to, allow more with java -D%s=BYTES",
                    mostBytes,
                    MOST_BYTES));
        }
        if (bytes > NO_MATTER && bytes / mostRatio > compressed.bytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "decompressed it has more than %d times its bytes (%s), as no export has; if it is meant to,"
                            + " allow more with java -D%s=TIMES",
                    mostRatio,
                    name,
                    MOST_RATIO));
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How much was read of the file. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream raw) {
            super(raw);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            bytes += Math.max(0, count);
            return count;
        }
    }
}
