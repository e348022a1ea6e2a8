package io.engagement.strategy;

import io.engagement.domain.Initiator;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Contacts by calendar period and by who began: whether customers come of their own accord more often, or are chased more. What
 * machines send in is no contact, as in a {@link ContactMap}. Immutable.
 */
public final class ContactTrend implements Tabular {
    private static final int MOST = 100_000;

    private final List<Period> periods;

    private ContactTrend(List<Period> periods) {
        this.periods = List.copyOf(periods);
    }

    /**
     * Contacts in a period.
     *
     * @param label what people call the period, such as {@code 2026-03}
     * @param complete whether all of it is seen
     * @param contacts by who began; 0 where there is none
     * @param customers with how many customers, by who began
     */
    public record Period(
            String label, boolean complete, Map<Initiator, Integer> contacts, Map<Initiator, Integer> customers) {
        /**
         * Copies the maps.
         *
         * @param label what people call the period
         * @param complete whether all of it is seen
         * @param contacts by who began
         * @param customers with how many customers, by who began
         */
        public Period {
            Objects.requireNonNull(label, "label");
            contacts = Map.copyOf(contacts);
            customers = Map.copyOf(customers);
        }

        /**
         * Contacts that one side began.
         *
         * @param who began
         * @return how many
         */
        public int contacts(Initiator who) {
            return contacts.getOrDefault(Objects.requireNonNull(who, "who"), 0);
        }

        /**
         * With how many customers there were such contacts.
         *
         * @param who began
         * @return how many
         */
        public int customers(Initiator who) {
            return customers.getOrDefault(Objects.requireNonNull(who, "who"), 0);
        }
    }

    /**
     * The contacts of a base.
     *
     * @param view all that is known
     * @param calendar whose periods
     * @return the periods from the first interaction until the view's instant; none without interactions
     * @throws IllegalArgumentException if the first interaction is more than 100,000 periods ago
     */
    public static ContactTrend of(LogView view, CalendarPeriods calendar) {
        Sums sums = new Sums(view, calendar);
        for (int row = 0; row < view.customers(); row++) {
            sums.addRow(row);
        }
        return new ContactTrend(sums.periods());
    }

    /** Of periods, each with its initiators. */
    private static final class Sums {
        private static final int INITIATORS = Initiator.values().length;

        private final LogView view;
        private final CalendarPeriods calendar;
        private final int first;
        /** Where each period ends, in milliseconds. */
        private final long[] ends;
        /** By kind, the place of its initiator; negative if it is no contact. */
        private final int[] ofKind;

        private final int[] contacts;
        private final int[] customers;
        private final int[] lastRow;

        Sums(LogView view, CalendarPeriods calendar) {
            this.view = view;
            this.calendar = calendar;
            long begin = Long.MAX_VALUE;
            for (int row = 0; row < view.customers(); row++) {
                if (view.start(row) < view.end(row)) {
                    begin = Math.min(begin, view.epochMilli(view.start(row)));
                }
            }
            this.first = begin == Long.MAX_VALUE ? 0 : calendar.number(Instant.ofEpochMilli(begin));
            int count = begin == Long.MAX_VALUE ? 0 : calendar.number(view.asOf()) + 1 - first;
            if (count > MOST) {
                throw new IllegalArgumentException("periods must be at most " + MOST + ", were " + count
                        + " from the first interaction on: take longer ones, or correct what is so long ago");
            }
            this.ends = new long[count];
            for (int i = 0; i < count; i++) {
                ends[i] = Millis.of(calendar.start(first + i + 1));
            }
            List<Initiator> initiators = List.of(Initiator.values());
            this.ofKind = view.kinds().stream()
                    .mapToInt(kind -> CellSums.isMachines(kind) ? -1 : initiators.indexOf(kind.initiator()))
                    .toArray();
            this.contacts = new int[count * INITIATORS];
            this.customers = new int[count * INITIATORS];
            this.lastRow = new int[count * INITIATORS];
        }

        /** Interactions of a row are in the order of time, and so are the periods. */
        void addRow(int row) {
            int period = 0;
            for (int i = view.start(row); i < view.end(row); i++) {
                int initiator = ofKind[view.kindIndex(i)];
                while (view.epochMilli(i) >= ends[period]) {
                    period++;
                }
                if (initiator >= 0) {
                    add(period * INITIATORS + initiator, row + 1);
                }
            }
        }

        private void add(int cell, int row) {
            contacts[cell]++;
            customers[cell] += lastRow[cell] == row ? 0 : 1;
            lastRow[cell] = row;
        }

        List<Period> periods() {
            List<Period> periods = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
                periods.add(new Period(
                        calendar.label(first + i),
                        Millis.of(view.asOf()) >= ends[i] - 1,
                        of(contacts, i),
                        of(customers, i)));
            }
            return periods;
        }

        private static Map<Initiator, Integer> of(int[] sums, int period) {
            Map<Initiator, Integer> all = new EnumMap<>(Initiator.class);
            int place = period * INITIATORS;
            for (Initiator each : Initiator.values()) {
                all.put(each, sums[place++]);
            }
            return all;
        }
    }

    /**
     * The periods.
     *
     * @return in the order of time; those without a contact too
     */
    public List<Period> periods() {
        return periods;
    }

    /** A row for each period. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("period")
                .column("complete")
                .column("by_customers")
                .column("by_the_company")
                .column("unknown");
        periods.forEach(each -> table.row(
                each.label(),
                each.complete(),
                each.contacts(Initiator.CUSTOMER),
                each.contacts(Initiator.COMPANY),
                each.contacts(Initiator.UNKNOWN)));
        return table.build();
    }

    /** A line for each period. */
    @Override
    public String toString() {
        return table().toString();
    }
}
