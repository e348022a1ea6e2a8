package io.engagement.history;

import java.util.List;
import java.util.Map;

/**
 * What became of the rows that a log was built from.
 *
 * @param accepted rows that are in the log
 * @param duplicates rows left out because an equal one with the same id is there
 * @param identical rows kept that have no id and are equal in everything to another
 * @param refusals refused rows by reason, in the order in which the reasons first came
 */
public record LoadReport(long accepted, long duplicates, long identical, Map<String, Refusal> refusals) {
    /**
     * Rows refused for one reason.
     *
     * @param count how many
     * @param firstRows the first of them, as text
     */
    public record Refusal(long count, List<String> firstRows) {}

    public long refused() {
        throw new UnsupportedOperationException();
    }
}
