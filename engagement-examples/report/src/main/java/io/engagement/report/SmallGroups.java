package io.engagement.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of a table stay hidden: those of fewer than ten customers, and as many of the next larger ones as it takes, so that none of
 * these is found by subtraction from sums that the page tells. Of a sum either nothing is hidden, or two cells and more of ten customers
 * together; and all sums together tell no small cell, nor two that are small together. Empty cells are hidden only where no other is left.
 * What a sum tells by itself stays told: a small one that has one cell, or two.
 */
final class SmallGroups {
    /** Groups of fewer are not shown. */
    static final int FEWEST = 10;

    /** Said of every table in which cells can be hidden. */
    static final String HIDDEN = "Groups of fewer than " + FEWEST
            + " are hidden (– in the table, empty in the chart), and so are others where sums would give them away.";

    private final long[] sizes;
    /** Of the cells that may be hidden beside others, those that cost least go first. */
    private final long[] costs;

    private final boolean isDisjoint;
    private final List<int[]> sums;
    /** The same with those of the other side as their complement. */
    private final List<int[]> signed;

    private final boolean[] hidden;

    private SmallGroups(long[] sizes, long[] costs, boolean isDisjoint, List<int[]> sums) {
        this.sizes = sizes;
        this.costs = costs;
        this.isDisjoint = isDisjoint;
        this.signed = List.copyOf(sums);
        this.sums = sums.stream()
                .map(sum -> Arrays.stream(sum).map(SmallGroups::place).toArray())
                .toList();
        this.hidden = new boolean[sizes.length];
        for (int cell = 0; cell < sizes.length; cell++) {
            hidden[cell] = isSmall(sizes[cell]);
        }
        hideBySum();
        while (isDisjoint && hideByAllSums()) {
            hideBySum();
        }
    }

    /** Of a cell on either side. */
    static int place(int cell) {
        return Math.max(cell, ~cell);
    }

    private void hideBySum() {
        boolean isMoreHidden = true;
        while (isMoreHidden) {
            isMoreHidden = false;
            for (int[] sum : sums) {
                isMoreHidden |= !isSafe(sum) && hideNext(Arrays.stream(sum).filter(cell -> sizes[cell] > 0));
            }
        }
    }

    /**
     * Cells with a customer in at most one of each sum.
     *
     * @param sizes how many customers each has
     * @param sums the cells of each sum that is told elsewhere or, as one of its cells, in the table itself; where some are less others,
     *     these as their complement ({@code ~cell})
     */
    static SmallGroups disjoint(long[] sizes, List<int[]> sums) {
        return disjoint(sizes, sizes, sums);
    }

    /**
     * The same where it matters which cells are hidden beside others.
     *
     * @param costs of the cells: those that cost least go first
     */
    static SmallGroups disjoint(long[] sizes, long[] costs, List<int[]> sums) {
        return new SmallGroups(sizes, costs, true, sums);
    }

    /** The same where customers may be in several cells of a sum: two small ones may be of the same ten people. */
    static SmallGroups overlapping(long[] sizes, List<int[]> sums) {
        return new SmallGroups(sizes, sizes, false, sums);
    }

    /** Cells of which all together are known. */
    static SmallGroups ofAll(long... sizes) {
        return disjoint(sizes, List.of(IntStream.range(0, sizes.length).toArray()));
    }

    /**
     * A matrix, row by row, of which each row and each column is known together. What matters most stands above and to the right, and is
     * hidden last.
     */
    static SmallGroups ofMatrix(long[][] counts) {
        int columns = counts.length == 0 ? 0 : counts[0].length;
        return ofMatrix(counts, sums(counts.length, columns));
    }

    /**
     * The same where the last row and the last column are of those who are in no other, and not in the table. Where these are few, it is not
     * told how many they are, nor how many all others are in a row or a column: else all less these would be the few.
     */
    static SmallGroups ofMatrixWithRest(long[][] counts) {
        long[] sizes = Arrays.stream(counts).flatMapToLong(LongStream::of).toArray();
        return isRestSmall(counts)
                ? ofMatrix(counts, List.of(IntStream.range(0, sizes.length).toArray()))
                : ofMatrix(counts);
    }

    /** Whether those of the last row or of the last column are few. */
    static boolean isRestSmall(long[][] counts) {
        int last = counts[0].length - 1;
        return isSmall(Arrays.stream(counts[counts.length - 1]).sum())
                || isSmall(Arrays.stream(counts).mapToLong(row -> row[last]).sum());
    }

