package io.engagement.connect;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that says which customers were merged into which: one row a customer that is no more, with the id that it had and the
 * id of the customer that remained.
 *
 * @param file the file, in the same layout
 * @param old the column of ids that are no more; empty for the first of two columns
 * @param into the column of ids that remained; empty for the second of two columns
 */
public record MergedCustomers(Path file, String old, String into) {
    /**
     * A file.
     *
     * @param file the file, in the same layout
     * @param old the column of ids that are no more; empty for the first of two columns
     * @param into the column of ids that remained; empty for the second of two columns
     */
    public MergedCustomers {
        Objects.requireNonNull(file, "file must not be null");
        Objects.requireNonNull(old, "old must not be null");
        Objects.requireNonNull(into, "into must not be null");
    }

    /**
     * Reads {@code merged.csv}, a file of two columns, or {@code old_id:new_id=contacts.csv}, which names them.
     *
     * @param text the file, perhaps with its columns
     * @return where merges are found
     * @throws MappingRefused if a column has no name, or there is no file
     */
    public static MergedCustomers parse(String text) {
        int end = Objects.requireNonNull(text, "text must not be null").indexOf('=');
        int colon = text.indexOf(':');
        boolean namesColumns = colon >= 0 && end > colon;
        String old = namesColumns ? text.substring(0, colon).strip() : "";
        String into = namesColumns ? text.substring(colon + 1, end).strip() : "";
        String file = namesColumns ? text.substring(end + 1).strip() : text.strip();
        if (file.isEmpty() || (namesColumns && (old.isEmpty() || into.isEmpty()))) {
            throw new MappingRefused("--merged-customers takes a FILE of two columns, old and new id, or"
                    + " OLD:NEW=FILE, which names them, was '" + Excerpt.of(text) + "'");
        }
        return new MergedCustomers(MappingFolder.path(file), old, into);
    }

    /** The same in another folder. */
    MergedCustomers withFile(Path other) {
        return new MergedCustomers(other, old, into);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return old.isEmpty() ? file.toString() : old + ":" + into + "=" + file;
    }
}
