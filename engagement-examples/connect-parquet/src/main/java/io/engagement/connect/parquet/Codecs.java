package io.engagement.connect.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** What pages are compressed with, in Java: read are those that writers use, written is snappy. */
final class Codecs implements CompressionCodecFactory {
    /** What is read. */
    static final List<CompressionCodecName> READ = List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW);

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Pages((bytes, size) -> bytes);
            case GZIP -> new Pages(Codecs::unzipped);
            case SNAPPY -> new Pages((bytes, size) -> decompressed(new SnappyDecompressor(), bytes, size));
            case ZSTD -> new Pages((bytes, size) -> decompressed(new ZstdDecompressor(), bytes, size));
            case LZ4_RAW -> new Pages((bytes, size) -> decompressed(new Lz4Decompressor(), bytes, size));
            case LZO, BROTLI, LZ4 -> throw new IllegalArgumentException(codec + " is not read");
        };
    }

    private static byte[] decompressed(Decompressor decompressor, byte[] bytes, int size) {
        byte[] page = new byte[size];
        int length = decompressor.decompress(bytes, 0, bytes.length, page, 0, size);
        return checked(page, length);
    }

    private static byte[] unzipped(byte[] bytes, int size) throws IOException {
        try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] page = new byte[size];
            return checked(page, unzipped.readNBytes(page, 0, size));
        }
    }

    private static byte[] checked(byte[] page, int length) {
        if (length != page.length) {
            throw new IllegalArgumentException("a page has " + length + " bytes, not " + page.length);
        }
        return page;
    }

    private interface Reading {
        byte[] read(byte[] bytes, int size) throws IOException;
    }

    private record Pages(Reading reading) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(reading.read(bytes.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int length, ByteBuffer output, int size) throws IOException {
            byte[] bytes = new byte[length];
            input.get(bytes);
            output.put(reading.read(bytes, size));
        }

        @Override
        public void release() {}
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return codec == CompressionCodecName.SNAPPY ? new Snappy() : new Plain();
    }

    private static final class Plain implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) {
            return bytes;
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.UNCOMPRESSED;
        }

        @Override
        public void release() {}
    }

    private static final class Snappy implements BytesInputCompressor {
        private final SnappyCompressor compressor = new SnappyCompressor();

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            byte[] page = bytes.toInputStream().readAllBytes();
            byte[] out = new byte[compressor.maxCompressedLength(page.length)];
            int length = compressor.compress(page, 0, page.length, out, 0, out.length);
            return BytesInput.from(Arrays.copyOf(out, length));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.SNAPPY;
        }

        @Override
        public void release() {}
    }

    @Override
    public void release() {}
}
