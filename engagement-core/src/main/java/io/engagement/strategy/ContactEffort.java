package io.engagement.strategy;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Hunters and farmers: what each department spends on prospects, who had not bought yet when they were contacted, and on existing
 * customers. Contacts that the company initiates. Immutable.
 */
public final class ContactEffort implements Tabular {
    private final List<Effort> efforts;

    /**
     * A department's contacts.
     *
     * @param department its name, empty where none is recorded
     * @param onProspects what went to those who had not bought before
     * @param onCustomers what went to those who had
     */
    public record Effort(String department, Spent onProspects, Spent onCustomers) {
        /**
         * Which share of the contacts went to prospects.
         *
         * @return from 0 to 1
         */
        public double shareOnProspects() {
            return (double) onProspects.contacts() / (onProspects.contacts() + onCustomers.contacts());
        }
    }

    /**
     * Contacts.
     *
     * @param contacts how many
     * @param people with how many people
     * @param cost what they cost, contacts of unknown cost as 0
     */
    public record Spent(int contacts, int people, double cost) {}

    /** While it is counted. */
    private static final class Sums {
        private int contacts;
        private double cost;
        private final Set<Integer> people = new HashSet<>();

        void add(int row, double paid) {
            contacts++;
            cost += Double.isNaN(paid) ? 0 : paid;
            people.add(row);
        }

        Spent spent() {
            return new Spent(contacts, people.size(), cost);
        }
    }

    private ContactEffort(List<Effort> efforts) {
        this.efforts = List.copyOf(efforts);
    }

    /**
     * The effort of a period.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param purchase what makes a prospect a customer
     * @return a line for each department
     */
    public static ContactEffort of(LogView view, Instant from, Filter purchase) {
        Map<String, Sums[]> sums = new TreeMap<>();
        IntPredicate buys = Positions.of(purchase, view);
        long first = Millis.of(from);
        for (int row = 0; row < view.customers(); row++) {
            addRow(view, row, first, buys, sums);
        }
        List<Effort> efforts = new ArrayList<>();
        sums.forEach((name, each) -> efforts.add(new Effort(name, each[0].spent(), each[1].spent())));
        return new ContactEffort(efforts);
    }

    private static void addRow(LogView view, int row, long first, IntPredicate buys, Map<String, Sums[]> sums) {
        long bought = Long.MAX_VALUE;
        for (int i = view.end(row) - 1; i >= view.start(row); i--) {
            bought = buys.test(i) ? view.epochMilli(i) : bought;
        }
        for (int i = view.start(row); i < view.end(row); i++) {
            InteractionKind kind = view.kinds().get(view.kindIndex(i));
            if (view.epochMilli(i) >= first && Sides.CONTACTS.matches(kind)) {
                Sums[] of = sums.computeIfAbsent(
                        kind.department().orElse(""), unused -> new Sums[] {new Sums(), new Sums()});
                of[view.epochMilli(i) > bought ? 1 : 0].add(row, view.cost(i));
            }
        }
    }

    /**
     * The efforts.
     *
     * @return by department
     */
    public List<Effort> efforts() {
        return efforts;
    }

    /** A row for each department. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("department")
                .column("prospect_contacts")
                .column("prospects")
                .column("prospect_cost", "%.2f")
                .column("customer_contacts")
                .column("customers")
                .column("customer_cost", "%.2f")
                .column("share_on_prospects");
        efforts.forEach(each -> table.row(
                each.department().isEmpty() ? null : each.department(),
                each.onProspects().contacts(),
                each.onProspects().people(),
                each.onProspects().cost(),
                each.onCustomers().contacts(),
                each.onCustomers().people(),
                each.onCustomers().cost(),
                each.shareOnProspects()));
        return table.build();
    }

    /** A line for each department. */
    @Override
    public String toString() {
        return table().toString();
    }
}
