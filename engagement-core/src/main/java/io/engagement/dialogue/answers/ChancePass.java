package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What customers did after their asks and what they would have done, ask by ask: an act of whatever sort on the answering
 * channels within the window, its probability just before the ask, and whether there was one in as long a time before it.
 */
final class ChancePass {
    /** Closed asks. */
    static final int ASKS = 0;
    /** With an act. */
    static final int ACTS = 1;
    /** Sum of the probabilities of one. */
    static final int CHANCE = 2;
    /** The difference. */
    static final int EXCESS = 3;
    /** Asks whose customers were known long enough before. */
    static final int SHIFTED = 4;
    /** Acts after those less acts before. */
    static final int SHIFT_EXCESS = 5;
    /** Probabilities of those less acts before: by how much the two estimates differ. */
    static final int DIFFERENCE = 6;
    /** Asks with a cost. */
    static final int PRICED = 7;

    static final int COST = 8;
    /** Estimate of asks with a cost. */
    static final int PRICED_EXCESS = 9;

    /** By how much the probabilities of all asks, and of those with a cost, may be off together. */
    static final int LEVEL = 10;

    static final int PRICED_LEVEL = 11;
    static final int SHIFTED_LEVEL = 12;
    static final int VARIABLES = 13;

    private final Answers answers;
    private final List<Optional<OwnRate>> rates;

    ChancePass(Answers answers) {
        this.answers = answers;
        LogView view = answers.view();
        KindRoles roles = answers.roles();
        boolean[] used = new boolean[roles.answerings().size()];
        Arrays.stream(answers.kinds()).forEach(kind -> used[roles.answering(kind)] = true);
        int[] rows = OwnRate.sample(view);
        rates = roles.answerings().parallelStream()
                .map(set -> used[roles.answerings().indexOf(set)]
                        ? OwnRate.fit(view, roles, set, rows)
                        : Optional.<OwnRate>empty())
                .toList();
    }

    boolean hasModel(int kind) {
        return rates.get(answers.roles().answering(kind)).isPresent();
    }

    /**
     * The sums of all asks.
     *
     * @param cells how many, without that of all, which is the last
     * @param cell the one that an ask is in; below 0 if in none but that of all
     */
    ClusteredSums sums(int cells, AskGroup cell) {
        List<ClusteredSums> parts = answers.chunks().parallelStream()
                .map(asks -> part(asks, cells, cell))
                .toList();
        ClusteredSums all = new ClusteredSums(cells + 1, VARIABLES);
        parts.forEach(all::plus);
        return all;
    }

    private ClusteredSums part(AskColumns asks, int cells, AskGroup cell) {
        ClusteredSums sums = new ClusteredSums(cells + 1, VARIABLES);
        CustomerActs acts = new CustomerActs(
                answers.view(), answers.roles(), answers.policy().answersAtOnce());
        double[] effort = new double[rates.size()];
        int[] seen = new int[rates.size()];
        long[] since = new long[rates.size()];
        Past past = new Past(effort, seen, since);
        for (int i = 0; i < asks.size(); ) {
            int row = asks.row(i);
            acts.begin(row);
            Arrays.fill(effort, 0);
            Arrays.fill(seen, 0);
            long known = known(row);
            for (; i < asks.size() && asks.row(i) == row; i++) {
                if (answers.isChosen(asks, i) && answers.isClosed(asks, i)) {
                    int own = cell.of(row, asks.kind(i), asks.first(i));
                    if (own >= 0) {
                        add(asks, i, acts, known, past, sums.own(own));
                    }
                    add(asks, i, acts, known, past, sums.own(cells));
                }
            }
            sums.next();
        }
        return sums;
    }

    /** Decayed acts so far by answering, how many they are, and as of when. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Past(double[] effort, int[] seen, long[] since) {
        double at(long ask, int set, CustomerActs acts, OwnRate rate) {
            int before = acts.before(set, ask);
            for (int act = seen[set]; act < before; act++) {
                move(set, acts.time(set, act), rate);
                effort[set]++;
            }
            seen[set] = before;
            move(set, ask, rate);
            return effort[set];
        }

        private void move(int set, long to, OwnRate rate) {
            effort[set] = effort[set] == 0 ? 0 : effort[set] * rate.fade(to - since[set]);
            since[set] = to;
        }
    }

    /** Since when a customer is known: registered, or seen. */
    private long known(int row) {
        LogView view = answers.view();
        long seen = view.epochMilli(view.start(row));
        return view.customer(row)
                .since()
                .map(Instant::toEpochMilli)
                .map(at -> Math.min(at, seen))
                .orElse(seen);
    }

    private void add(AskColumns asks, int ask, CustomerActs acts, long known, Past past, double[] sums) {
        int kind = asks.kind(ask);
        int set = answers.roles().answering(kind);
        Optional<OwnRate> rate = rates.get(set);
        if (rate.isEmpty()) {
            return;
        }
        long at = asks.first(ask);
        long close = answers.close(asks, ask);
        double acted = acts.actsWithin(set, at, close) ? 1 : 0;
        long seen = answers.view().epochMilli(answers.view().start(asks.row(ask)));
        double chance =
                rate.get().probability(past.at(at, set, acts, rate.get()), (double) (at - seen), (double) (close - at));
        double before = known <= at - (close - at) ? acts.actedWithin(set, at, close - at) ? 1 : 0 : Double.NaN;
        double off = rate.get().levelError(chance);
        add(sums, acted, chance, off, before, asks.cost(ask));
    }

    private static void add(double[] own, double acted, double chance, double off, double before, double price) {
        own[ASKS]++;
        own[ACTS] += acted;
        own[CHANCE] += chance;
        own[EXCESS] += acted - chance;
        own[LEVEL] += off;
        if (!Double.isNaN(price)) {
            own[PRICED]++;
            own[PRICED_LEVEL] += off;
            own[COST] += price;
            own[PRICED_EXCESS] += acted - chance;
        }
        if (!Double.isNaN(before)) {
            own[SHIFTED]++;
            own[SHIFTED_LEVEL] += off;
            own[SHIFT_EXCESS] += acted - before;
            own[DIFFERENCE] += chance - before;
        }
    }
}
