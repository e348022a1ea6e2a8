package io.engagement.history;

import io.engagement.domain.InitiatorCounts;
import io.engagement.internal.text.OneLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the rows of a log were loaded. Nothing is lost silently: rows in = accepted + duplicates + refused.
 *
 * @param accepted rows that are in the log
 * @param duplicates rows left out because an equal one with the same id is in the log
 * @param identical rows kept that have no id and repeat another one in everything: two equal purchases can be real, and
 *     a file loaded twice looks the same
 * @param initiators of how many accepted rows the initiator was given, inferred or unknown
 * @param refusals refused rows by reason, in the order in which the reasons first came
 */
public record LoadReport(
        long accepted, long duplicates, long identical, InitiatorCounts initiators, Map<String, Refusal> refusals) {
    /**
     * Rows refused for one reason.
     *
     * @param count how many
     * @param firstRows the first of them, as text
     */
    public record Refusal(long count, List<String> firstRows) {
        /** How many rows of each reason are kept as text. */
        public static final int ROWS_KEPT = 5;

        /**
         * Copies the list.
         *
         * @param count how many
         * @param firstRows the first of them, as text
         */
        public Refusal {
            firstRows = List.copyOf(Objects.requireNonNull(firstRows, "firstRows"));
        }
    }

    /**
     * Copies the map.
     *
     * @param accepted rows that are in the log
     * @param duplicates rows left out because an equal one with the same id is in the log
     * @param identical rows kept that have no id and are equal in everything to another one: two equal purchases can be
     *     real, and a file loaded twice looks the same
     * @param initiators of how many accepted rows the initiator was given, inferred or unknown
     * @param refusals refused rows by reason, in the order in which the reasons first came
     */
    public LoadReport {
        refusals = Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
    }

    /**
     * How many rows were refused, for whatever reason.
     *
     * @return the sum of the refusals' counts
     */
    public long refused() {
        return refusals.values().stream().mapToLong(Refusal::count).sum();
    }

    /**
     * The report for a person to read.
     *
     * @return several lines, one for each row and reason whatever characters these hold
     */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append(accepted).append(" accepted, ");
        text.append(duplicates).append(" duplicates by id left out, ");
        text.append(identical).append(" identical without id kept, ");
        text.append(refused()).append(" refused\n");
        text.append("initiators: ").append(initiators.given()).append(" given, ");
        text.append(initiators.inferred()).append(" inferred from threads, ");
        text.append(initiators.unknown()).append(" unknown\n");
        refusals.forEach((reason, refusal) -> {
            text.append("  ")
                    .append(refusal.count())
                    .append(" x ")
                    .append(OneLine.of(reason))
                    .append('\n');
            refusal.firstRows()
                    .forEach(
                            row -> text.append("      ").append(OneLine.of(row)).append('\n'));
        });
        return text.toString();
    }
}
