package io.engagement.outcome;

import io.engagement.history.LogView;
import java.util.BitSet;
import java.util.List;

/**
 * What contacts cost beyond the log, each with its own cost and reward: those in a customer's short window stand in it, those in the
 * long one in that. Where the log knows more contacts of a campaign than were assigned, as of one that is told by the log alone, those
 * of the log count. Means over customers whose windows are over.
 */
final class OwnCosts {
    private static final int WINDOWS = 2;

    private final OutcomeWindows windows;
    private final FirstTouches touches;
    private final Amounts amounts;
    private final double[] means = new double[WINDOWS];
    private final double spentBefore;

    OwnCosts(WindowWalk.Base base, FirstTouches touches, Cohorts cohorts, Amounts amounts, long seen) {
        this.windows = base.windows();
        this.touches = touches;
        this.amounts = amounts;
        BitSet counts = new BitSet();
        double spent = 0;
        for (int row : cohorts.rows()) {
            long at = touches.at(row);
            Wave wave = touches.source(row).wave();
            if (windows.longEnd(wave, at) <= seen) {
                counts.set(row);
                spent += amounts.between(row, 2 * at - windows.shortEnd(wave, at), at);
            }
        }
        int n = Math.max(1, counts.cardinality());
        List<Campaign> campaigns = touches.sources().stream()
                .map(FirstTouches.Source::campaign)
                .distinct()
                .toList();
        for (Campaign campaign : campaigns) {
            add(campaign, counts, n);
        }
        spentBefore = spent / n;
    }

    private void add(Campaign campaign, BitSet counts, int n) {
        if (campaign.cost() == 0 && campaign.reward() == 0) {
            return;
        }
        int[][] assigned = new int[WINDOWS][touches.customers()];
        touches.each((row, at, number) -> {
            FirstTouches.Source source = touches.sourceOf(number);
            int window = counts.get(row) && source.campaign().equals(campaign) ? window(row, at) : -1;
            if (window >= 0) {
                assigned[window][row]++;
                means[window] += buys(source.wave(), row, at) ? campaign.reward() / n : 0;
            }
        });
        counts.stream().forEach(row -> {
            int[] logged = logged(campaign, row);
            for (int window = 0; window < WINDOWS; window++) {
                means[window] += campaign.cost() * Math.max(assigned[window][row], logged[window]) / n;
            }
        });
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

    private boolean buys(Wave wave, int row, long at) {
        long end = wave.incentiveEnd(at);
        return amounts.buys(row, at, end > at ? end : windows.shortEnd(wave, at));
    }

    private int[] logged(Campaign campaign, int row) {
        LogView view = amounts.view();
        int[] contacts = new int[WINDOWS];
        for (int i = view.start(row); i < view.end(row); i++) {
            boolean isOwn = (amounts.marks().of(i) & Marks.CONTACT) != 0
                    && campaign.isLoggedAs(view.kinds().get(view.kindIndex(i)).campaign());
            int window = isOwn ? window(row, view.epochMilli(i)) : -1;
            if (window >= 0) {
                contacts[window]++;
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