    private static SmallGroups ofMatrix(long[][] counts, List<int[]> sums) {
        int columns = counts.length == 0 ? 0 : counts[0].length;
        long[] sizes = Arrays.stream(counts).flatMapToLong(LongStream::of).toArray();
        long[] costs = IntStream.range(0, sizes.length)
                .mapToLong(cell -> (long) (counts.length - cell / columns) * columns + cell % columns)
                .toArray();
        return disjoint(sizes, costs, sums);
    }

    private static List<int[]> sums(int rows, int columns) {
        return Stream.concat(
                        IntStream.range(0, rows).mapToObj(row -> IntStream.range(row * columns, (row + 1) * columns)
                                .toArray()),
                        IntStream.range(0, columns).mapToObj(column -> IntStream.range(0, rows)
                                .map(row -> row * columns + column)
                                .toArray()))
                .toList();
    }

    static boolean isSmall(long customers) {
        return customers > 0 && customers < FEWEST;
    }

    /** How many of all customers, unless these, or all others, are few. */
    static @Nullable Long count(long customers, long all) {
        return isSmall(customers) || isSmall(all - customers) ? null : Long.valueOf(customers);
    }

    private boolean isSafe(int[] sum) {
        long[] kept = Arrays.stream(sum)
                .filter(cell -> hidden[cell])
                .mapToLong(cell -> sizes[cell])
                .toArray();
        long together = isDisjoint
                ? Arrays.stream(kept).sum()
                : Arrays.stream(kept).max().orElse(0);
        return kept.length == 0 || (kept.length > 1 && together >= FEWEST);
    }

    /** How many sums there are of which a cell would be the first that is hidden, and not the last. */
    private long untouched(int cell) {
        return sums.stream()
                .filter(sum -> Arrays.stream(sum).anyMatch(each -> each == cell)
                        && Arrays.stream(sum).noneMatch(each -> hidden[each]))
                .count();
    }

    /** Hides one more of what is told together; false if nothing is left to hide. */
    private boolean hideByAllSums() {
        CombinedSums combined = new CombinedSums(signed, hidden);
        List<int[]> given =
                small().filter(cells -> !isSum(cells) && combined.isTold(cells)).toList();
        return given.stream()
                        .anyMatch(cells -> hideNext(IntStream.range(0, sizes.length)
                                .filter(cell -> !hidden[cell] && combined.isCoveredBy(cell, cells))))
                || given.stream().anyMatch(cells -> hideNext(beside(cells)));
    }

    /** Cells that are small, and pairs that are small together. */
    private Stream<int[]> small() {
        int[] small = IntStream.range(0, sizes.length)
                .filter(cell -> isSmall(sizes[cell]))
                .toArray();
        return Stream.concat(
                Arrays.stream(small).mapToObj(cell -> new int[] {cell}),
                Arrays.stream(small).boxed().flatMap(one -> Arrays.stream(small)
                        .filter(other -> other > one && isSmall(sizes[one] + sizes[other]))
                        .mapToObj(other -> new int[] {one, other})));
    }

    /** Whether they are all of a sum, which is told by itself. */
    private boolean isSum(int... cells) {
        return sums.stream().anyMatch(sum -> sum.length == cells.length && overlap(sum, cells) == cells.length);
    }

    private static long overlap(int[] sum, int... cells) {
        return Arrays.stream(sum)
                .filter(each -> Arrays.stream(cells).anyMatch(cell -> cell == each))
                .count();
    }

    /** The cells that share a sum with some. */
    private IntStream beside(int... cells) {
        return sums.stream().filter(sum -> overlap(sum, cells) > 0).flatMapToInt(Arrays::stream);
    }

    /** Of those that are told still, empty ones last; false if there is none. */
    private boolean hideNext(IntStream cells) {
        OptionalInt next = cells.filter(cell -> !hidden[cell])
                .boxed()
                .min(Comparator.<Integer, Boolean>comparing(cell -> sizes[cell] == 0)
                        .thenComparingLong(this::untouched)
                        .thenComparingLong(cell -> costs[cell])
                        .thenComparing(Comparator.naturalOrder()))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
        next.ifPresent(cell -> hidden[cell] = true);
        return next.isPresent();
    }

    boolean isHidden(int cell) {
        return hidden[cell];
    }

    /** How many customers a cell has, unless it is hidden. */
    @Nullable
    Long size(int cell) {
        return hidden[cell] ? null : Long.valueOf(sizes[cell]);
    }

    /** The same in a list that takes no null. */
    Object cell(int cell) {
        return hidden[cell] ? (Object) Double.NaN : Long.valueOf(sizes[cell]);
    }
}
