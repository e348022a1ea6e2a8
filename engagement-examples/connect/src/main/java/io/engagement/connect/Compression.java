package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A way of compressing files, such as gzip. {@link Sources} finds implementations with {@link java.util.ServiceLoader}, so that what
 * they need is there only where somebody adds their module. Thread-safe.
 */
public interface Compression {
    /**
     * What messages call it.
     *
     * @return such as {@code gzip}
     */
    String name();

    /**
     * Whether a file is compressed so, by its content: names may lie.
     *
     * @param beginning its first {@link FileFormat#LOOKED_AT} bytes, or all if it has fewer
     * @return true if it is
     */
    boolean isBegunBy(byte[] beginning);

    /**
     * What was compressed.
     *
     * @param compressed the file from its first byte on
     * @return its content, all parts of it if it was compressed in several; reading fails where the file is broken or ends too early
     * @throws IOException if the file cannot be read
     */
    InputStream decompressed(InputStream compressed) throws IOException;

    /**
     * What names of files that are compressed so end with.
     *
     * @return such as {@code gz}, without a point
     */
    String ending();

    /**
     * Compresses.
     *
     * @param out takes what is compressed
     * @return takes what is to be; closing it ends it and leaves the other one open
     * @throws IOException if it cannot be written
     */
    OutputStream compressing(OutputStream out) throws IOException;

    /**
     * Those that there are.
     *
     * @return gzip, and those of modules that are there
     */
    static List<Compression> all() {
        return Stream.concat(
                        Stream.of(new Gzip()),
                        ServiceLoader.load(Compression.class, Compression.class.getClassLoader()).stream()
                                .map(ServiceLoader.Provider::get))
                .toList();
    }
}
