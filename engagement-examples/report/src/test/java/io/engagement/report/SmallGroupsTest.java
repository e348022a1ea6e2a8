package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

    /** Of what a reader can add up: each sum, and sums of what its hidden cells have in common with no other. */
    @Test
    void noSumOfRandomTablesTellsOfFewerThanTen() {
        Random random = new Random(1);
        for (int table = 0; table < 2000; table++) {
            long[][] counts = new long[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (long[] row : counts) {
                Arrays.setAll(row, column -> random.nextInt(3) == 0 ? random.nextInt(12) : random.nextInt(60));
            }
            SmallGroups groups = SmallGroups.ofMatrix(counts);
            int columns = counts[0].length;
            for (int row = 0; row < counts.length; row++) {
                int first = row * columns;
                check(groups, IntStream.range(first, first + columns).toArray(), counts);
            }
            for (int column = 0; column < columns; column++) {
                int place = column;
                check(
                        groups,
                        IntStream.range(0, counts.length)
                                .map(row -> row * columns + place)
                                .toArray(),
                        counts);
            }
        }
    }

    private static void check(SmallGroups groups, int[] sum, long[][] counts) {
        int columns = counts[0].length;
        long[] hidden = Arrays.stream(sum)
                .filter(groups::isHidden)
                .mapToLong(cell -> counts[cell / columns][cell % columns])
                .toArray();
        boolean isAllHidden = Arrays.stream(sum)
                .allMatch(cell -> groups.isHidden(cell) || counts[cell / columns][cell % columns] == 0);
        assertThat(hidden.length == 0
                        || isAllHidden
                        || (hidden.length > 1 && Arrays.stream(hidden).sum() >= SmallGroups.FEWEST))
                .as(Arrays.deepToString(counts))
                .isTrue();
        Arrays.stream(sum)
                .filter(cell -> SmallGroups.isSmall(counts[cell / columns][cell % columns]))
                .forEach(cell -> assertThat(groups.isHidden(cell)).isTrue());
    }
}
