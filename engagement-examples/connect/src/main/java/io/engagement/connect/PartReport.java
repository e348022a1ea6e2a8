package io.engagement.connect;

import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.LoadReport.Refusal;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became of the rows of a {@linkplain PartedTable table's} part; it can be sent to where those of all parts are put together. */
public final class PartReport implements Serializable {
    private static final long serialVersionUID = 1;

    /** How rows were counted. */
    private final RowCounts counts = new RowCounts();
    /** Who of the company was seen, where one is to be no customer. */
    private final Staff staff;
    /** By reason. */
    private final LinkedHashMap<String, Refusals> refusals = new LinkedHashMap<>();
    /** Those of their own. */
    private final TreeSet<String> purposes = new TreeSet<>();
    /** Those that were seen. */
    private final TreeSet<String> currencies = new TreeSet<>();
    /** Translations that the mapping names and no row has. */
    private final TreeSet<String> unmet = new TreeSet<>();
    /** The same of conditions. */
    private final TreeSet<String> unmetTexts = new TreeSet<>();
    /** Rows that became interactions. */
    private long accepted;
    /** Rows that do not count. */
    private long leftOut;
    /** Interactions of an unknown initiator. */
    private long unknown;
    /** The latest time. */
    private Instant last = Instant.MIN;

    /** Rows that were refused for one reason. */
    private static final class Refusals implements Serializable {
        private static final long serialVersionUID = 1;

        private final ArrayList<String> first = new ArrayList<>();
        private long count;

        void add(long rows, List<String> messages) {
            count += rows;
            messages.stream().limit((long) Refusal.ROWS_KEPT - first.size()).forEach(first::add);
        }
    }

    /**
     * Nothing read yet.
     *
     * @param staff who acts for the company, of whom more will be seen
     */
    PartReport(Staff staff) {
        this.staff = staff;
    }

    void accept(Interaction interaction) {
        accepted++;
        last = interaction.at().isAfter(last) ? interaction.at() : last;
        unknown += interaction.initiator() == Initiator.UNKNOWN ? 1 : 0;
        Purpose purpose = interaction.purpose();
        if (!Purpose.standard().contains(purpose)) {
            purposes.add(purpose.toString());
        }
    }

    void leaveOut() {
        leftOut++;
    }

    void refuse(String reason, String message) {
        refuse(reason, 1, List.of(message));
    }

    private void refuse(String reason, long rows, List<String> messages) {
        refusals.computeIfAbsent(reason, any -> new Refusals()).add(rows, messages);
    }

    /** No row comes any more. */
    void end(Collection<String> codes, Columns columns, Mapping mapping) {
        currencies.addAll(codes);
        unmet.addAll(columns.unmet());
        unmetTexts.addAll(columns.texts().unmet(mapping.conditions()));
    }

    /** The report of all rows of several parts, whose first refusals are those of the parts that come first. */
    static PartReport of(List<PartReport> parts) {
        PartReport all = new PartReport(
                parts.stream().findFirst().map(first -> first.staff.unseen()).orElseGet(Staff::none));
        parts.stream().findFirst().ifPresent(first -> {
            all.unmet.addAll(first.unmet);
            all.unmetTexts.addAll(first.unmetTexts);
        });
        parts.forEach(all::add);
        return all;
    }

    private void add(PartReport other) {
        counts.add(other.counts);
        staff.addAll(other.staff);
        other.refusals.forEach((reason, more) -> refuse(reason, more.count, more.first));
        purposes.addAll(other.purposes);
        currencies.addAll(other.currencies);
        // What one part has met is met.
        unmet.retainAll(other.unmet);
        unmetTexts.retainAll(other.unmetTexts);
        accepted += other.accepted;
        leftOut += other.leftOut;
        unknown += other.unknown;
        last = other.last.isAfter(last) ? other.last : last;
    }

    Staff staff() {
        return staff;
    }

    RowCounts counts() {
        return counts;
    }

    /**
     * Rows that were refused.
     *
     * @return how many and the first of them, by reason
     */
    public Map<String, Refusal> refusals() {
        Map<String, Refusal> all = new LinkedHashMap<>();
        refusals.forEach((reason, each) -> all.put(reason, new Refusal(each.count, each.first)));
        return all;
    }

    Set<String> purposes() {
        return purposes;
    }

    Set<String> currencies() {
        return currencies;
    }

    Set<String> unmet() {
        return unmet;
    }

    Set<String> unmetTexts() {
        return unmetTexts;
    }

    long accepted() {
        return accepted;
    }

    long leftOut() {
        return leftOut;
    }

    /** When the last interaction was; long ago if there is none. */
    Instant last() {
        return accepted == 0 ? Instant.EPOCH : last;
    }

    InitiatorCounts initiators() {
        return new InitiatorCounts(accepted - unknown, 0, unknown);
    }
}
