package io.engagement.outcome.observational;

import io.engagement.internal.index.KeyedHash;
import java.util.BitSet;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A study's groups, each beside its controls. Who is all but sure to be contacted in one of them is left out of all, so that every
 * estimate of the study is of the same customers.
 *
 * @param byGroup by the period of the contact
 * @param leftOut rows of the panel
 */
record Comparisons(SortedMap<Integer, GroupComparison> byGroup, BitSet leftOut) {
    /** Into which customers are cut, so that no propensity has seen its own customer. */
    private static final int PARTS = 5;

    private static final int ENOUGH = 10_000;
    private static final int EACH = 5;

    /** What groups and controls are taken from. */
    record Source(Panel panel, FirstContacts contacts, StudyPlan plan, Controls controls, int seenBy) {}

    /** Of groups that have the plan's past and, after the trim, so many customers. */
    static Comparisons of(Source source, Set<Integer> groups, int least) {
        Comparisons all = compared(source, groups, new BitSet());
        BitSet sure = new BitSet();
        all.byGroup.values().forEach(each -> each.addSure(source.plan.trim(), sure));
        Comparisons kept = sure.isEmpty() ? all : compared(source, groups, sure);
        kept.byGroup.values().removeIf(each -> each.treated() < least);
        return new Comparisons(Collections.unmodifiableSortedMap(kept.byGroup), sure);
    }

    private static Comparisons compared(Source source, Set<Integer> groups, BitSet leftOut) {
        SortedMap<Integer, GroupComparison> comparisons = new TreeMap<>();
        for (int group : groups) {
            source.plan
                    .past(group - source.panel.firstPeriod())
                    .ifPresent(past -> comparisons.put(group, comparison(source, group, past, leftOut)));
        }
        return new Comparisons(comparisons, leftOut);
    }

    private static GroupComparison comparison(Source source, int group, PastBlocks past, BitSet leftOut) {
        Panel panel = source.panel;
        IntPredicate isKnown = row -> panel.entry(row) <= source.seenBy;
        IntPredicate isTreated = isKnown.and(row -> source.contacts.period(row) == group);
        int last = group + source.plan.last();
        IntPredicate isControl = isKnown.and(row -> source.controls.includes(source.contacts.period(row), last));
        return GroupComparison.without(
                leftOut,
                panel,
                isTreated,
                // A trim needs everybody's propensity.
                source.plan.trim() > 0 ? isControl : isControl.and(drawn(panel, isTreated, isControl)),
                group - panel.firstPeriod(),
                new GroupComparison.Settings(past, PARTS, DoublyRobust.SEED));
    }

    /** Controls whose weights are reckoned: of more than five for each contacted customer, and 10,000, a part by a hash of their ids. */
    private static IntPredicate drawn(Panel panel, IntPredicate isTreated, IntPredicate isControl) {
        long treated = IntStream.range(0, panel.units()).filter(isTreated).count();
        long all = IntStream.range(0, panel.units()).filter(isControl).count();
        double share = Math.max(ENOUGH, EACH * treated) / (double) Math.max(1, all);
        if (share >= 1) {
            return row -> true;
        }
        KeyedHash hash = new KeyedHash(~DoublyRobust.SEED, DoublyRobust.SEED);
        return row -> (hash.of(panel.unit(row)) >>> 11) * 0x1.0p-53 < share;
    }
}
