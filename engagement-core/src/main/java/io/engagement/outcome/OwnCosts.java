package io.engagement.outcome;


/**
 * What contacts cost beyond the log, each with its own cost and reward: those in a customer's short window stand in it, those in the
 * long one in that. Means over customers whose windows are over.
 */
final class OwnCosts {
    private final double ofShort;
    private final double ofLong;
    private final double spentBefore;

    OwnCosts(WindowWalk.Base base, FirstTouches touches, Cohorts cohorts, Amounts amounts, long seen) {
        boolean[] counts = new boolean[touches.customers()];
        double spent = 0;
        int customers = 0;
        for (int row : cohorts.rows()) {
            long at = touches.at(row);
            Wave wave = touches.source(row).wave();
            if (base.windows().longEnd(wave, at) <= seen) {
                counts[row] = true;
                customers++;
                spent += amounts.between(row, 2 * at - base.windows().shortEnd(wave, at), at);
            }
        }
        double[] sums = new double[2];
        touches.each((row, at, number) -> {
            if (counts[row]) {
                int window = window(base.windows(), touches.source(row).wave(), touches.at(row), at);
                if (window >= 0) {
                    sums[window] += cost(base.windows(), amounts, touches.sourceOf(number), row, at);
                }
            }
        });
        int n = Math.max(1, customers);
        ofShort = sums[0] / n;
        ofLong = sums[1] / n;
        spentBefore = spent / n;
    }

    /** In which window of a first contact another one, or itself, lies: 0 short, 1 long, -1 neither. */
    private static int window(OutcomeWindows windows, Wave wave, long first, long at) {
        if (at < windows.shortEnd(wave, first)) {
            return 0;
        }
        return at >= windows.longBegin(wave, first) && at < windows.longEnd(wave, first) ? 1 : -1;
    }

    private static double cost(
            OutcomeWindows windows, Amounts amounts, FirstTouches.Source source, int row, long at) {
        Campaign campaign = source.campaign();
        if (campaign.reward() == 0) {
            return campaign.cost();
        }
        long end = source.wave().incentiveEnd(at);
        boolean buys = amounts.buys(row, at, end > at ? end : windows.shortEnd(source.wave(), at));
        return campaign.cost() + (buys ? campaign.reward() : 0);
    }

    /** In the short window, a contacted customer. */
    double ofShort() {
        return ofShort;
    }

    /** In the long window, a contacted customer. */
    double ofLong() {
        return ofLong;
    }

    /** Value in a time as long as the short window, before the contact. */
    double spentBefore() {
        return spentBefore;
    }
}
