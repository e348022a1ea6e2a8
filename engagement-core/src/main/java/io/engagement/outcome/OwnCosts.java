package io.engagement.outcome;

import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What contacts cost beyond the log, each with its own cost and reward: those in a customer's short window stand in it, those in the
 * long one in that. Where the log knows more contacts of a campaign than were assigned, as of one that is told by the log alone, those
 * of the log count. Each customer's own, and means over customers whose windows are over.
 */
final class OwnCosts {
    private static final int WINDOWS = 2;

    private final OutcomeWindows windows;
    private final FirstTouches touches;
    private final Amounts amounts;
    private final double[] means = new double[WINDOWS];
    /** By row; none where there are none. */
    private final Map<Integer, List<Charge>> charges = new HashMap<>();

    private final double spentBefore;

    private record Contact(int row, long at, Wave wave) {}

    /** What a contact cost, with the reward that it led to. */
    private record Charge(long at, double amount) {}

    /** Takes what a customer cost. */
    interface Sink {
        void add(long at, double amount);
    }

    OwnCosts(WindowWalk.Base base, FirstTouches touches, Cohorts cohorts, Amounts amounts, long seen) {
        this.windows = base.windows();
        this.touches = touches;
        this.amounts = amounts;
        BitSet members = new BitSet();
        BitSet counts = new BitSet();
        double spent = 0;
        for (int row : cohorts.rows()) {
            long at = touches.at(row);
            Wave wave = touches.source(row).wave();
            members.set(row);
            if (windows.longEnd(wave, at) <= seen) {
                counts.set(row);
                spent += amounts.between(row, 2 * at - windows.shortEnd(wave, at), at);
            }
        }
        int n = Math.max(1, counts.cardinality());
        contacts(members).forEach((campaign, contacts) -> add(campaign, contacts, members));
        charges.forEach((row, own) -> own.forEach(charge -> {
            if (counts.get(row)) {
                means[window(row, charge.at())] += charge.amount() / n;
            }
        }));
        spentBefore = spent / n;
    }

    /** Those that lie in a window, of campaigns that cost anything. */
    private Map<Campaign, List<Contact>> contacts(BitSet members) {
        Map<Campaign, List<Contact>> all = new LinkedHashMap<>();
        for (FirstTouches.Source source : touches.sources()) {
            if (source.campaign().cost() != 0 || source.campaign().reward() != 0) {
                all.putIfAbsent(source.campaign(), new ArrayList<>());
            }
        }
        touches.each((row, at, number) -> {
            FirstTouches.Source source = touches.sourceOf(number);
            List<Contact> own = all.get(source.campaign());
            if (own != null && members.get(row) && window(row, at) >= 0) {
                own.add(new Contact(row, at, source.wave()));
            }
        });
        return all;
    }

    private void add(Campaign campaign, List<Contact> contacts, BitSet members) {
        Map<Integer, List<Long>> assigned = new HashMap<>();
        for (Contact contact : contacts) {
            assigned.computeIfAbsent(contact.row, none -> new ArrayList<>()).add(contact.at);
            if (campaign.reward() != 0 && buys(contact)) {
                charge(contact.row, contact.at, campaign.reward());
            }
        }
        if (campaign.cost() != 0) {
            members.stream().forEach(row -> cost(campaign, row, assigned.getOrDefault(row, List.of())));
        }
    }

    /** In each window those of the log, or those assigned if they are more. */
    private void cost(Campaign campaign, int row, List<Long> assigned) {
        List<Long> logged = logged(campaign, row);
        for (int window = 0; window < WINDOWS; window++) {
            List<Long> told = within(window, row, assigned);
            List<Long> known = within(window, row, logged);
            (known.size() > told.size() ? known : told).forEach(at -> charge(row, at, campaign.cost()));
        }
    }

    private List<Long> within(int window, int row, List<Long> times) {
        return times.stream().filter(at -> window(row, at) == window).toList();
    }

    private void charge(int row, long at, double amount) {
        charges.computeIfAbsent(row, none -> new ArrayList<>()).add(new Charge(at, amount));
    }

    /** All that a customer's contacts cost, at their instants. */
    void each(int row, Sink sink) {
        charges.getOrDefault(row, List.of()).forEach(charge -> sink.add(charge.at(), charge.amount()));
    }

    /** In which window of a customer a contact lies: 0 short, 1 long, -1 neither. */
    private int window(int row, long at) {
        Wave wave = touches.source(row).wave();
        long first = touches.at(row);
        if (at < windows.shortEnd(wave, first)) {
            return at < first ? -1 : 0;
        }
        return at >= windows.longBegin(wave, first) && at < windows.longEnd(wave, first) ? 1 : -1;
    }

    private boolean buys(Contact contact) {
        return amounts.buys(contact.row, contact.at, windows.rewardEnd(contact.wave, contact.at));
    }

    private List<Long> logged(Campaign campaign, int row) {
        LogView view = amounts.view();
        List<Long> contacts = new ArrayList<>();
        for (int i = view.start(row); i < view.end(row); i++) {
            boolean isOwn = (amounts.marks().of(i) & Marks.CONTACT) != 0
                    && campaign.isLoggedAs(view.kinds().get(view.kindIndex(i)).campaign());
            if (isOwn) {
                contacts.add(view.epochMilli(i));
            }
        }
        return contacts;
    }

    /** In the short window, a contacted customer. */
    double ofShort() {
        return means[0];
    }

    /** In the long window, a contacted customer. */
    double ofLong() {
        return means[1];
    }

    /** Value in a time as long as the short window, before the contact. */
    double spentBefore() {
        return spentBefore;
    }
}
