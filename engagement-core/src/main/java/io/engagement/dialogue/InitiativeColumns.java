package io.engagement.dialogue;

import io.engagement.domain.Initiator;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.proportion.Proportions;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of each customer's conversations, and what it tells of them. */
final class InitiativeColumns {
    static final Duration LATELY = Duration.ofDays(90);
    private static final double USUAL_RESTS = 0.95;
    private static final Duration A_REST = Duration.ofHours(24);

    private final MeasureTable table;
    private final MeasureColumn own;
    private final MeasureColumn company;
    private final MeasureColumn unknown;
    private final MeasureColumn ownLately;
    private final MeasureColumn companyLately;
    private final MeasureColumn silence;
    private final MeasureColumn usualRest;
    private final SharePrior prior;
    /** By k and n, of which a large base has few. */
    private final Map<Long, Region> regions = new ConcurrentHashMap<>();

    private record Region(InitiativeClass leading, double probability) {}

    private InitiativeColumns(MeasureTable table, List<Measure> measures) {
        this.table = table;
        own = table.column(measures.get(0));
        company = table.column(measures.get(1));
        unknown = table.column(measures.get(2));
        ownLately = table.column(measures.get(3));
        companyLately = table.column(measures.get(4));
        silence = table.column(measures.get(5));
        usualRest = table.column(measures.get(6));
        Proportions.Builder all = Proportions.builder();
        for (int row = 0; row < table.size(); row++) {
            all.add(count(own, row), count(own, row) + count(company, row));
        }
        prior = SharePrior.of(all.build());
    }

    static InitiativeColumns of(LogView view, ConversationRule rule) {
        List<Measure> measures = List.of(
                rule.conversations(Initiator.CUSTOMER),
                rule.conversations(Initiator.COMPANY),
                rule.conversations(Initiator.UNKNOWN),
                rule.conversationsWithin(Initiator.CUSTOMER, LATELY),
                rule.conversationsWithin(Initiator.COMPANY, LATELY),
                Measure.timeSinceLast(Filter.ownInitiative()),
                Measure.restQuantile(Filter.ownInitiative(), USUAL_RESTS, A_REST));
        return new InitiativeColumns(MeasureTable.of(view, TimeScale.DAYS, measures), measures);
    }

    private static long count(MeasureColumn column, int row) {
        return (long) column.get(row);
    }

    int size() {
        return table.size();
    }

    String customerId(int row) {
        return table.customerId(row);
    }

    SharePrior prior() {
        return prior;
    }

    long own(int row) {
        return count(own, row);
    }

    long company(int row) {
        return count(company, row);
    }

    long unknown(int row) {
        return count(unknown, row);
    }

    Initiative of(int row) {
        long k = own(row);
        long n = k + company(row);
        Region region = region(k, n);
        double[] trend = trend(row, k, n);
        return new Initiative(
                k,
                n - k,
                unknown(row),
                prior.posterior(k, n),
                region.leading,
                region.probability,
                isSilent(row),
                trend[0],
                trend[1]);
    }

    /** Of the class that leads, whether or not the customer is silent. */
    double probability(int row) {
        long k = own(row);
        return region(k, k + company(row)).probability;
    }

    private boolean isSilent(int row) {
        double rest = usualRest.get(row);
        double usual = Double.isNaN(rest) ? LATELY.toDays() : rest;
        // NaN if the customer never did anything.
        return !(silence.get(row) <= usual);
    }

    private Region region(long k, long n) {
        return regions.computeIfAbsent(k << 32 | n, key -> region(prior.posterior(k, n)));
    }

    /** Of equal ones that which is more the customer's. */
    private static Region region(Share share) {
        double above = share.probabilityAbove(Initiative.HIGH);
        double below = share.probabilityBelow(Initiative.LOW);
        double between = Math.max(0, 1 - above - below);
        if (above >= between && above >= below) {
            return new Region(InitiativeClass.CUSTOMER_LED, above);
        }
        return between >= below
                ? new Region(InitiativeClass.BALANCED, between)
                : new Region(InitiativeClass.COMPANY_LED, below);
    }

    /** With its error. */
    private double[] trend(int row, long k, long n) {
        long kLately = Math.min(k, count(ownLately, row));
        long nLately = kLately + Math.min(n - k, count(companyLately, row));
        if (nLately == 0 || nLately == n || !prior.customersDiffer()) {
            return new double[] {Double.NaN, Double.NaN};
        }
        Share lately = prior.posterior(kLately, nLately);
        Share before = prior.posterior(k - kLately, n - nLately);
        return new double[] {lately.logit() - before.logit(), Math.sqrt(lately.logitVariance() + before.logitVariance())
        };
    }
}
