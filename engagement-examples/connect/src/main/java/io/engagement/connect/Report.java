package io.engagement.connect;

import io.engagement.domain.InitiatorCounts;
import io.engagement.history.LoadReport;
import io.engagement.history.LoadReport.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all rows: those that were read, refused and left out are the rows of the sources, titles and sums among them.
 *
 * @param log what the log has of them
 * @param leftOut rows that did not fulfil a condition
 * @param repeated rows that are not in the log because another one of their id stands for them
 * @param around titles before a header, and what is behind the last row of a report
 * @param sources the same of each source of interactions; empty where parts of the customers were read one by one
 * @param customers the same of each source of customers
 * @param notes what is not wrong but worth a look, each with what to do
 */
public record Report(
        LoadReport log,
        long leftOut,
        long repeated,
        long around,
        List<Interactions> sources,
        List<Customers> customers,
        List<String> notes) {
    /**
     * What became of the rows of one source of interactions.
     *
     * @param name what messages call it
     * @param accepted rows that were read
     * @param refused rows that were not
     * @param refusals why, by reason
     */
    public record Interactions(String name, long accepted, long refused, Map<String, Refusal> refusals) {
        /**
         * What became of the rows.
         *
         * @param name what messages call it
         * @param accepted rows that were read
         * @param refused rows that were not
         * @param refusals why, by reason
         */
        public Interactions {
            refusals = Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
        }
    }

    /**
     * What became of the rows of one source of customers.
     *
     * @param accepted rows that were read
     * @param refused rows that were not
     * @param refusals why, by reason
     */
    public record Customers(long accepted, long refused, Map<String, Refusal> refusals) {
        /**
         * What became of the rows.
         *
         * @param accepted rows that were read
         * @param refused rows that were not
         * @param refusals why, by reason
         */
        public Customers {
            refusals = Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
        }
    }

    /**
     * A report.
     *
     * @param log what the log has of them
     * @param leftOut rows that did not fulfil a condition
     * @param repeated rows that are not in the log because another one of their id stands for them
     * @param around titles before a header, and what is behind the last row of a report
     * @param sources the same of each source of interactions; empty where parts of the customers were read one by one
     * @param customers the same of each source of customers
     * @param notes what is not wrong but worth a look, each with what to do
     */
    public Report {
        sources = List.copyOf(sources);
        customers = List.copyOf(customers);
        notes = List.copyOf(notes);
    }

    /**
     * The report as people read it.
     *
     * @return a line each
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("rows: " + log.accepted() + " accepted, " + log.duplicates() + " duplicates left out, "
                + log.identical() + " identical without id kept, " + log.refused() + " refused, " + leftOut
                + " left out by --where"
                + (repeated == 0 ? "" : ", " + repeated + " of repeated ids left out or added up")
                + (around == 0 ? "" : ", " + around + " before and behind the table left out"));
        InitiatorCounts initiators = log.initiators();
        lines.add("initiators: " + initiators.given() + " given, " + initiators.inferred() + " inferred from threads, "
                + initiators.unknown() + " unknown");
        addRefusals(log.refusals(), lines);
        for (Customers each : customers) {
            lines.add("customers: " + each.accepted() + " accepted, " + each.refused() + " refused");
            addRefusals(each.refusals(), lines);
        }
        notes.forEach(note -> lines.add("note: " + note));
        return lines;
    }

    private static void addRefusals(Map<String, Refusal> refusals, List<String> lines) {
        refusals.forEach((reason, refusal) -> {
            lines.add("  " + refusal.count() + " x " + Excerpt.ofMessage(reason));
            refusal.firstRows().forEach(row -> lines.add("      " + Excerpt.ofMessage(row)));
        });
    }
}
