package io.engagement.outcome;

import java.util.Arrays;
import java.util.List;

/** All contacts of all campaigns by customer, as the campaigns tell them, in the order of time. */
final class ContactIndex {
    private final int[] starts;
    private final long[] times;
    private final int[] campaigns;
    /** By campaign, contacts that are given more than once. */
    private final int[] repeated;

    ContactIndex(List<Campaign> all, Roster roster) {
        starts = new int[roster.size() + 1];
        visit(all, roster, (number, at, campaign) -> starts[number + 1]++);
        for (int i = 0; i < roster.size(); i++) {
            starts[i + 1] += starts[i];
        }
        times = new long[starts[roster.size()]];
        campaigns = new int[times.length];
        repeated = new int[all.size()];
        int[] next = starts.clone();
        visit(all, roster, (number, at, campaign) -> {
            times[next[number]] = at;
            campaigns[next[number]++] = campaign;
        });
        for (int i = 0; i < roster.size(); i++) {
            sort(starts[i], starts[i + 1]);
        }
    }

    private interface Visitor {
        void visit(int number, long at, int campaign);
    }

    private static void visit(List<Campaign> all, Roster roster, Visitor visitor) {
        for (int i = 0; i < all.size(); i++) {
            int campaign = i;
            for (Wave wave : all.get(campaign).waves()) {
                roster.contacts(wave, (number, at) -> visitor.visit(number, at, campaign));
            }
        }
    }

    /** By time, then by campaign: they came by campaign, and the sort is stable. */
    private void sort(int from, int to) {
        if (to - from > 1) {
            Contact[] own = new Contact[to - from];
            for (int i = from; i < to; i++) {
                own[i - from] = new Contact(times[i], campaigns[i]);
            }
            Arrays.sort(own);
            for (int i = from; i < to; i++) {
                times[i] = own[i - from].at();
                campaigns[i] = own[i - from].campaign();
                repeated[campaigns[i]] += i > from && own[i - from].equals(own[i - from - 1]) ? 1 : 0;
            }
        }
    }

    private record Contact(long at, int campaign) implements Comparable<Contact> {
        @Override
        public int compareTo(Contact other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Integer.compare(campaign, other.campaign);
        }
    }

    /** Whether a customer had another contact than one of a campaign at an instant, from one time on and before another. */
    boolean hasOther(int number, int campaign, long at, long from, long to) {
        int all = before(number, to, 0) - before(number, from, 0);
        boolean isWithin = at >= from && at < to;
        return all > (isWithin ? before(number, at, campaign + 1) - before(number, at, campaign) : 0);
    }

    /** Whether a customer had a contact of a campaign, from one time on and before another. */
    boolean has(int number, int campaign, long from, long to) {
        for (int i = before(number, from, 0); i < starts[number + 1] && times[i] < to; i++) {
            if (campaigns[i] == campaign) {
                return true;
            }
        }
        return false;
    }

    /** The place of the first contact that is not before a time and a campaign. */
    private int before(int number, long time, int campaign) {
        int low = starts[number];
        int high = starts[number + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isBefore = times[middle] < time || (times[middle] == time && campaigns[middle] < campaign);
            low = isBefore ? middle + 1 : low;
            high = isBefore ? high : middle;
        }
        return low;
    }

    /** Takes a contact of a customer. */
    interface OfCustomer {
        void contact(long at, int campaign);
    }

    /** All contacts of a customer. */
    void each(int number, OfCustomer sink) {
        for (int i = starts[number]; i < starts[number + 1]; i++) {
            sink.contact(times[i], campaigns[i]);
        }
    }

    /** How many contacts of a campaign are given more than once: of the same customer at the same instant. */
    int repeated(int campaign) {
        return repeated[campaign];
    }
}
