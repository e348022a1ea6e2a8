package io.engagement.dialogue;

import io.engagement.domain.Initiator;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasurePanel;
import io.engagement.measure.MeasureTable;
import io.engagement.proportion.Proportions;
import io.engagement.proportion.Share;
import io.engagement.proportion.SharePrior;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is counted of each customer's conversations, and what it tells of them. */
final class InitiativeColumns {
    static final Duration LATELY = Duration.ofDays(90);
    private static final double USUAL_RESTS = 0.95;
    private static final Duration A_REST = Duration.ofHours(24);

    private final MeasureTable table;
    private final MeasureColumn own;
    private final MeasureColumn company;
    private final MeasureColumn unknown;
    private final MeasureColumn ownBefore;
    private final MeasureColumn companyBefore;
    private final MeasureColumn silence;
    private final MeasureColumn usualRest;
    private final SharePrior prior;
    /** By k and n, of which a large base has few. */
    private final Map<Long, Region> regions = new ConcurrentHashMap<>();

    private record Region(InitiativeClass leading, double probability) {}

    private InitiativeColumns(LogView view, ConversationRule rule) {
        List<Measure> conversations = Stream.of(Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN)
                .map(rule::conversations)
                .toList();
        int[] rows = IntStream.range(0, view.customers()).toArray();
        List<MeasureTable> tables =
                MeasurePanel.of(view, TimeScale.DAYS, conversations, rows, List.of(since(view.asOf()), view.asOf()));
        table = tables.get(1);
        own = table.column(conversations.get(0));
        company = table.column(conversations.get(1));
        unknown = table.column(conversations.get(2));
        ownBefore = tables.get(0).column(conversations.get(0));
        companyBefore = tables.get(0).column(conversations.get(1));
        List<Measure> rests = List.of(
                Measure.timeSinceLast(Filter.ownInitiative()),
                Measure.restQuantile(Filter.ownInitiative(), USUAL_RESTS, A_REST));
        MeasureTable rest = MeasureTable.of(view, TimeScale.DAYS, rests);
        silence = rest.column(rests.get(0));
        usualRest = rest.column(rests.get(1));
        Proportions.Builder all = Proportions.builder();
        for (int row = 0; row < table.size(); row++) {
            all.add(count(own, row), count(own, row) + count(company, row));
        }
        prior = SharePrior.of(all.build());
    }

    static InitiativeColumns of(LogView view, ConversationRule rule) {
        return new InitiativeColumns(view, rule);
    }

    /** When what is late begins; at the beginning of time nothing does. */
    private static Instant since(Instant asOf) {
        return asOf.isBefore(Instant.MIN.plus(LATELY)) ? asOf : asOf.minus(LATELY);
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
        long kBefore = count(ownBefore, row);
        long nBefore = kBefore + count(companyBefore, row);
        long kLately = k - kBefore;
        long nLately = n - nBefore;
        if (nLately == 0 || nBefore == 0 || !prior.customersDiffer()) {
            return new double[] {Double.NaN, Double.NaN};
        }
        Share lately = prior.posterior(kLately, nLately);
        Share before = prior.posterior(kBefore, nBefore);
        return new double[] {lately.logit() - before.logit(), Math.sqrt(lately.logitVariance() + before.logitVariance())
        };
    }
}
