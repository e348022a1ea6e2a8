package io.engagement.connect;

import java.nio.file.Path;

/**
 * A format of files other than texts, such as Parquet. {@link Sources} finds implementations with {@link java.util.ServiceLoader},
 * so that what they need is there only where somebody adds their module. Thread-safe.
 */
public interface FileFormat {
    /** So many bytes of a file's beginning are looked at, or all if it has fewer. */
    int LOOKED_AT = 512;

    /**
     * What messages call it.
     *
     * @return such as {@code Parquet}
     */
    String name();

    /**
     * What is told of a file that somebody looks at, while its first rows are read.
     *
     * @param file one of this format that could be opened
     * @param layout with the sheet that is told, if one is
     * @return its format, and what else there is to choose from
     */
    default String about(Path file, Layout layout) {
        return name();
    }

    /**
     * Whether files have several tables, each with a name.
     *
     * @return true if one is chosen by {@link Layout#sheet}
     */
    default boolean hasSheets() {
        return false;
    }

    /**
     * Whether a file is of this format, by its content: names may lie.
     *
     * @param beginning its first {@link #LOOKED_AT} bytes, or all if it has fewer
     * @return true if it is
     */
    boolean isBegunBy(byte[] beginning);

    /**
     * A file of this format.
     *
     * @param file where it is; no pipe, and not compressed
     * @param layout how texts hold their rows; means nothing where the format says it by itself
     * @return the source, not yet opened
     */
    Source open(Path file, Layout layout);
}
