package io.engagement.connect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts of two bytes a character without the mark that tells it: every other byte of a table is then 0. */
final class WideText {
    private static final int LEAST_BYTES = 8;

    /** Most characters of a header and of numbers are those of ASCII. */
    private static final double LEAST_SHARE = 0.7;

    private WideText() {}

    /**
     * The encoding of such a text.
     *
     * @param beginning its first bytes, none of them a mark
     * @return empty if it does not look so
     */
    static Optional<Charset> charset(byte[] beginning) {
        int pairs = beginning.length / 2;
        int first = 0;
        int second = 0;
        for (int i = 0; i < pairs; i++) {
            first += beginning[2 * i] == 0 ? 1 : 0;
            second += beginning[2 * i + 1] == 0 ? 1 : 0;
        }
        if (beginning.length < LEAST_BYTES || (first > 0 && second > 0)) {
            return Optional.empty();
        }
        if (second >= LEAST_SHARE * pairs) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return first >= LEAST_SHARE * pairs ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    /**
     * Sees to it that a text is not such a one in another encoding than it is said to be.
     *
     * @throws DataRefused if it is
     */
    static void check(String label, byte[] beginning, Charset told) {
        charset(beginning)
                .filter(found -> !found.equals(told)
                        && !(told.equals(StandardCharsets.UTF_16) && found.equals(StandardCharsets.UTF_16BE)))
                .ifPresent(found -> {
                    throw new DataRefused(label + " is not in " + told + " but, as it looks, in " + found
                            + " without the mark that tells it: tell it with --charset " + found
                            + ", of --customers with --customers-charset");
                });
    }
}
