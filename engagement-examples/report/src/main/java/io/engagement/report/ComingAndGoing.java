package io.engagement.report;

import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who comes, stays, comes back and goes quiet, period by period, without groups that are too small. Who does anything in a period stays or
 * goes quiet in the next one, so that of these five any four tell the fifth; and the newcomers of all periods are all customers, or all but
 * those who never came, of whom it is told how many there are unless they are few.
 */
final class ComingAndGoing {
    private static final int NEW = 0;
    private static final int STAYED = 1;
    private static final int BACK = 2;
    private static final int QUIET = 3;
    private static final int CELLS = 4;

    private final List<LifecyclePeriod> periods;
    private final SmallGroups groups;

    private ComingAndGoing(List<LifecyclePeriod> periods, long customers) {
        this.periods = periods;
        long never = customers
                - periods.stream().mapToLong(LifecyclePeriod::newcomers).sum();
        long[] sizes = LongStream.concat(
                        periods.stream().flatMapToLong(each -> Stream.of(
                                        each.newcomers(), each.returning(), each.resurrected(), each.dormant())
                                .mapToLong(Integer::longValue)),
                        LongStream.of(never))
                .toArray();
        // Who has gone quiet is in no chart.
        long[] costs = IntStream.range(0, sizes.length)
                .mapToLong(cell -> cell % CELLS == QUIET ? 0 : sizes[cell])
                .toArray();
        this.groups = SmallGroups.disjoint(sizes, costs, sums(periods.size(), SmallGroups.isSmall(never)));
    }

    /** Of a base of so many customers. */
    static ComingAndGoing of(Lifecycle lifecycle, long customers) {
        return new ComingAndGoing(lifecycle.periods(), customers);
    }

    private static List<int[]> sums(int periods, boolean isWithNever) {
        IntStream newcomers = IntStream.range(0, periods).map(each -> cell(each, NEW));
        List<int[]> sums = new ArrayList<>(
                List.of(IntStream.concat(newcomers, isWithNever ? IntStream.of(periods * CELLS) : IntStream.empty())
                        .toArray()));
        for (int each = 1; each < periods; each++) {
            int before = each - 1;
            sums.add(new int[] {
                cell(before, NEW), cell(before, STAYED), cell(before, BACK), ~cell(each, STAYED), ~cell(each, QUIET)
            });
        }
        return sums;
    }

    private static int cell(int period, int what) {
        return period * CELLS + what;
    }

    List<LifecyclePeriod> periods() {
        return periods;
    }

    @Nullable
    Long newcomers(int period) {
        return groups.size(cell(period, NEW));
    }

    @Nullable
    Long returning(int period) {
        return groups.size(cell(period, STAYED));
    }

    @Nullable
    Long resurrected(int period) {
        return groups.size(cell(period, BACK));
    }

    /** Not known while the period is not over. */
    @Nullable
    Long dormant(int period) {
        return periods.get(period).complete() ? groups.size(cell(period, QUIET)) : null;
    }

    /** Whether it may be told of those who came in a period. */
    boolean isCohortShown(String label) {
        return IntStream.range(0, periods.size())
                .filter(period -> periods.get(period).label().equals(label))
                .anyMatch(period -> periods.get(period).newcomers() > 0 && !groups.isHidden(cell(period, NEW)));
    }
}
