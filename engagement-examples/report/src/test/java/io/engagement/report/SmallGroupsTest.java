package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {
    private static List<Integer> hidden(SmallGroups groups, int cells) {
        return IntStream.range(0, cells).filter(groups::isHidden).boxed().toList();
    }

    @Test
    void aSmallGroupAloneTakesTheNextLargerOneWithIt() {
        assertThat(hidden(SmallGroups.ofAll(40, 3, 25, 90), 4)).containsExactly(1, 2);
        assertThat(hidden(SmallGroups.ofAll(40, 0, 25, 90), 4)).isEmpty();
        assertThat(hidden(SmallGroups.ofAll(7), 1)).containsExactly(0);
    }

    @Test
    void smallGroupsThatAreTenTogetherHideNobodyElse() {
        assertThat(hidden(SmallGroups.ofAll(40, 3, 9, 90), 4)).containsExactly(1, 2);
        assertThat(hidden(SmallGroups.ofAll(40, 3, 6, 90), 4)).containsExactly(0, 1, 2);
    }

    @Test
    void groupsThatMayBeOfTheSamePeopleAreNotAddedUp() {
        long[] sizes = {40, 8, 9, 90};
        List<int[]> all = List.of(new int[] {0, 1, 2, 3});
        assertThat(hidden(SmallGroups.overlapping(sizes, all), 4)).containsExactly(0, 1, 2);
        assertThat(hidden(SmallGroups.disjoint(sizes, all), 4)).containsExactly(1, 2);
    }

    @Test
    void inAMatrixNoRowAndNoColumnGivesACellAway() {
        SmallGroups groups = SmallGroups.ofMatrix(new long[][] {{5, 20, 30}, {40, 50, 60}, {70, 80, 90}});
        // The lowest row is told last.
        assertThat(hidden(groups, 9)).containsExactly(0, 1, 6, 7);
        assertThat(groups.size(0)).isNull();
        assertThat(groups.size(8)).isEqualTo(90);
        assertThat(groups.cell(0)).isEqualTo(Double.NaN);
    }

    /** The corner that matters stays: what is hidden beside small cells is where something is hidden already. */
    @Test
    void whatIsHiddenBesideIsWhereSomethingIsHiddenAlready() {
        SmallGroups groups = SmallGroups.ofMatrix(
                new long[][] {{30, 120, 250, 270}, {0, 5, 215, 450}, {0, 0, 4, 666}, {0, 3, 60, 610}});
        assertThat(groups.isHidden(3)).isFalse();
        assertThat(groups.isHidden(5)).isTrue();
        long[][] large = {{3000, 8316, 8102, 2900}, {4, 545, 9000, 12000}, {0, 0, 247, 22265}, {0, 0, 6, 22400}};
        assertThat(SmallGroups.ofMatrix(large).isHidden(3)).isFalse();
    }

    /** Rows 2 and 3 less columns 1 and 3 would leave the 5 of row 3, column 2. */
    @Test
    void severalSumsTogetherGiveNoCellAway() {
        requireSecret(new long[][] {{30, 80, 30, 0}, {120, 40, 5, 40}, {5, 5, 60, 80}, {0, 9, 0, 0}});
    }

    /** Where nothing else is there to hide, it is not told that a cell is empty. */
    @Test
    void aSmallCellAloneInItsRowIsHiddenAmongEmptyOnes() {
        requireSecret(new long[][] {{0, 0, 4, 0}, {30, 0, 0, 0}, {0, 50, 60, 0}, {20, 20, 20, 20}});
    }

    /** All customers less those of the table would be the three. */
    @Test
    void aRestThatIsSmallIsNotWhatTheTableLeavesOfAll() {
        long[][] counts = {{30, 40, 0}, {50, 60, 0}, {0, 0, 3}};
        SmallGroups groups = SmallGroups.ofMatrixWithRest(counts);
        assertThat(hidden(groups, 9)).containsExactly(3, 8);
        assertThat(isTold(signs(List.of(IntStream.range(0, 9).toArray()), groups, 9), 8))
                .isFalse();
    }

    @Test
    void aRestThatIsToldOrEmptyHidesNothing() {
        assertThat(hidden(SmallGroups.ofMatrixWithRest(new long[][] {{30, 40, 0}, {50, 60, 0}, {0, 0, 13}}), 9))
                .isEmpty();
        assertThat(hidden(SmallGroups.ofMatrixWithRest(new long[][] {{30, 40, 0}, {50, 60, 0}, {0, 0, 0}}), 9))
                .isEmpty();
    }

    @Test
    void aNumberIsNotToldWhereTheOthersAreFew() {
        assertThat(SmallGroups.count(9, 100)).isNull();
        assertThat(SmallGroups.count(91, 100)).isNull();
        assertThat(SmallGroups.count(90, 100)).isEqualTo(90);
        assertThat(SmallGroups.count(100, 100)).isEqualTo(100);
        assertThat(SmallGroups.count(0, 100)).isZero();
    }

    @Test
    void whatStandsOnTheOtherSideOfASumCountsAgainstIt() {
        long[] sizes = {40, 5, 35, 10, 50, 20};
        // The first two are the next two, and one of these with the last two is told.
        List<int[]> sums = List.of(new int[] {0, 1, ~2, ~3}, new int[] {1, 2, 4}, new int[] {0, 3, 5});
        SmallGroups groups = SmallGroups.disjoint(sizes, sums);
        assertThat(isTold(signs(sums, groups, sizes.length), 1)).isFalse();
    }

    @Test
    void noSumsOfRandomTablesTellOfFewerThanTen() {
        Random random = new Random(1);
        for (int table = 0; table < 2000; table++) {
            long[][] counts = new long[2 + random.nextInt(4)][2 + random.nextInt(4)];
            int sparse = 1 + random.nextInt(3);
            for (long[] row : counts) {
                Arrays.setAll(
                        row,
                        column -> random.nextInt(sparse) > 0
                                ? 0
                                : random.nextInt(3) == 0 ? random.nextInt(12) : random.nextInt(60));
            }
            requireSecret(counts);
        }
    }

    /** No small cell follows from the sums of rows and columns and from the cells that are told, nor do two that are small together. */
    private static void requireSecret(long[][] counts) {
        SmallGroups groups = SmallGroups.ofMatrix(counts);
        int columns = counts[0].length;
        long[] sizes = Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray();
        double[][] system = signs(lines(counts.length, columns), groups, sizes.length);
        for (int cell = 0; cell < sizes.length; cell++) {
            if (!SmallGroups.isSmall(sizes[cell])) {
                continue;
            }
            assertThat(groups.isHidden(cell)).isTrue();
            assertThat(isTold(system, cell))
                    .as("%d of %s", cell, Arrays.deepToString(counts))
                    .isFalse();
            for (int other = 0; other < cell; other++) {
                // Two that are a whole row or column are told by its sum.
                boolean isLine = (columns == 2 && other / columns == cell / columns)
                        || (counts.length == 2 && other % columns == cell % columns);
                if (sizes[other] > 0 && sizes[other] + sizes[cell] < SmallGroups.FEWEST && !isLine) {
                    assertThat(isTold(system, cell, other))
                            .as("%d and %d of %s", other, cell, Arrays.deepToString(counts))
                            .isFalse();
                }
            }
        }
    }

    private static List<int[]> lines(int rows, int columns) {
        return Stream.concat(
                        IntStream.range(0, rows).mapToObj(row -> IntStream.range(row * columns, (row + 1) * columns)
                                .toArray()),
                        IntStream.range(0, columns).mapToObj(column -> IntStream.range(0, rows)
                                .map(row -> row * columns + column)
                                .toArray()))
                .toList();
    }

    /** What is left of sums once the cells that are told are taken out. */
    private static double[][] signs(List<int[]> sums, SmallGroups groups, int cells) {
        double[][] system = new double[sums.size()][cells];
        for (int sum = 0; sum < system.length; sum++) {
            for (int cell : sums.get(sum)) {
                int place = Math.max(cell, ~cell);
                system[sum][place] = !groups.isHidden(place) ? 0 : cell < 0 ? -1 : 1;
            }
        }
        return system;
    }

    /** Whether the sum of some cells follows: it adds nothing to the rank. */
    private static boolean isTold(double[][] system, int... cells) {
        double[][] more = Arrays.copyOf(system, system.length + 1);
        double[] asked = new double[system[0].length];
        IntStream.of(cells).forEach(cell -> asked[cell] = 1);
        more[system.length] = asked;
        return rank(more) == rank(system);
    }

    private static int rank(double[][] system) {
        double[][] rows = Arrays.stream(system).map(double[]::clone).toArray(double[][]::new);
        int rank = 0;
        for (int column = 0; column < rows[0].length && rank < rows.length; column++) {
            int pivot = rank;
            while (pivot < rows.length && Math.abs(rows[pivot][column]) < 1e-9) {
                pivot++;
            }
            if (pivot == rows.length) {
                continue;
            }
            double[] found = rows[pivot];
            rows[pivot] = rows[rank];
            rows[rank] = found;
            rank++;
            for (int row = rank; row < rows.length; row++) {
                double times = rows[row][column] / found[column];
                for (int each = column; each < found.length; each++) {
                    rows[row][each] -= times * found[each];
                }
            }
        }
        return rank;
    }
}
