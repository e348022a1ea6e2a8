package io.engagement.score;

import static io.engagement.score.ScoreTables.CONTACTS;
import static io.engagement.score.ScoreTables.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaRowsTest {
    private static final MeasureTable TABLE = ScoreTables.random(300);

    private static final int MANY = 512;

    /** Days of which the kernel of some tests gives no score. */
    private static final double UNSCORED = 95;

    private static double kernel(double days) {
        return 100 * Math.exp(-days / 30);
    }

    private static RowScorer rows(DoubleUnaryOperator kernel) {
        return Scorer.of("a", Scale.COUNT, SILENCE, kernel).prepare(TABLE);
    }

    private static DoubleUnaryOperator times(double factor) {
        return days -> factor * days;
    }

    private static double[] scores(RowScorer rows) {
        double[] scores = new double[TABLE.size()];
        rows.score(0, scores.length, scores);
        return scores;
    }

    @Test
    void oneLambdaWithTwoCapturedValuesHasTwoResults() {
        assertThat(scores(rows(times(2)))[1] * 3).isEqualTo(scores(rows(times(3)))[1] * 2);
    }

    @Test
    void twoMeasuresGiveTheSameAsSeveral() {
        RowScorer two =
                Scorer.of("a", Scale.MONEY, SILENCE, CONTACTS, Double::sum).prepare(TABLE);
        RowScorer several = Scorer.of("a", Scale.MONEY, List.of(SILENCE, CONTACTS), each -> each[0] + each[1])
                .prepare(TABLE);
        assertThat(scores(two)).isEqualTo(scores(several));
        assertThat(two.score(1)).isEqualTo(several.score(1));
        assertThat(two.explain(1)).isEqualTo(several.explain(1));
    }

    @Test
    void aTableWithoutItsMeasureIsRefusedByName() {
        MeasureTable other = ScoreTables.table(TimeScale.DAYS, CONTACTS, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorer.of("a", Scale.COUNT, SILENCE, LambdaRowsTest::kernel)
                        .prepare(other))
                .withMessageContaining(SILENCE.name());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MANY - 1, MANY, 2 * MANY + 6})
    void aRangeHasTheScoresOfItsRowsWhereverAnInputIsMissing(int missing) {
        double[] days = random(2 * MANY + 7);
        assertRowsAndRangesAreTheSame(days);
        days[missing] = Double.NaN;
        assertRowsAndRangesAreTheSame(days);
    }

    private static void assertRowsAndRangesAreTheSame(double[] days) {
        MeasureTable table = table(days);
        for (RowScorer rows : List.of(
                Scorer.of("a", Scale.INDEX, SILENCE, LambdaRowsTest::known).prepare(table),
                Scorer.of("a", Scale.INDEX, SILENCE, CONTACTS, (x, y) -> known(x) / (1 + known(y)))
                        .prepare(table))) {
            int from = 3;
            double[] out = new double[days.length];
            rows.score(from, days.length, out);
            assertThat(out).startsWith(0, 0, 0);
            for (int row = from; row < days.length; row++) {
                assertThat(Double.doubleToRawLongBits(out[row])).isEqualTo(Double.doubleToRawLongBits(rows.score(row)));
                assertThat(Double.isNaN(out[row])).isEqualTo(Double.isNaN(days[row]) || days[row] > UNSCORED);
            }
        }
    }

    /** Fails if it is called without a number, and gives none for some. */
    private static double known(double days) {
        assertThat(days).isNotNaN();
        return days > UNSCORED ? Double.NaN : 100 * days / (1 + days);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MANY - 1, MANY, 2 * MANY + 5})
    void theFirstRowThatIsOffItsScaleIsRefusedAlsoIfALaterOneThrows(int row) {
        double[] days = random(2 * MANY + 7);
        days[row] = -1;
        days[row + 1] = -2;
        String refused = "a must give a COUNT from 0.0 to " + Double.MAX_VALUE + " or NaN, gave -1.0 in row " + row;
        double[] out = new double[days.length];
        for (DoubleUnaryOperator kernel : List.<DoubleUnaryOperator>of(x -> x, LambdaRowsTest::orThrow)) {
            RowScorer one = Scorer.of("a", Scale.COUNT, SILENCE, kernel).prepare(table(days));
            RowScorer two = Scorer.of("a", Scale.COUNT, SILENCE, CONTACTS, (x, y) -> kernel.applyAsDouble(x))
                    .prepare(table(days));
            for (RowScorer rows : List.of(one, two)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> rows.score(0, out.length, out))
                        .withMessage(refused);
            }
        }
    }

    @Test
    void whatALambdaThrowsPassesThrough() {
        double[] days = random(700);
        days[600] = -2;
        RowScorer rows =
                Scorer.of("a", Scale.COUNT, SILENCE, LambdaRowsTest::orThrow).prepare(table(days));
        double[] out = new double[700];
        assertThatIllegalStateException()
                .isThrownBy(() -> rows.score(0, 700, out))
                .withMessage("-2");
        assertThat(out[599]).isEqualTo(days[599]);
        assertThat(out[600]).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> rows.score(690, 701, new double[701]));
    }

    private static double orThrow(double days) {
        if (days == -2) {
            throw new IllegalStateException("-2");
        }
        return days;
    }

    private static double[] random(int rows) {
        return new Random(rows).doubles(rows, 0, 100).toArray();
    }

    private static MeasureTable table(double[] days) {
        return MeasureTable.ofColumns(Instant.EPOCH, TimeScale.DAYS, List.of(), Map.of(SILENCE, days, CONTACTS, days));
    }
}
