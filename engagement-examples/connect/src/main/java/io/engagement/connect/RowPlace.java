package io.engagement.connect;

/**
 * Where a row of a {@link TableFile} is, which is valid for longer than the row.
 *
 * @param file in words of a message
 * @param unit what is counted, such as {@code line}
 * @param number of the row
 */
public record RowPlace(String file, String unit, long number) {
    /**
     * That the row cannot be used.
     *
     * @param why in words
     * @return to be thrown
     */
    public DataRefused refused(String why) {
        return new DataRefused(file + " " + unit + " " + number + ": " + why);
    }
}
